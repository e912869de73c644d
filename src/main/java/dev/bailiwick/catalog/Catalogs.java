package dev.bailiwick.catalog;

import dev.bailiwick.db.Jsonb;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * In charge of reading catalogs. Each batch asks the database whether the catalog it knows still holds in its own
 * transaction, so no server ever judges by an old one; a text is parsed once.
 */
public final class Catalogs {
    private final CatalogTable table;
    private final Map<Long, Parsed> parsed = new ConcurrentHashMap<>();

    public Catalogs(JdbcClient jdbc) {
        this.table = new CatalogTable(jdbc);
    }

    private record Parsed(String digest, Catalog catalog) {}

    /** The org's catalog as this transaction sees it; empty for an org that is not there yet. One statement. */
    public Catalog of(long orgId) {
        Parsed known = parsed.get(orgId);
        CatalogTable.Row row = table.read(orgId, known == null ? "" : known.digest());
        if (row == null) {
            return Catalog.EMPTY;
        }
        if (row.json() == null) {
            return known == null ? Catalog.EMPTY : known.catalog();
        }
        Catalog catalog = read(Jsonb.readMap(row.json()));
        parsed.put(orgId, new Parsed(row.digest(), catalog));
        return catalog;
    }

    /** A catalog as it is stored. */
    public static Map<String, @Nullable Object> write(Catalog catalog) {
        Map<String, @Nullable Object> stored = new LinkedHashMap<>();
        stored.put("languages", catalog.languages());
        stored.put("currencies", catalog.currencies());
        stored.put("timezones", catalog.timezones());
        Map<String, String> fields = new LinkedHashMap<>();
        catalog.zoneFields().forEach((name, type) -> fields.put(name, type.label()));
        stored.put("zoneFields", fields);
        stored.put("childZonesCount", catalog.childZonesCount());
        return stored;
    }

    /** A catalog from what is stored. */
    public static Catalog read(Map<String, @Nullable Object> stored) {
        Map<String, FieldType> fields = new LinkedHashMap<>();
        if (stored.get("zoneFields") instanceof Map<?, ?> map) {
            map.forEach((name, label) -> {
                FieldType type = FieldType.named(String.valueOf(label));
                if (type != null) {
                    fields.put(String.valueOf(name), type);
                }
            });
        }
        return new Catalog(
                texts(stored, "languages"),
                texts(stored, "currencies"),
                texts(stored, "timezones"),
                fields,
                !Boolean.FALSE.equals(stored.get("childZonesCount")));
    }

    private static List<String> texts(Map<String, @Nullable Object> stored, String key) {
        return stored.get(key) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }
}
