package dev.bailiwick.locations.model;

import java.util.List;
import java.util.Map;

/** What an org has enabled: locale values in the org's own spelling, and the custom fields of its zones. */
public record OrgConfig(
        List<String> languages, List<String> currencies, List<String> timezones, Map<String, FieldType> zoneFields) {

    /** The types a custom field can have. */
    public enum FieldType {
        STRING,
        INTEGER,
        DOUBLE,
        BOOLEAN
    }

    public OrgConfig {
        languages = List.copyOf(languages);
        currencies = List.copyOf(currencies);
        timezones = List.copyOf(timezones);
        zoneFields = Map.copyOf(zoneFields);
    }

    List<String> enabled(String localeField) {
        return switch (localeField) {
            case "language" -> languages;
            case "currency" -> currencies;
            case "timezone" -> timezones;
            default -> throw new IllegalArgumentException(localeField);
        };
    }
}
