package dev.palimpsest.mask;

/**
 * Whose a conversation is, for the {@linkplain Scope scopes} of pseudonyms. Ids that are not known
 * are empty.
 *
 * @param tenant whose data it is
 * @param user whom it is about, as a keyed pseudonym
 * @param conversation id of the conversation within the tenant
 * @param row id of the row within the tenant
 */
public record Origin(String tenant, String user, String conversation, String row) {

  /** Of whom nothing is known. */
  public static final Origin UNKNOWN = new Origin("", "", "", "");

  /** The same with a row's id, where it has none. */
  Origin orRow(String id) {
    return row.isEmpty() ? new Origin(tenant, user, conversation, id) : this;
  }

  /** Ids only, and not those of persons. */
  @Override
  public String toString() {
    return "Origin[row=" + row + "]";
  }
}
