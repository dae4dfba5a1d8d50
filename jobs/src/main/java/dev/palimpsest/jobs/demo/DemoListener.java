package dev.palimpsest.jobs.demo;

import java.util.Map;

/** Is told what the demonstration does as it does it. */
public interface DemoListener {

  /** A step begins. */
  void step(String what);

  /** A job is done. */
  void counts(String job, Map<String, Long> counts);

  /** Training goes on. */
  void training(int step, int steps, double loss, double tokensPerSecond);
}
