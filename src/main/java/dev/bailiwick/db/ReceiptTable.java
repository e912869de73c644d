package dev.bailiwick.db;

import dev.bailiwick.bulk.Change;
import dev.bailiwick.bulk.Entity;
import dev.bailiwick.bulk.Fault;
import dev.bailiwick.bulk.FaultCode;
import dev.bailiwick.bulk.Match;
import dev.bailiwick.bulk.Outcome;
import dev.bailiwick.bulk.Receipt;
import dev.bailiwick.bulk.Stamps;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The tables {@code outcome} and {@code history}, read back as receipts: the same that were sent. */
public final class ReceiptTable {
    private final JdbcClient jdbc;

    public ReceiptTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All receipts of a batch, in order; none where they have expired. */
    public List<Receipt> of(long orgId, UUID batch) {
        return page(orgId, batch, Set.of(), -1, Integer.MAX_VALUE);
    }

    /**
     * A page of a batch's receipts, in order. Two statements.
     *
     * @param outcomes only these; empty for all
     * @param after the index after which it begins
     */
    public List<Receipt> page(long orgId, UUID batch, Set<Outcome> outcomes, int after, int limit) {
        List<Map<String, @Nullable Object>> stored = jdbc.sql("""
                        SELECT e.outcome::text
                        FROM outcome x
                        CROSS JOIN LATERAL jsonb_array_elements(x.outcomes) WITH ORDINALITY AS e(outcome, place)
                        WHERE x.org_id = ? AND x.batch_id = ?::uuid AND x.last_item > ?
                          AND x.first_item + e.place - 1 > ?
                          AND (cardinality(?::text[]) = 0 OR e.outcome ->> 'outcome' = ANY (?::text[]))
                        ORDER BY x.first_item, e.place LIMIT ?
                        """)
                .params(orgId, batch.toString(), after, after, words(outcomes), words(outcomes), limit)
                .query((row, n) -> Jsonb.readMap(row.getString(1)))
                .list();
        Map<Integer, Map<String, Change>> changes = new HashMap<>();
        if (!stored.isEmpty()) {
            jdbc.sql("""
                            SELECT h.item, h.before::text, h.after::text FROM history h
                            WHERE h.org_id = ? AND h.batch_id = ?::uuid AND h.item >= ? AND h.item <= ? AND h.part = 0
                            """)
                    .params(
                            orgId,
                            batch.toString(),
                            number(stored.getFirst(), "index"),
                            number(stored.getLast(), "index"))
                    .query(row -> {
                        changes.put(row.getInt(1), changes(row.getString(2), row.getString(3)));
                    });
        }
        return stored.stream()
                .map(outcome -> receipt(outcome, changes.getOrDefault(number(outcome, "index"), Map.of())))
                .toList();
    }

    private static String[] words(Set<Outcome> outcomes) {
        return outcomes.stream().map(Outcome::word).toArray(String[]::new);
    }

    /** What a history row changed. */
    public static Map<String, Change> changes(String before, String after) {
        Map<String, @Nullable Object> was = Jsonb.readMap(before);
        Map<String, Change> changes = new LinkedHashMap<>();
        Jsonb.readMap(after).forEach((path, is) -> changes.put(path, new Change(was.get(path), is)));
        return changes;
    }

    /** A receipt as an outcome is stored: without the changes, which history holds; what is empty is left out. */
    static Map<String, Object> stored(Receipt receipt) {
        Map<String, Object> stored = new LinkedHashMap<>();
        stored.put("index", receipt.index());
        stored.put("outcome", receipt.outcome().word());
        if (receipt.id() != null) {
            stored.put("id", receipt.id());
        }
        if (receipt.version() != 0) {
            stored.put("version", receipt.version());
        }
        if (receipt.code() != null) {
            stored.put("code", receipt.code());
        }
        if (receipt.match() != null) {
            stored.put("by", receipt.match().by());
            stored.put("value", receipt.match().value());
        }
        if (receipt.clientRef() != null) {
            stored.put("ref", receipt.clientRef());
        }
        if (receipt.present() != null) {
            stored.put("present", receipt.present().values());
        }
        if (receipt.consequences() != 0) {
            stored.put("consequences", receipt.consequences());
        }
        if (!receipt.zones().isEmpty()) {
            stored.put("zones", receipt.zones());
        }
        if (receipt.stamps() instanceof Stamps stamps) {
            stored.put(
                    "stamps",
                    List.of(
                            micros(stamps.createdAt()),
                            stamps.createdBy(),
                            micros(stamps.modifiedAt()),
                            stamps.modifiedBy()));
        }
        if (!receipt.faults().isEmpty()) {
            stored.put(
                    "faults",
                    receipt.faults().stream().map(ReceiptTable::stored).toList());
        }
        if (!receipt.warnings().isEmpty()) {
            stored.put(
                    "warnings",
                    receipt.warnings().stream().map(ReceiptTable::stored).toList());
        }
        return stored;
    }

    private static Map<String, Object> stored(Fault fault) {
        Map<String, Object> stored = new LinkedHashMap<>();
        stored.put("code", fault.code().name());
        stored.put("path", fault.path());
        if (!fault.args().isEmpty()) {
            stored.put("args", fault.args());
        }
        return stored;
    }

    private static Receipt receipt(Map<String, @Nullable Object> stored, Map<String, Change> changes) {
        Long id = stored.get("id") instanceof BigDecimal number ? (Long) number.longValueExact() : null;
        int version = number(stored, "version");
        return new Receipt(
                number(stored, "index"),
                id,
                (String) stored.get("code"),
                stored.containsKey("by") ? new Match(text(stored, "by"), text(stored, "value")) : null,
                Outcome.of(text(stored, "outcome")),
                version,
                changes,
                faults(stored.get("faults")),
                faults(stored.get("warnings")),
                stored.get("ref"),
                stored.get("present") instanceof Map<?, ?> values && id != null
                        ? new Entity(id, version, map(values))
                        : null,
                stored.get("zones") instanceof Map<?, ?> zones ? zones(zones) : Map.of(),
                number(stored, "consequences"),
                stamps(stored.get("stamps")));
    }

    private static Map<String, Object> zones(Map<?, ?> stored) {
        Map<String, Object> zones = new LinkedHashMap<>();
        stored.forEach((zone, entry) -> zones.put(String.valueOf(zone), entry));
        return zones;
    }

    private static long micros(Instant at) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }

    private static @Nullable Stamps stamps(@Nullable Object stored) {
        if (!(stored instanceof List<?> list)) {
            return null;
        }
        long[] numbers = list.stream()
                .mapToLong(n -> n instanceof BigDecimal number ? number.longValueExact() : 0)
                .toArray();
        return new Stamps(
                Instant.EPOCH.plus(numbers[0], ChronoUnit.MICROS),
                numbers[1],
                Instant.EPOCH.plus(numbers[2], ChronoUnit.MICROS),
                numbers[3]);
    }

    private static List<Fault> faults(@Nullable Object stored) {
        List<Fault> faults = new ArrayList<>();
        if (stored instanceof List<?> list) {
            for (Object entry : list) {
                Map<String, @Nullable Object> fault = map(entry);
                Map<String, Object> args = new HashMap<>();
                if (fault.get("args") != null) {
                    map(fault.get("args")).forEach((name, value) -> args.put(name, argument(value)));
                }
                faults.add(new Fault(FaultCode.valueOf(text(fault, "code")), text(fault, "path"), args));
            }
        }
        return faults;
    }

    /** Numbers of arguments are whole. */
    private static Object argument(@Nullable Object stored) {
        return switch (stored) {
            case BigDecimal number -> number.longValueExact();
            case null -> "";
            default -> stored;
        };
    }

    private static String text(Map<String, @Nullable Object> stored, String name) {
        return String.valueOf(stored.get(name));
    }

    private static int number(Map<String, @Nullable Object> stored, String name) {
        return stored.get(name) instanceof BigDecimal number ? number.intValueExact() : 0;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> map(@Nullable Object stored) {
        if (stored instanceof Map<?, ?> map) {
            return (Map<String, @Nullable Object>) map;
        }
        throw new IllegalStateException("a stored outcome is no map");
    }
}
