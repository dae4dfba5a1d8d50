package dev.palimpsest.pii.check;

import org.jspecify.annotations.Nullable;

/**
 * A recipe of one country's own.
 *
 * @param recipe which
 * @param over the positions it covers; all if absent
 */
record SpecialCheck(Recipe recipe, @Nullable Part over) implements ValueCheck {

  /** What {@code recipe} may be. */
  enum Recipe {
    /** Not the same digit all over, which no authority hands out. */
    NOT_ONE_DIGIT,
    /** Italian tax code, see {@link AlternatingLetters}. */
    CODICE_FISCALE,
    /** VAT number of Cyprus, see {@link AlternatingLetters}. */
    CYPRUS_VAT,
    AUSTRIAN_VAT,
    SPANISH_COMPANY,
    FRENCH_VAT,
    ROMANIAN_VAT,
    GERMAN_PENSION,
    GERMAN_HEALTH,
    FINNISH_PERSON,
    RUSSIAN_PENSION,
    TURKISH_PERSON,
    INDIAN_GST,
    CHINESE_COMPANY,
    KOREAN_COMPANY,
    HONG_KONG,
    SINGAPORE_PERSON,
    SINGAPORE_ENTITY
  }

  @Override
  public Check check(String given) {
    if (over != null && !over.fits(given) && recipe != Recipe.ROMANIAN_VAT) {
      return Check.BAD_LENGTH;
    }
    String value =
        over == null
            ? given
            : given.substring(over.first() - 1, Math.min(over.last(), given.length()));
    return switch (recipe) {
      case NOT_ONE_DIGIT -> value.chars().distinct().count() == 1 ? Check.BAD_COMPONENT : Check.OK;
      case CODICE_FISCALE -> AlternatingLetters.check(value, 16);
      case CYPRUS_VAT -> AlternatingLetters.check(value, 9);
      case AUSTRIAN_VAT -> EuropeanRecipes.austrianVat(value);
      case SPANISH_COMPANY -> EuropeanRecipes.spanishCompany(value);
      case FRENCH_VAT -> EuropeanRecipes.frenchVat(value);
      case ROMANIAN_VAT -> EuropeanRecipes.romanianVat(value);
      case GERMAN_PENSION -> EuropeanRecipes.germanPension(value);
      case GERMAN_HEALTH -> EuropeanRecipes.germanHealth(value);
      case FINNISH_PERSON -> EuropeanRecipes.finnishPerson(value);
      case RUSSIAN_PENSION -> EuropeanRecipes.russianPension(value);
      case TURKISH_PERSON -> AsianRecipes.turkishPerson(value);
      case INDIAN_GST -> AsianRecipes.indianGst(value);
      case CHINESE_COMPANY -> AsianRecipes.chineseCompany(value);
      case KOREAN_COMPANY -> AsianRecipes.koreanCompany(value);
      case HONG_KONG -> AsianRecipes.hongKong(value);
      case SINGAPORE_PERSON -> AsianRecipes.singaporePerson(value);
      case SINGAPORE_ENTITY -> AsianRecipes.singaporeEntity(value);
    };
  }
}
