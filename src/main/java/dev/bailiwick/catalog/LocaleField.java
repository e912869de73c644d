package dev.bailiwick.catalog;

/** The three values that say where something is, each from a list that the org enables. */
public enum LocaleField {
    /** IETF BCP 47. */
    LANGUAGE,
    /** ISO 4217. */
    CURRENCY,
    /** IANA time zone names. */
    TIMEZONE
}
