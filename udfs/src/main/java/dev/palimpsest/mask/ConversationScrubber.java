package dev.palimpsest.mask;

import dev.palimpsest.pii.ColumnVerdict;
import dev.palimpsest.pii.DetectionException;
import dev.palimpsest.pii.EntitySearch;
import dev.palimpsest.pii.Finding;
import dev.palimpsest.pii.PiiDetector;
import dev.palimpsest.profile.PathProfile;
import dev.palimpsest.text.Conversation;
import dev.palimpsest.text.Leaf;
import dev.palimpsest.text.Slot;
import dev.palimpsest.text.Slots;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Masks the personal data of conversations. Immutable, thread-safe, and cheap beside the {@link
 * PiiDetector} that all share, so one for a JVM will do; not serialisable, since it may hold a key:
 * ship {@link Policy} and {@link KeyReference}.
 */
public final class ConversationScrubber {

  private final TextMasker masker;
  private final Function<Conversation, Function<Leaf, ColumnVerdict>> columns;

  /**
   * @param policy what is masked and how
   * @param keyring needed if {@link Policy#needsKey}
   * @throws IllegalArgumentException if it is needed and missing
   */
  public ConversationScrubber(Policy policy, @Nullable Keyring keyring) {
    this(policy, keyring, PathProfile.NONE);
  }

  /**
   * As the other constructor.
   *
   * @param profile what is known of the columns of the lake that the conversations are from
   */
  public ConversationScrubber(Policy policy, @Nullable Keyring keyring, PathProfile profile) {
    this(policy, keyring, profile, null);
  }

  /**
   * As the other constructor.
   *
   * @param entities asks a model about what the rules leave open; null for rules alone
   */
  public ConversationScrubber(
      Policy policy,
      @Nullable Keyring keyring,
      PathProfile profile,
      @Nullable EntitySearch entities) {
    PiiDetector detector = PiiDetector.with(policy.rules(), entities);
    this.masker = new TextMasker(detector, policy, keyring);
    this.columns = profile.reader(detector);
  }

  /** As {@link #scrub(Conversation, String)} for data without tenants. */
  public Scrubbed scrub(Conversation conversation) {
    return scrub(conversation, "");
  }

  /** As {@link #scrub(Conversation, String, String)} where all dates of a tenant move together. */
  public Scrubbed scrub(Conversation conversation, String tenant) {
    return scrub(conversation, tenant, "");
  }

  /**
   * Looks at every string of the conversation, learns from all, then masks all.
   *
   * @param tenant whose data it is; tokens of two tenants never match
   * @param subject whom it is about, as a keyed pseudonym: dates of one subject are shifted
   *     together
   * @throws DetectionException if a detector failed: nothing may pass unscrubbed
   * @throws RefusedRowException if the policy wants conversations with such a finding set aside or
   *     dropped
   */
  public Scrubbed scrub(Conversation conversation, String tenant, String subject) {
    return scrub(conversation, new Origin(tenant, subject, "", ""));
  }

  /**
   * As {@link #scrub(Conversation, String, String)}, for policies with scopes narrower than a
   * tenant.
   *
   * @param origin whose it is; dates of one user are shifted together
   */
  public Scrubbed scrub(Conversation conversation, Origin origin) {
    List<Slot> slots = Slots.of(conversation);
    List<Finding> findings = new ArrayList<>();
    List<String> masked = masker.mask(slots, columns.apply(conversation), origin, findings);
    return new Scrubbed(Slots.replace(conversation, masked), findings);
  }
}
