package dev.palimpsest.ner;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A token classifier that ONNX Runtime computes on the thread that asks: cores are shared out by
 * tasks.
 */
final class OnnxClassifier implements TokenClassifier {

  private static final String IDS = "input_ids";
  private static final String MASK = "attention_mask";
  private static final String SEGMENTS = "token_type_ids";
  private static final String LOGITS = "logits";

  private final OrtEnvironment environment;
  private final OrtSession session;
  private final int labels;

  private OnnxClassifier(OrtEnvironment environment, OrtSession session, int labels) {
    this.environment = environment;
    this.session = session;
    this.labels = labels;
  }

  /**
   * Loads a model.
   *
   * @param labels how many it must know
   * @throws EntityModelException if it cannot be loaded, or is no token classifier of that many
   */
  static OnnxClassifier open(Path file, int labels) {
    OrtEnvironment environment;
    try {
      environment = OrtEnvironment.getEnvironment();
    } catch (LinkageError | RuntimeException e) {
      throw new EntityModelException(
          "ONNX Runtime does not run on this machine (%s). It has libraries for Linux and macOS on x86-64 and ARM, and Windows."
              .formatted(EntityTokenizer.firstLine(e)),
          e);
    }
    OrtSession session = null;
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR);
      session = environment.createSession(file.toString(), options);
      check(file, session, labels);
      return new OnnxClassifier(environment, session, labels);
    } catch (OrtException e) {
      close(session);
      throw new EntityModelException(
          "%s is no model that ONNX Runtime can load (%s). Export it again."
              .formatted(file, EntityTokenizer.firstLine(e)),
          e);
    } catch (EntityModelException e) {
      close(session);
      throw e;
    }
  }

  private static void check(Path file, OrtSession session, int labels) throws OrtException {
    Set<String> inputs = new TreeSet<>(session.getInputNames());
    boolean known = Set.of(IDS, MASK, SEGMENTS).containsAll(inputs);
    if (!known || !inputs.contains(IDS)) {
      throw unfit(file, "its inputs are " + String.join(", ", inputs));
    }
    for (Map.Entry<String, NodeInfo> input : session.getInputInfo().entrySet()) {
      if (!(input.getValue().getInfo() instanceof TensorInfo tensor)
          || tensor.type != OnnxJavaType.INT64) {
        throw unfit(file, "its input " + input.getKey() + " takes no 64-bit integers");
      }
    }
    NodeInfo logits = session.getOutputInfo().get(LOGITS);
    if (logits == null
        || !(logits.getInfo() instanceof TensorInfo tensor)
        || tensor.type != OnnxJavaType.FLOAT
        || tensor.getShape().length != 3) {
      throw unfit(
          file, "it has no output logits of shape batch × token × label in single precision");
    }
    long last = tensor.getShape()[2];
    if (last >= 0 && last != labels) {
      throw unfit(file, "it knows %d labels and config.json names %d".formatted(last, labels));
    }
  }

  private static EntityModelException unfit(Path file, String why) {
    return new EntityModelException(
        "%s is no token classifier that can be used: %s. Export one with --task token-classification, whose inputs are input_ids, attention_mask and, if it wants them, token_type_ids."
            .formatted(file, why));
  }

  @Override
  public double[][] probabilities(long[] ids) {
    long[] shape = {1, ids.length};
    long[] ones = new long[ids.length];
    Arrays.fill(ones, 1);
    Map<String, long[]> values = Map.of(IDS, ids, MASK, ones, SEGMENTS, new long[ids.length]);
    Map<String, OnnxTensor> inputs = new HashMap<>();
    try {
      for (String name : session.getInputNames()) {
        LongBuffer value = LongBuffer.wrap(values.getOrDefault(name, ids));
        inputs.put(name, OnnxTensor.createTensor(environment, value, shape));
      }
      try (OrtSession.Result result = session.run(inputs, Set.of(LOGITS))) {
        OnnxValue logits = result.get(LOGITS).orElseThrow();
        return softmax(((float[][][]) logits.getValue())[0]);
      }
    } catch (OrtException e) {
      // Its message may tell tokens of the text.
      throw new EntityModelException("the model failed with " + e.getCode());
    } finally {
      inputs.values().forEach(OnnxTensor::close);
    }
  }

  private double[][] softmax(float[][] logits) {
    double[][] probabilities = new double[logits.length][];
    for (int token = 0; token < logits.length; token++) {
      if (logits[token].length != labels) {
        throw new EntityModelException(
            "the model gave %d labels and config.json names %d"
                .formatted(logits[token].length, labels));
      }
      probabilities[token] = softmax(logits[token]);
    }
    return probabilities;
  }

  private static double[] softmax(float[] logits) {
    double max = Double.NEGATIVE_INFINITY;
    for (float logit : logits) {
      max = Math.max(max, logit);
    }
    double sum = 0;
    double[] values = new double[logits.length];
    for (int i = 0; i < logits.length; i++) {
      values[i] = Math.exp(logits[i] - max);
      sum += values[i];
    }
    if (!(sum > 0 && sum < Double.POSITIVE_INFINITY)) {
      throw new EntityModelException("the model gave logits that are no numbers");
    }
    for (int i = 0; i < values.length; i++) {
      values[i] /= sum;
    }
    return values;
  }

  @Override
  public void close() {
    close(session);
  }

  private static void close(@Nullable OrtSession session) {
    try {
      if (session != null) {
        session.close();
      }
    } catch (OrtException e) {
      throw new IllegalStateException("ONNX Runtime did not free a model: " + e.getCode(), e);
    }
  }
}
