package dev.palimpsest.jobs.ingest.format;

/** A record that cannot be used. Holds the reason and nothing of the record. */
public final class RecordFault extends Exception {

  private static final long serialVersionUID = 1;

  private final Reason reason;

  public RecordFault(Reason reason) {
    super(reason.name(), null, false, false);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
