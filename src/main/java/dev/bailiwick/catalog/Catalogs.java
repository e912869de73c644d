package dev.bailiwick.catalog;

import dev.bailiwick.db.Jsonb;
import dev.bailiwick.db.Transactions;
import java.time.DayOfWeek;
import java.time.Month;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * In charge of reading catalogs. Each batch asks the database whether the catalog it knows still holds in its own
 * transaction, so no server ever judges by an old one; a text is parsed once.
 */
public final class Catalogs {
    /** Whether leads can be in zones, as an org's settings say it. */
    public static final String LEAD_TERRITORIES = "leadTerritories";

    public static final String TIMEZONE = "timezone";
    public static final String WEEK_START = "weekStart";
    public static final String FISCAL_YEAR_START = "fiscalYearStart";

    /** What a {@link Calendar} is made of. */
    public static final List<String> CALENDAR = List.of(TIMEZONE, WEEK_START, FISCAL_YEAR_START);

    private final CatalogTable table;
    /** By their texts, whether or not what was read was stored for good. */
    private final Map<Long, Parsed> parsed = new ConcurrentHashMap<>();

    /** What transactions saw that committed. */
    private final Map<Long, Catalog> committed = new ConcurrentHashMap<>();

    public Catalogs(JdbcClient jdbc) {
        this.table = new CatalogTable(jdbc);
    }

    private record Parsed(String digest, Catalog catalog) {}

    /**
     * What a transaction sees of an org.
     *
     * @param tree another number whenever the tree of zones or a rule changed
     */
    public record Seen(Catalog catalog, long tree) {}

    /** The org's catalog as this transaction sees it; empty for an org that is not there yet. One statement. */
    public Catalog of(long orgId) {
        return seen(orgId).catalog();
    }

    /** The same, and whether the tree is one that is known. One statement. */
    public Seen seen(long orgId) {
        Parsed known = parsed.get(orgId);
        CatalogTable.Row row = table.read(orgId, known == null ? "" : known.digest());
        if (row == null) {
            return new Seen(Catalog.EMPTY, 0);
        }
        Catalog catalog;
        if (row.json() == null) {
            catalog = known == null ? Catalog.EMPTY : known.catalog();
        } else {
            catalog = read(Jsonb.readMap(row.json()));
            parsed.put(orgId, new Parsed(row.digest(), catalog));
        }
        if (committed.get(orgId) != catalog) {
            // A dry run, or a request that is refused, may have seen what it wrote itself.
            Transactions.afterCommit(() -> committed.put(orgId, catalog));
        }
        return new Seen(catalog, row.tree());
    }

    /**
     * The module of this name, in any letter case, as some stored catalog of the org had it. Modules and fields never go,
     * so that those known are still there; there may be more since. Whether its records can be in zones may have changed.
     */
    public @Nullable Module known(long orgId, String name) {
        return committed.getOrDefault(orgId, Catalog.EMPTY).module(name);
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
        Map<String, Object> modules = new LinkedHashMap<>();
        Map<String, Object> recordFields = new LinkedHashMap<>();
        for (Module module : catalog.modules().values()) {
            if (module.isCustom()) {
                modules.put(
                        module.name(),
                        Map.of("number", module.number(), "singular", module.singular(), "plural", module.plural()));
            }
            module.fields().values().stream()
                    .filter(Field::isCustom)
                    .forEach(f -> recordFields.put(module.name() + "." + f.name(), f.stored()));
        }
        stored.put("modules", modules);
        stored.put("fields", recordFields);
        stored.put("childZonesCount", catalog.childZonesCount());
        stored.put(LEAD_TERRITORIES, catalog.placed().contains(Module.LEADS));
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
                modules(stored),
                !Boolean.FALSE.equals(stored.get("childZonesCount")),
                calendar(stored));
    }

    /** Of what is stored. Where an org does not say in which time zone it is, it is in the first that it enabled. */
    public static Calendar calendar(Map<String, @Nullable Object> stored) {
        List<String> zones = new ArrayList<>(texts(stored, "timezones"));
        if (stored.get(TIMEZONE) instanceof String zone) {
            zones.addFirst(zone);
        }
        return new Calendar(
                zones.stream()
                        .map(Catalogs::zone)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(Calendar.USUAL.zone()),
                stored.get(WEEK_START) instanceof String day
                        ? DayOfWeek.valueOf(day.toUpperCase(Locale.ROOT))
                        : Calendar.USUAL.weekStart(),
                stored.get(FISCAL_YEAR_START) instanceof String month
                        ? Month.valueOf(month.toUpperCase(Locale.ROOT))
                        : Calendar.USUAL.yearStart());
    }

    /** The time zone of this name; null where there is none. */
    public static @Nullable ZoneId zone(String name) {
        return ZoneId.getAvailableZoneIds().contains(name) ? ZoneId.of(name) : null;
    }

    /** The standard modules and the org's own, each with the fields that the org added to it. */
    private static Map<String, Module> modules(Map<String, @Nullable Object> stored) {
        Map<String, Module> modules = new LinkedHashMap<>(StandardModules.ALL);
        if (stored.get("modules") instanceof Map<?, ?> map) {
            List<Module> own = new ArrayList<>();
            map.forEach((name, definition) -> {
                if (definition instanceof Map<?, ?> labels && labels.get("number") instanceof Number number) {
                    own.add(StandardModules.custom(
                            number.intValue(),
                            String.valueOf(name),
                            String.valueOf(labels.get("singular")),
                            String.valueOf(labels.get("plural"))));
                }
            });
            // What stores it does not keep the order in which it was made; the numbers do.
            own.sort(Comparator.comparingInt(Module::number));
            own.forEach(module -> modules.put(module.name(), module));
        }
        Map<String, Map<String, Field>> more = new LinkedHashMap<>();
        if (stored.get("fields") instanceof Map<?, ?> own) {
            own.forEach((path, definition) -> {
                String[] names = String.valueOf(path).split("\\.", 2);
                Field field = definition instanceof Map<?, ?> map ? Field.read(names[1], map) : null;
                if (field != null) {
                    more.computeIfAbsent(names[0], m -> new LinkedHashMap<>()).put(field.name(), field);
                }
            });
        }
        if (Boolean.FALSE.equals(stored.get(LEAD_TERRITORIES))) {
            modules.computeIfPresent(Module.LEADS, (name, leads) -> leads.unplaced());
        }
        more.forEach((name, fields) -> modules.computeIfPresent(name, (n, module) -> module.with(fields)));
        return modules;
    }

    private static List<String> texts(Map<String, @Nullable Object> stored, String key) {
        return stored.get(key) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }
}
