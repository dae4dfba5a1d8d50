package dev.palimpsest.audit.model;

class Dl4jGoldenTest extends EngineGoldenTest {

  @Override
  ModelSpec.Engine engine() {
    return ModelSpec.Engine.DL4J;
  }
}
