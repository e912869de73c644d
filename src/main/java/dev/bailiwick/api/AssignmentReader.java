package dev.bailiwick.api;

import dev.bailiwick.assignment.Named;
import dev.bailiwick.assignment.Named.By;
import dev.bailiwick.assignment.Word;
import dev.bailiwick.bulk.Fault;
import dev.bailiwick.bulk.FaultCode;
import dev.bailiwick.bulk.Item;
import dev.bailiwick.bulk.Key;
import dev.bailiwick.bulk.Text;
import dev.bailiwick.catalog.Field;
import dev.bailiwick.catalog.Module;
import dev.bailiwick.http.RowTag;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * From an item of {@code POST /api/v1/assignments} to one of a batch of records.
 *
 * @param module of the record
 * @param members of the item, as it was sent
 * @param faults why it cannot be read
 */
record AssignmentReader(Module module, Map<String, @Nullable Object> members, List<Fault> faults) {
    private static final Set<String> COMMON = Set.of("verb", "module", "record");
    private static final int MOST_ZONES = 100;
    private static final int LONGEST_REASON = 500;

    /** After every time to come that anybody means, and one that every database knows. */
    private static final Instant LAST = Instant.parse("9999-01-01T00:00:00Z");

    /** What can be said, each with the members that it takes. */
    private enum Verb {
        ASSIGN("zone", "zones"),
        REMOVE("zone", "zones"),
        MOVE("zone", "from"),
        SET("zones"),
        RELEASE(),
        PIN("zone", "reason", "until"),
        UNPIN("zone"),
        EXCLUDE("zone", "reason", "until"),
        INCLUDE("zone");

        private final Set<String> members;

        Verb(String... members) {
            this.members = Set.of(members);
        }

        static String all() {
            return Arrays.stream(values()).map(Verb::word).collect(Collectors.joining(", "));
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The member that faults are told of that no zone alone is to blame for. */
        String path() {
            return members.contains("zone") ? "zone" : members.contains("zones") ? "zones" : "verb";
        }
    }

    /** The item at this place of its batch. */
    Item item(int index) {
        Verb verb = verb();
        List<Fault> warnings = new ArrayList<>();
        members.forEach((name, value) -> {
            if (RowTag.isTag(name)) {
                RowTag.check(name, value, faults, warnings);
            } else if (Arrays.stream(Verb.values()).anyMatch(any -> any.members.contains(name))) {
                if (verb != null && value != null && !verb.members.contains(name)) {
                    warnings.add(Fault.of(FaultCode.IGNORED_KEY, name, "field", name));
                }
            } else if (!COMMON.contains(name)) {
                warnings.add(Fault.of(FaultCode.UNKNOWN_FIELD, name, "field", name));
            }
        });
        Key key = record();
        Word word = verb == null ? null : word(verb);
        Map<String, @Nullable Object> values =
                verb == null || word == null || !faults.isEmpty() ? Map.of() : Map.of(verb.path(), word);
        return new Item(
                index, dev.bailiwick.bulk.Verb.UPDATE, key, values, faults, warnings, RowTag.of(members, null), null);
    }

    private @Nullable Verb verb() {
        Object sent = members.get("verb");
        Verb verb = Arrays.stream(Verb.values())
                .filter(any -> any.word().equals(sent))
                .findFirst()
                .orElse(null);
        if (verb == null) {
            faults.add(Fault.of(FaultCode.MALFORMED, "verb", "expected", "one of " + Verb.all()));
        }
        return verb;
    }

    /** By its id, or by the value of a field. */
    private Key record() {
        if (!(members.get("record") instanceof Map<?, ?> named) || named.size() != 1) {
            faults.add(Fault.of(FaultCode.WRONG_TYPE, "record", "expected", "an object with one of " + names()));
            return new Key.None();
        }
        Map.Entry<?, ?> entry = named.entrySet().iterator().next();
        String name = String.valueOf(entry.getKey());
        String value = text(entry.getValue());
        if (value == null || value.isBlank() || !Text.isStorable(value)) {
            faults.add(Fault.of(FaultCode.WRONG_TYPE, "record." + name, "expected", "a text or a whole number"));
            return new Key.None();
        }
        if (name.equals("id")) {
            if (Text.id(value) instanceof Long id) {
                return new Key.Id(id);
            }
            faults.add(Fault.of(FaultCode.KEY_NOT_INTEGER, "record.id", "value", value));
            return new Key.None();
        }
        Field field = module.field(name);
        if (field == null || !field.unique() && !field.equals(module.checkedField())) {
            faults.add(Fault.of(FaultCode.MALFORMED, "record", "expected", "an object with one of " + names()));
            return new Key.None();
        }
        return new Key.Field(name, value);
    }

    /** By what records of the module can be named. */
    private String names() {
        Stream<Field> fields = Stream.concat(Stream.of(module.checkedField()), module.uniqueFields().stream());
        return Stream.concat(Stream.of("id"), fields.map(Field::name))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private @Nullable Word word(Verb verb) {
        return switch (verb) {
            case ASSIGN -> zones() instanceof List<Named> zones ? new Word.Assign(zones, true) : null;
            case REMOVE -> zones() instanceof List<Named> zones ? new Word.Remove(zones) : null;
            case SET -> list("zones") instanceof List<Named> zones ? new Word.Exactly(zones) : null;
            case RELEASE -> new Word.GiveBack();
            case MOVE -> move();
            case PIN -> one() instanceof Named zone ? new Word.Pin(zone, reason(), until()) : null;
            case UNPIN -> one() instanceof Named zone ? new Word.Unpin(zone) : null;
            case EXCLUDE -> one() instanceof Named zone ? new Word.Exclude(zone, reason(), until()) : null;
            case INCLUDE -> one() instanceof Named zone ? new Word.Include(zone) : null;
        };
    }

    private @Nullable Word move() {
        Named to = one();
        List<Named> from = members.get("from") == null
                ? List.of()
                : members.get("from") instanceof List<?> ? some("from") : single("from");
        return to == null || from == null ? null : new Word.Move(to, from);
    }

    private @Nullable List<Named> single(String member) {
        Named zone = zone(members.get(member), member);
        return zone == null ? null : List.of(zone);
    }

    private @Nullable List<Named> zones() {
        if (members.get("zones") == null) {
            return single("zone");
        }
        if (members.get("zone") != null) {
            faults.add(Fault.of(FaultCode.BOTH_SENT, "zone", "other", "zones"));
        }
        return some("zones");
    }

    /** At least one. */
    private @Nullable List<Named> some(String member) {
        List<Named> zones = list(member);
        if (zones != null && zones.isEmpty()) {
            faults.add(Fault.of(FaultCode.WRONG_TYPE, member, "expected", "a list of at least one zone"));
            return null;
        }
        return zones;
    }

    private @Nullable Named one() {
        return zone(members.get("zone"), "zone");
    }

    private @Nullable List<Named> list(String member) {
        if (!(members.get(member) instanceof List<?> list)) {
            faults.add(Fault.of(FaultCode.WRONG_TYPE, member, "expected", "a list of zones"));
            return null;
        }
        if (list.size() > MOST_ZONES) {
            faults.add(new Fault(FaultCode.TOO_MANY, member, Map.of("count", list.size(), "max", MOST_ZONES)));
            return null;
        }
        List<Named> zones = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            Named zone = zone(list.get(i), member + "." + i);
            if (zone != null) {
                zones.add(zone);
            }
        }
        return zones.size() == list.size() ? zones : null;
    }

    private @Nullable Named zone(@Nullable Object sent, String path) {
        if (sent instanceof Map<?, ?> map && map.size() == 1) {
            Map.Entry<?, ?> entry = map.entrySet().iterator().next();
            if (entry.getKey().equals("externalId")
                    && entry.getValue() instanceof Map<?, ?> typed
                    && typed.size() == 1
                    && external(path, typed.entrySet().iterator().next()) instanceof Named zone) {
                return zone;
            }
            String value = text(entry.getValue());
            Named zone = value == null
                    ? null
                    : switch (String.valueOf(entry.getKey())) {
                        case "id" -> new Named(path, By.ID, value, null);
                        case "code" -> new Named(path, By.CODE, value, null);
                        case "name" -> new Named(path, By.NAME, value, null);
                        case "externalId" -> new Named(path, By.EXTERNAL_ID, value, null);
                        default -> null;
                    };
            if (zone != null && zone.by() == By.ID && Text.id(zone.value()) == null) {
                faults.add(Fault.of(FaultCode.KEY_NOT_INTEGER, path + ".id", "value", zone.value()));
                return null;
            }
            if (zone != null) {
                return zone;
            }
        }
        faults.add(Fault.of(
                FaultCode.WRONG_TYPE, path, "expected", "an object with one of id, code, name and externalId"));
        return null;
    }

    /** By the external id that one system knows the zone by. */
    private static @Nullable Named external(String path, Map.Entry<?, ?> typed) {
        return text(typed.getValue()) instanceof String value
                ? new Named(path, By.EXTERNAL_ID, value, String.valueOf(typed.getKey()))
                : null;
    }

    private static @Nullable String text(@Nullable Object sent) {
        return switch (sent) {
            case String text -> text;
            case BigDecimal number -> Text.whole(number);
            case null, default -> null;
        };
    }

    private @Nullable String reason() {
        Object sent = members.get("reason");
        if (sent == null) {
            return null;
        }
        if (!(sent instanceof String reason) || !Text.isStorable(reason)) {
            faults.add(Fault.of(FaultCode.WRONG_TYPE, "reason", "expected", "a text"));
            return null;
        }
        if (reason.codePointCount(0, reason.length()) > LONGEST_REASON) {
            faults.add(Fault.of(FaultCode.TOO_LONG, "reason", "max", LONGEST_REASON));
        }
        return reason;
    }

    private @Nullable Instant until() {
        Object sent = members.get("until");
        if (sent == null) {
            return null;
        }
        try {
            if (sent instanceof String text && text.length() <= 40) {
                Instant until = OffsetDateTime.parse(text).toInstant();
                if (until.isBefore(LAST)) {
                    // As exact as it is stored.
                    return until.truncatedTo(ChronoUnit.MICROS);
                }
            }
        } catch (DateTimeException e) {
            faults.add(expectedTime());
            return null;
        }
        faults.add(expectedTime());
        return null;
    }

    private static Fault expectedTime() {
        return Fault.of(FaultCode.MALFORMED, "until", "expected", "a time such as 2026-03-02T09:15:00Z");
    }
}
