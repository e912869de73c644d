package dev.bailiwick.catalog;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an org has enabled. Immutable; a change makes a new one.
 *
 * @param languages enabled, as the org spells them
 * @param currencies enabled, as the org spells them
 * @param timezones enabled, as the org spells them
 * @param zoneFields custom fields of zones, by name
 * @param modules the types of records, with their fields, by name; the standard ones are in every org
 * @param childZonesCount whether active zones below keep a zone from being switched off, or only active stores
 * @param calendar by what it counts days
 */
public record Catalog(
        List<String> languages,
        List<String> currencies,
        List<String> timezones,
        Map<String, FieldType> zoneFields,
        Map<String, Module> modules,
        boolean childZonesCount,
        Calendar calendar) {

    public static final Catalog EMPTY =
            new Catalog(List.of(), List.of(), List.of(), Map.of(), StandardModules.ALL, true, Calendar.USUAL);

    public Catalog {
        languages = List.copyOf(languages);
        currencies = List.copyOf(currencies);
        timezones = List.copyOf(timezones);
        zoneFields = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(zoneFields));
        modules = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(modules));
    }

    public List<String> enabled(LocaleField field) {
        return switch (field) {
            case LANGUAGE -> languages;
            case CURRENCY -> currencies;
            case TIMEZONE -> timezones;
        };
    }

    /** The org's spelling of a locale value, whatever its letter case; null where it is not enabled. */
    public @Nullable String spelling(LocaleField field, String value) {
        String wanted = value.toLowerCase(Locale.ROOT);
        return enabled(field).stream()
                .filter(e -> e.toLowerCase(Locale.ROOT).equals(wanted))
                .findFirst()
                .orElse(null);
    }

    /** The names of the modules whose records can be in zones, in the order of the alphabet. */
    public List<String> placed() {
        return modules.values().stream()
                .filter(Module::isPlaced)
                .map(Module::name)
                .sorted()
                .toList();
    }

    /** The module of this name, in any letter case; null where there is none. */
    public @Nullable Module module(String name) {
        Module exact = modules.get(name);
        return exact != null
                ? exact
                : modules.values().stream()
                        .filter(m -> m.name().equalsIgnoreCase(name))
                        .findFirst()
                        .orElse(null);
    }
}
