package dev.palimpsest.mask;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * How far the same value keeps the same pseudonym, narrowest first. Outside of the scope the value
 * has another pseudonym, and nothing but the key links the two.
 */
public enum Scope {
  /** One row of the lake. */
  @JsonProperty("row")
  ROW {
    @Override
    List<String> names(Origin origin) {
      return List.of(origin.tenant(), origin.row());
    }
  },

  /** All rows of one conversation; a row without a conversation's id is one of its own. */
  @JsonProperty("conversation")
  CONVERSATION {
    @Override
    List<String> names(Origin origin) {
      return origin.conversation().isEmpty()
          ? ROW.names(origin)
          : List.of(origin.tenant(), origin.conversation(), "");
    }
  },

  /** All rows of one user; nobody knows that two rows without a user are of one. */
  @JsonProperty("user")
  USER {
    @Override
    List<String> names(Origin origin) {
      return origin.user().isEmpty()
          ? CONVERSATION.names(origin)
          : List.of(origin.tenant(), origin.user(), "", "");
    }
  },

  /** All rows of one tenant. */
  @JsonProperty("tenant")
  TENANT {
    @Override
    List<String> names(Origin origin) {
      return List.of(origin.tenant());
    }
  },

  /** All rows, so that a value is seen to be the same for two tenants. */
  @JsonProperty("lake")
  LAKE {
    @Override
    List<String> names(Origin origin) {
      return List.of();
    }
  };

  /** What tells this scope from the others of its kind and width; the lists differ in length. */
  abstract List<String> names(Origin origin);
}
