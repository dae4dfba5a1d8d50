package dev.palimpsest.pii;

/** What an {@link EntityModel} may find; each is the type of the same name in the rule book. */
public enum EntityType {
  PERSON,
  ADDRESS,
  LOCATION,
  ORGANIZATION
}
