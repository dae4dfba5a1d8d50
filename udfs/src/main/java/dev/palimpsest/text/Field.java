package dev.palimpsest.text;

/** Which part of a {@link Conversation} a string fills. */
public enum Field {
  CONTENT,
  REASONING,
  /** Who speaks: the {@code name} of a message that no tool wrote. */
  SPEAKER,
  /** A tool's name, where it is offered, called or answers. */
  TOOL_NAME,
  /** The id that links a tool call to its answer. */
  CALL_ID,
  ARGUMENTS,
  TOOL_DESCRIPTION,
  TOOL_PARAMETERS,
  METADATA_KEY,
  METADATA_VALUE,
  /** A text that stands alone and belongs to no conversation. */
  PLAIN
}
