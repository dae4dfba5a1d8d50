package dev.palimpsest.audit.train;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;

/**
 * A byte-level byte-pair tokenizer in the manner of GPT-2, learned from texts, with every digit a
 * token of its own. Ids are given to the special tokens first, then to the 256 bytes, then to the
 * merges in their order, so every text can be encoded and decodes to itself.
 */
public final class BytePairTokenizer {

  private final List<String> specialTokens;
  private final List<String> vocabulary;
  private final List<String> merges;

  private BytePairTokenizer(
      List<String> specialTokens, List<String> vocabulary, List<String> merges) {
    this.specialTokens = specialTokens;
    this.vocabulary = vocabulary;
    this.merges = merges;
  }

  /**
   * Learns from {@code texts}. A text that is there several times counts once, so that no token
   * spells what was only repeated.
   *
   * @param vocabularySize most tokens there may be, special ones included; fewer are used where the
   *     texts hold too few repeated pairs
   * @param specialTokens become one token wherever they occur in a text
   * @throws IllegalArgumentException if the size leaves no room for special tokens and bytes
   */
  public static BytePairTokenizer learn(
      Collection<String> texts, int vocabularySize, List<String> specialTokens) {
    int least = specialTokens.size() + ByteAlphabet.SIZE;
    if (vocabularySize < least) {
      throw new IllegalArgumentException(
          "vocabularySize must be at least %d, for %d special tokens and 256 bytes. Provided value: %d"
              .formatted(least, specialTokens.size(), vocabularySize));
    }
    WordCounts words = new WordCounts(specialTokens);
    new LinkedHashSet<>(texts).forEach(words::add);
    List<String> symbols = new ArrayList<>();
    for (int b = 0; b < ByteAlphabet.SIZE; b++) {
      symbols.add(String.valueOf(ByteAlphabet.character(b)));
    }
    List<String> merges = new ArrayList<>();
    for (BytePairs.Merge merge : BytePairs.learn(words.counts(), vocabularySize - least)) {
      String first = symbols.get(merge.first());
      String second = symbols.get(merge.second());
      symbols.add(first + second);
      merges.add(first + " " + second);
    }
    // Two merges may spell the same text; the reader of the file knows it by one id.
    return new BytePairTokenizer(
        List.copyOf(specialTokens), List.copyOf(new LinkedHashSet<>(symbols)), merges);
  }

  /** Number of tokens, special ones included: all ids are below it. */
  public int size() {
    return specialTokens.size() + vocabulary.size();
  }

  /** The id of a special token. */
  public int idOf(String specialToken) {
    int id = specialTokens.indexOf(specialToken);
    if (id < 0) {
      throw new IllegalArgumentException("not a special token: " + specialToken);
    }
    return id;
  }

  /**
   * Writes a {@code tokenizer.json} of Hugging Face's tokenizers library.
   *
   * @throws IOException if {@code file} cannot be written
   */
  public void write(Path file) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode root = mapper.createObjectNode();
    root.put("version", "1.0").putNull("truncation").putNull("padding");
    ArrayNode added = root.putArray("added_tokens");
    for (String token : specialTokens) {
      added
          .addObject()
          .put("id", idOf(token))
          .put("content", token)
          .put("single_word", false)
          .put("lstrip", false)
          .put("rstrip", false)
          .put("normalized", false)
          .put("special", true);
    }
    root.putNull("normalizer");
    ArrayNode steps =
        root.putObject("pre_tokenizer").put("type", "Sequence").putArray("pretokenizers");
    steps.addObject().put("type", "Digits").put("individual_digits", true);
    steps.add(byteLevel(mapper));
    root.set("post_processor", byteLevel(mapper));
    root.set("decoder", byteLevel(mapper));
    ObjectNode model = root.putObject("model").put("type", "BPE").putNull("dropout");
    model.putNull("unk_token").putNull("continuing_subword_prefix").putNull("end_of_word_suffix");
    model.put("fuse_unk", false).put("byte_fallback", false).put("ignore_merges", false);
    ObjectNode ids = model.putObject("vocab");
    specialTokens.forEach(token -> ids.put(token, idOf(token)));
    for (int i = 0; i < vocabulary.size(); i++) {
      ids.put(vocabulary.get(i), specialTokens.size() + i);
    }
    ArrayNode rules = model.putArray("merges");
    merges.forEach(rules::add);
    mapper.writeValue(file.toFile(), root);
  }

  private static ObjectNode byteLevel(ObjectMapper mapper) {
    return mapper
        .createObjectNode()
        .put("type", "ByteLevel")
        .put("add_prefix_space", false)
        .put("trim_offsets", false)
        .put("use_regex", true);
  }
}
