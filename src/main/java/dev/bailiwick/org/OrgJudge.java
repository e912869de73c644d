package dev.bailiwick.org;

import dev.bailiwick.bulk.Claim;
import dev.bailiwick.bulk.DoorRules;
import dev.bailiwick.bulk.Draft;
import dev.bailiwick.bulk.Entity;
import dev.bailiwick.bulk.FaultCode;
import dev.bailiwick.bulk.Judge;
import dev.bailiwick.bulk.Text;
import dev.bailiwick.bulk.Working;
import dev.bailiwick.catalog.Catalogs;
import dev.bailiwick.catalog.FieldRules;
import dev.bailiwick.catalog.FieldType;
import java.time.DayOfWeek;
import java.time.Month;
import java.time.ZoneId;
import java.util.Currency;
import java.util.IllformedLocaleException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rules of an org's own settings. Lists, modules and custom fields merge with what is there; nothing is taken away. */
record OrgJudge(Map<Long, Entity> entities) implements Judge {
    static final String KEY = "key";
    static final String TITLE = "title";
    static final String ACTIVE_CHILDREN = "activeChildren";
    static final String LEAD_TERRITORIES = Catalogs.LEAD_TERRITORIES;
    static final String ZONE_FIELDS = "zoneFields";
    static final List<String> SETTINGS = List.of(
            ACTIVE_CHILDREN, LEAD_TERRITORIES, Catalogs.TIMEZONE, Catalogs.WEEK_START, Catalogs.FISCAL_YEAR_START);
    static final List<String> LISTS = List.of("languages", "currencies", "timezones");

    /** What keeps a zone from being switched off (sheet, 13 C6). */
    static final String STORES_AND_ZONES = "stores+zones";

    static final String STORES = "stores";

    @Override
    public String label(Entity org) {
        return String.valueOf(org.text(KEY));
    }

    @Override
    public List<String> fields() {
        return List.of(
                "id",
                KEY,
                TITLE,
                ACTIVE_CHILDREN,
                LEAD_TERRITORIES,
                Catalogs.TIMEZONE,
                Catalogs.WEEK_START,
                Catalogs.FISCAL_YEAR_START,
                "languages",
                "currencies",
                "timezones",
                ZONE_FIELDS,
                Schema.MODULES,
                Schema.FIELDS,
                Schema.NEW_FIELD);
    }

    @Override
    public Map<String, @Nullable Object> blank() {
        Map<String, @Nullable Object> blank = new LinkedHashMap<>();
        blank.put(KEY, null);
        blank.put(TITLE, null);
        blank.put(ACTIVE_CHILDREN, STORES_AND_ZONES);
        blank.put(LEAD_TERRITORIES, true);
        Catalogs.CALENDAR.forEach(setting -> blank.put(setting, null));
        LISTS.forEach(list -> blank.put(list, List.of()));
        blank.put(ZONE_FIELDS, Map.of());
        blank.put(Schema.MODULES, Map.of());
        blank.put(Schema.FIELDS, Map.of());
        return blank;
    }

    @Override
    public Map<Claim, String> claims(Entity state) {
        return Map.of();
    }

    @Override
    public void shape(Draft draft, DoorRules rules) {
        if (draft.isNew()) {
            FieldRules.optionalText(draft, KEY);
        }
        FieldRules.optionalText(draft, TITLE);
        if (draft.asks(ACTIVE_CHILDREN)) {
            if (STORES.equals(draft.asked(ACTIVE_CHILDREN)) || STORES_AND_ZONES.equals(draft.asked(ACTIVE_CHILDREN))) {
                draft.set(ACTIVE_CHILDREN, draft.asked(ACTIVE_CHILDREN));
            } else {
                draft.fault(
                        FaultCode.MALFORMED,
                        ACTIVE_CHILDREN,
                        "expected",
                        "'" + STORES + "' or '" + STORES_AND_ZONES + "'");
            }
        }
        FieldRules.flag(draft, LEAD_TERRITORIES);
        calendar(draft, Catalogs.TIMEZONE, "a time zone such as 'Europe/Paris'", name -> Catalogs.zone(name) != null);
        calendar(draft, Catalogs.WEEK_START, "a day such as 'monday'", name -> isOneOf(DayOfWeek.values(), name));
        calendar(draft, Catalogs.FISCAL_YEAR_START, "a month such as 'april'", name -> isOneOf(Month.values(), name));
        LISTS.forEach(list -> merge(draft, list));
        zoneFields(draft);
        Schema.shape(draft);
    }

    /** Null stands for what is usual. */
    private static void calendar(Draft draft, String setting, String expected, Predicate<String> isOne) {
        if (draft.asks(setting)) {
            switch (draft.asked(setting)) {
                case null -> draft.set(setting, null);
                case String name when isOne.test(name) -> draft.set(setting, name);
                default -> draft.fault(FaultCode.MALFORMED, setting, "expected", expected);
            }
        }
    }

    private static boolean isOneOf(Enum<?>[] all, String name) {
        return Stream.of(all)
                .anyMatch(one -> one.name().toLowerCase(Locale.ROOT).equals(name));
    }

    private static void merge(Draft draft, String field) {
        if (!draft.asks(field)) {
            return;
        }
        if (!(draft.asked(field) instanceof List<?> asked)) {
            draft.fault(FaultCode.WRONG_TYPE, field, "expected", "a list of strings");
            return;
        }
        Map<String, Object> merged = new LinkedHashMap<>();
        if (draft.after().get(field) instanceof List<?> now) {
            now.forEach(value -> merged.put(folded(value), value));
        }
        for (int i = 0; i < asked.size(); i++) {
            String path = field + "[" + i + "]";
            if (!(asked.get(i) instanceof String value)) {
                draft.fault(FaultCode.WRONG_TYPE, path, "expected", "a string; put it in quotes");
            } else if (!exists(field, value)) {
                draft.fault(FaultCode.MALFORMED, path, "expected", expected(field));
            } else {
                merged.putIfAbsent(folded(value), value);
            }
        }
        draft.set(field, List.copyOf(merged.values()));
    }

    private static String folded(Object value) {
        return String.valueOf(value).toLowerCase(Locale.ROOT);
    }

    private static String expected(String list) {
        return switch (list) {
            case "languages" -> "a BCP 47 language tag";
            case "currencies" -> "an ISO 4217 code";
            default -> "an IANA time zone name";
        };
    }

    private static boolean exists(String list, String value) {
        switch (list) {
            case "languages" -> {
                try {
                    return !new Locale.Builder()
                            .setLanguageTag(value)
                            .build()
                            .getLanguage()
                            .isEmpty();
                } catch (IllformedLocaleException e) {
                    return false;
                }
            }
            case "currencies" -> {
                return Currency.getAvailableCurrencies().stream()
                        .anyMatch(c -> c.getCurrencyCode().equalsIgnoreCase(value));
            }
            default -> {
                return ZoneId.getAvailableZoneIds().contains(value);
            }
        }
    }

    private static void zoneFields(Draft draft) {
        if (!(draft.asked(ZONE_FIELDS) instanceof Map<?, ?> asked)) {
            return;
        }
        Map<String, Object> merged = new LinkedHashMap<>(draft.after().map(ZONE_FIELDS));
        asked.forEach((key, label) -> {
            String name = (String) key;
            String path = ZONE_FIELDS + "." + name;
            FieldType type = label instanceof String text ? FieldType.named(text) : null;
            if (name.isBlank() || FieldRules.length(name) > 100 || !Text.isStorable(name)) {
                draft.fault(FaultCode.MALFORMED, path, "expected", "a name of 1 to 100 characters");
            } else if (type == null) {
                draft.fault(FaultCode.MALFORMED, path, "expected", "one of String, Integer, Double, Boolean");
            } else if (merged.get(name) instanceof Object now && !now.equals(type.label())) {
                draft.fault(FaultCode.NOT_CHANGEABLE, path, "value", now);
            } else {
                merged.put(name, type.label());
            }
        });
        draft.set(ZONE_FIELDS, merged);
    }

    @Override
    public void link(Draft draft, Working working) {}

    @Override
    public void fit(Draft draft, Working working, DoorRules rules) {}
}
