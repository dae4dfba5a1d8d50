package dev.palimpsest.spark;

import dev.palimpsest.near.Fingerprint;
import dev.palimpsest.near.Fingerprinter;
import dev.palimpsest.near.SignatureSpec;
import dev.palimpsest.text.Conversation;
import dev.palimpsest.text.Message;
import dev.palimpsest.text.Role;
import java.util.List;
import java.util.Map;

/** A text as {@code dedup} sees it: a conversation of one turn. */
final class NearText {

  static final Fingerprinter FINGERPRINTER = new Fingerprinter(SignatureSpec.DEFAULT);

  private NearText() {}

  static Fingerprint of(String text) {
    return FINGERPRINTER.fingerprint(
        new Conversation(List.of(Message.of(Role.USER, text)), List.of(), Map.of()));
  }
}
