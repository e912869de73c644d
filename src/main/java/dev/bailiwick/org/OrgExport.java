package dev.bailiwick.org;

import dev.bailiwick.bulk.Entity;
import dev.bailiwick.bulk.Secret;
import dev.bailiwick.catalog.Catalog;
import dev.bailiwick.catalog.Catalogs;
import dev.bailiwick.catalog.Field;
import dev.bailiwick.catalog.Module;
import dev.bailiwick.record.Location;
import dev.bailiwick.record.Records;
import dev.bailiwick.record.StoreFields;
import dev.bailiwick.zone.ZoneFields;
import dev.bailiwick.zone.Zones;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/** In charge of writing an org as an org file. What is unset, or as it is by default, is left out. */
public final class OrgExport {
    private static final int STORES_AT_ONCE = 5000;

    private final OrgTable table;
    private final ClientTable clients;
    private final Zones zones;
    private final Records records;

    OrgExport(OrgTable table, ClientTable clients, Zones zones, Records records) {
        this.table = table;
        this.clients = clients;
        this.zones = zones;
        this.records = records;
    }

    /** How an org file is written down. */
    public enum Format {
        YAML,
        JSON;

        private TokenStreamFactory factory() {
            return switch (this) {
                case YAML ->
                    YAMLFactory.builder()
                            .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER, YAMLWriteFeature.SPLIT_LINES)
                            .enable(YAMLWriteFeature.INDENT_ARRAYS_WITH_INDICATOR)
                            .build();
                case JSON -> new JsonFactory();
            };
        }
    }

    void write(long orgId, Format format, boolean hashes, OutputStream out) {
        Entity org = table.orgs(orgId).get(orgId);
        if (org == null) {
            throw new IllegalArgumentException("no org has the id " + orgId);
        }
        try (JsonGenerator file = format.factory().createGenerator(ObjectWriteContext.empty(), out)) {
            file.writeStartObject();
            settings(file, org);
            List<Entity> users = table.users(orgId);
            users(file, users, hashes);
            zones(file, orgId, users);
            stores(file, orgId);
            clients(file, orgId, users, hashes);
            file.writeEndObject();
        }
    }

    private static void settings(JsonGenerator file, Entity org) {
        member(file, "org", org.get(OrgJudge.KEY));
        member(file, "title", org.get(OrgJudge.TITLE));
        Map<String, Object> settings = new LinkedHashMap<>();
        if (OrgJudge.STORES.equals(org.get(OrgJudge.ACTIVE_CHILDREN))) {
            settings.put(OrgJudge.ACTIVE_CHILDREN, OrgJudge.STORES);
        }
        if (!org.flag(OrgJudge.LEAD_TERRITORIES)) {
            settings.put(OrgJudge.LEAD_TERRITORIES, false);
        }
        Catalogs.CALENDAR.forEach(setting -> {
            if (org.get(setting) instanceof String said) {
                settings.put(setting, said);
            }
        });
        member(file, "settings", settings.isEmpty() ? null : settings);
        file.writeObjectPropertyStart("locales");
        OrgJudge.LISTS.forEach(list -> member(file, list, org.get(list)));
        file.writeEndObject();
        file.writeArrayPropertyStart("zoneFields");
        org.map(OrgJudge.ZONE_FIELDS).forEach((name, type) -> {
            file.writeStartObject();
            member(file, "name", name);
            member(file, "type", type);
            file.writeEndObject();
        });
        file.writeEndArray();
        modules(file, OrgTable.catalog(org));
    }

    /** The org's own modules, and the standard ones to which it added fields. */
    private static void modules(JsonGenerator file, Catalog catalog) {
        file.writeArrayPropertyStart("modules");
        for (Module module : catalog.modules().values()) {
            List<Field> fields =
                    module.fields().values().stream().filter(Field::isCustom).toList();
            if (module.isCustom() || !fields.isEmpty()) {
                file.writeStartObject();
                member(file, "name", module.name());
                if (module.isCustom()) {
                    member(file, "label", module.singular());
                    member(file, "plural", module.plural().equals(module.singular()) ? null : module.plural());
                }
                file.writeArrayPropertyStart("fields");
                fields.forEach(field -> field(file, field));
                file.writeEndArray();
                file.writeEndObject();
            }
        }
        file.writeEndArray();
    }

    private static void field(JsonGenerator file, Field field) {
        file.writeStartObject();
        member(file, "name", field.name());
        member(file, "label", field.label());
        member(file, "type", field.type().wire());
        member(file, "length", field.length() == 0 ? null : BigDecimal.valueOf(field.length()));
        member(file, "external", Definition.external(field));
        member(file, "unique", field.unique() && !field.isExternal() ? true : null);
        member(file, "mandatory", field.mandatory() ? true : null);
        member(file, "lookup", field.lookup());
        member(file, "pickList", field.pickList().isEmpty() ? null : field.pickList());
        file.writeEndObject();
    }

    private static void users(JsonGenerator file, List<Entity> users, boolean hashes) {
        file.writeArrayPropertyStart("users");
        for (Entity user : users) {
            file.writeStartObject();
            for (String field : List.of(UserJudge.LOGIN, UserJudge.NAME, UserJudge.EMAIL, UserJudge.ROLE)) {
                member(file, field, user.get(field));
            }
            if (hashes && user.get(UserJudge.PASSWORD) instanceof Secret hash) {
                member(file, UserJudge.PASSWORD_HASH, hash.value());
            }
            file.writeEndObject();
        }
        file.writeEndArray();
    }

    private void clients(JsonGenerator file, long orgId, List<Entity> users, boolean hashes) {
        Map<Long, Entity> owners = users.stream().collect(Collectors.toMap(Entity::id, Function.identity()));
        file.writeArrayPropertyStart("clients");
        for (Entity client : clients.clients(orgId)) {
            Long user = client.reference(ClientJudge.USER);
            Entity owner = user == null ? null : owners.get(user);
            file.writeStartObject();
            member(file, "id", client.get(ClientJudge.CLIENT));
            member(file, ClientJudge.USER, owner == null ? null : owner.get(UserJudge.LOGIN));
            member(file, ClientJudge.SCOPES, client.get(ClientJudge.SCOPES));
            if (!List.of().equals(client.get(ClientJudge.REDIRECT_URIS))) {
                member(file, ClientJudge.REDIRECT_URIS, client.get(ClientJudge.REDIRECT_URIS));
            }
            if (hashes && client.get(ClientJudge.SECRET) instanceof Secret hash) {
                member(file, ClientJudge.SECRET_HASH, hash.value());
            }
            file.writeEndObject();
        }
        file.writeEndArray();
    }

    private void zones(JsonGenerator file, long orgId, List<Entity> users) {
        Map<Long, Entity> all = zones.all(orgId);
        Map<Long, String> logins = new HashMap<>();
        users.forEach(user -> logins.put(user.id(), String.valueOf(user.text(UserJudge.LOGIN))));
        file.writeArrayPropertyStart("zones");
        for (Entity zone : all.values()) {
            Long parent = zone.reference(ZoneFields.PARENT);
            Entity above = parent == null ? null : all.get(parent);
            Long manager = zone.reference(ZoneFields.MANAGER);
            Map<String, @Nullable Object> values = new LinkedHashMap<>(zone.values());
            values.put(ZoneFields.PARENT, above == null ? null : above.text(ZoneFields.CODE));
            values.put(ZoneFields.MANAGER, manager == null ? null : logins.get(manager));
            values.put(
                    ZoneFields.USERS,
                    zone.map(ZoneFields.USERS).keySet().stream()
                            .map(id -> String.valueOf(logins.get(Long.valueOf(id))))
                            .sorted()
                            .toList());
            values.put(
                    ZoneFields.DEFAULT_FOR,
                    zone.map(ZoneFields.DEFAULT_FOR).keySet().stream().sorted().toList());
            entity(file, zone.id(), values, OrgFileReader.ZONE_NAMES);
        }
        file.writeEndArray();
    }

    private void stores(JsonGenerator file, long orgId) {
        file.writeArrayPropertyStart("stores");
        long after = Long.MIN_VALUE;
        List<Location> slice;
        do {
            slice = records.storesAfter(orgId, after, STORES_AT_ONCE);
            for (Location store : slice) {
                Map<String, @Nullable Object> values =
                        new LinkedHashMap<>(store.entity().values());
                values.put(StoreFields.PLACE, store.parentCode());
                after = store.entity().id();
                entity(file, after, values, OrgFileReader.STORE_NAMES);
            }
        } while (slice.size() == STORES_AT_ONCE);
        file.writeEndArray();
    }

    private static void entity(
            JsonGenerator file, long id, Map<String, @Nullable Object> values, Map<String, String> names) {
        file.writeStartObject();
        names.forEach((name, field) -> {
            if (field.equals("id")) {
                // An id of our own making is made anew elsewhere; a given one has to be kept.
                if (id < 1L << 40 || id >= 1L << 53) {
                    file.writeNumberProperty(name, id);
                }
            } else {
                Object value = values.get(field);
                boolean usual = switch (name) {
                    case "active" -> Boolean.TRUE.equals(value);
                    case "admin" -> Boolean.FALSE.equals(value);
                    default -> Map.of().equals(value) || List.of().equals(value);
                };
                if (!usual) {
                    member(file, name, value);
                }
            }
        });
        file.writeEndObject();
    }

    private static void member(JsonGenerator file, String name, @Nullable Object value) {
        if (value != null) {
            file.writeName(name);
            value(file, value);
        }
    }

    private static void value(JsonGenerator file, Object value) {
        switch (value) {
            case String text -> file.writeString(text);
            case Boolean flag -> file.writeBoolean(flag);
            case BigDecimal number -> file.writeNumber(number.toPlainString());
            case Map<?, ?> map -> {
                file.writeStartObject();
                map.forEach((key, inner) -> member(file, String.valueOf(key), inner));
                file.writeEndObject();
            }
            case List<?> list -> {
                file.writeStartArray();
                list.forEach(inner -> value(file, inner));
                file.writeEndArray();
            }
            default -> throw new IllegalStateException("no field holds a " + value.getClass());
        }
    }
}
