package dev.bailiwick.crm;

import dev.bailiwick.assignment.Named;
import dev.bailiwick.assignment.Named.By;
import dev.bailiwick.assignment.Places;
import dev.bailiwick.assignment.Word;
import dev.bailiwick.bulk.Fault;
import dev.bailiwick.bulk.FaultCode;
import dev.bailiwick.bulk.Text;
import dev.bailiwick.catalog.Module;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** In charge of what a row says of where its record belongs: {@code Territory} and {@code Territories} (sheet, 1.11). */
final class Directive {
    private static final String ONE = "Territory";
    static final String SEVERAL = "Territories";

    /** The keys of a row that say it. */
    static final Set<String> KEYS = Set.of(ONE, SEVERAL);

    /** The keys of a zone, beside its id, of which each alone names it. */
    private static final List<String> NAMING = List.of("code", "name", "externalId");

    /** So many zones are read of a row; a record can be in fewer. */
    private static final int MOST_NAMED = 100;

    /** What of a key's spelling is easily overlooked: all but letters, and letters that stand twice. */
    private static final Pattern OVERLOOKED = Pattern.compile("[^a-z]+|([a-z])(?=\\1)");

    private static final Pattern NEAR = Pattern.compile("teritor(y|i|ys|is|ies)(id|ids|code|codes|name|names)?");

    /** No longer key is taken for one of ours. */
    private static final int LONGEST = 40;

    private Directive() {}

    /** The key that another one, which is none, was to be; null where it looks like neither. */
    static @Nullable String meant(String name) {
        if (KEYS.contains(name) || name.length() > LONGEST) {
            return null;
        }
        String letters = OVERLOOKED.matcher(Text.folded(name)).replaceAll("");
        Matcher near = NEAR.matcher(letters);
        return !near.matches() ? null : near.group(1).endsWith("s") ? SEVERAL : ONE;
    }

    /** Whether a row has keys that look like one of ours and are no fields of the module. */
    static boolean isNearIn(@Nullable Object row, Module module) {
        return Places.MODULES.contains(module.name())
                && row instanceof Map<?, ?> members
                && members.keySet().stream()
                        .map(String::valueOf)
                        .anyMatch(name -> meant(name) != null && module.field(name) == null);
    }

    /** Whether a row says where its record belongs. */
    static boolean isIn(Map<?, ?> row) {
        return KEYS.stream().anyMatch(row::containsKey);
    }

    /** What a row says under one of the keys; null where it cannot be read, and then there are faults. */
    static @Nullable Word read(Map<String, @Nullable Object> row, String key, List<Fault> faults) {
        if (key.equals(SEVERAL) && row.containsKey(ONE)) {
            faults.add(Fault.of(FaultCode.BOTH_SENT, ONE, "other", SEVERAL));
            return null;
        }
        Object value = row.get(key);
        if (value == null) {
            return new Word.GiveBack();
        }
        if (!(value instanceof List<?> list)) {
            Named zone = zone(value, key, faults);
            return zone == null ? null : new Word.Exactly(List.of(zone));
        }
        int most = key.equals(ONE) ? 1 : MOST_NAMED;
        if (list.size() > most) {
            Map<String, Object> args = new HashMap<>(Map.of("count", list.size(), "max", most));
            if (key.equals(ONE)) {
                args.put("instead", SEVERAL);
            }
            faults.add(new Fault(FaultCode.TOO_MANY, key, args));
            return null;
        }
        List<Named> zones = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            Named zone = zone(list.get(i), key + "." + i, faults);
            if (zone != null) {
                zones.add(zone);
            }
        }
        return zones.size() == list.size() ? new Word.Exactly(zones) : null;
    }

    private static @Nullable Named zone(@Nullable Object value, String path, List<Fault> faults) {
        Named zone = switch (value) {
            case String text
            when !text.isBlank() -> isId(text) ? byId(text, path) : new Named(path, By.CODE_OR_NAME, text, null);
            case BigDecimal number
            when number.signum() > 0 && Text.whole(number) instanceof String id -> byId(id, path);
            case Map<?, ?> map -> byKey(map, path);
            case null, default -> null;
        };
        if (zone == null) {
            faults.add(Fault.of(FaultCode.WRONG_TYPE, path, "expected", "jsonobject"));
        }
        return zone;
    }

    /** A zone named as an object with its id, as the calls that add and take away have it. */
    static @Nullable Named byId(@Nullable Object value, String path, List<Fault> faults) {
        Object id = value instanceof Map<?, ?> map ? map.get("id") : null;
        if (value instanceof Map && id == null) {
            faults.add(Fault.of(FaultCode.MISSING, path + ".id"));
            return null;
        }
        Named zone = switch (id) {
            case String text when isId(text) -> byId(text, path + ".id");
            case BigDecimal number
            when number.signum() > 0 && Text.whole(number) instanceof String digits -> byId(digits, path + ".id");
            case null, default -> null;
        };
        if (zone == null) {
            faults.add(
                    value instanceof Map
                            ? Fault.of(FaultCode.NO_SUCH_ZONE, path + ".id", "value", String.valueOf(id))
                            : Fault.of(FaultCode.WRONG_TYPE, path, "expected", "jsonobject"));
        }
        return zone;
    }

    /** By its id, whatever stands beside it, as in a value that was read; else by the one other key that it has. */
    private static @Nullable Named byKey(Map<?, ?> map, String path) {
        if (map.get("id") != null) {
            return map.get("id") instanceof String id
                    ? isId(id) ? byId(id, path) : null
                    : map.get("id") instanceof BigDecimal number && Text.whole(number) instanceof String id
                            ? byId(id, path)
                            : null;
        }
        if (NAMING.stream().filter(key -> map.get(key) != null).count() != 1) {
            return null;
        }
        if (map.get("code") instanceof String code) {
            return new Named(path, By.CODE, code, null);
        }
        if (map.get("name") instanceof String name) {
            return new Named(path, By.NAME, name, null);
        }
        Object external = map.get("externalId");
        if (external instanceof String text) {
            return new Named(path, By.EXTERNAL_ID, text, null);
        }
        if (external instanceof Map<?, ?> typed && typed.size() == 1) {
            Map.Entry<?, ?> entry = typed.entrySet().iterator().next();
            return entry.getValue() instanceof String text
                    ? new Named(path, By.EXTERNAL_ID, text, String.valueOf(entry.getKey()))
                    : null;
        }
        return null;
    }

    private static boolean isId(String text) {
        return text.matches("[0-9]{1,30}");
    }

    /** An id that no zone can have names none, as one does that no zone has. */
    private static Named byId(String digits, String path) {
        BigInteger id = new BigInteger(digits);
        return new Named(path, By.ID, id.bitLength() < Long.SIZE ? id.toString() : "0", null);
    }
}
