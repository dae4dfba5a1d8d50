package dev.palimpsest.jobs.demo.trace;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** JSON objects from keys and values, in the order given. */
final class Json {

  private Json() {}

  /** An object of {@code key, value, key, value …}, all strings. */
  static ObjectNode object(String... keysAndValues) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      object.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return object;
  }

  /** An address as the shop's systems write it. */
  static ObjectNode address(Address address) {
    return object(
        "street", address.street(),
        "city", address.town(),
        "state", address.state(),
        "postcode", address.postcode());
  }
}
