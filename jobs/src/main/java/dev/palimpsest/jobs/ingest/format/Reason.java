package dev.palimpsest.jobs.ingest.format;

/** Why an input could not be used. */
public enum Reason {
  /** A line of more than 16 MiB, or JSON of more than 1,000 levels. */
  TOO_LARGE,
  /** Bytes that are not UTF-8. */
  INVALID_UTF8,
  /** JSON that ends inside an object, array or string, or a compressed file that ends early. */
  TRUNCATED,
  /** Any other syntax error. */
  NOT_JSON,
  /** JSON, but not an object. */
  NOT_AN_OBJECT,
  /** A structure that the format needs has another type. */
  BAD_TYPE,
  /** A message whose role is none of the known ones. */
  UNKNOWN_ROLE,
  /** No message has content, reasoning or a tool call. */
  NO_CONTENT,
  /** Another record has the same id and says something else. */
  DUPLICATE_ID,
  /** Feedback or a tool result that belongs to nothing in the input. */
  ORPHAN
}
