package dev.bailiwick.org;

import dev.bailiwick.bulk.Fault;
import dev.bailiwick.bulk.FaultCode;
import dev.bailiwick.bulk.Item;
import dev.bailiwick.bulk.Key;
import dev.bailiwick.bulk.Kind;
import dev.bailiwick.bulk.Verb;
import dev.bailiwick.org.OrgFile.ItemList;
import dev.bailiwick.org.OrgFile.Mistake;
import dev.bailiwick.record.StoreFields;
import dev.bailiwick.zone.ZoneFields;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** From the text of an org file, or a tree of its shape, to items. What is wrong becomes a mistake or an item's fault. */
public final class OrgFileReader {
    /** Names in the file, and the fields they are. */
    static final Map<String, String> ZONE_NAMES = fields(
            "code", ZoneFields.CODE,
            "id", "id",
            "name", ZoneFields.NAME,
            "parent", ZoneFields.PARENT,
            "description", ZoneFields.DESCRIPTION,
            "active", ZoneFields.ACTIVE,
            "admin", ZoneFields.ADMIN,
            "language", ZoneFields.LANGUAGE,
            "currency", ZoneFields.CURRENCY,
            "timezone", ZoneFields.TIMEZONE,
            "externalIds", ZoneFields.EXTERNAL_IDS,
            "customFields", ZoneFields.CUSTOM_FIELDS,
            "manager", ZoneFields.MANAGER,
            "permission", ZoneFields.PERMISSION,
            "users", ZoneFields.USERS,
            "rules", ZoneFields.RULES,
            "defaultFor", ZoneFields.DEFAULT_FOR);

    static final Map<String, String> STORE_NAMES = fields(
            "code", StoreFields.CODE,
            "id", "id",
            "name", StoreFields.NAME,
            "place", StoreFields.PLACE,
            "active", StoreFields.ACTIVE,
            "latitude", StoreFields.LATITUDE,
            "longitude", StoreFields.LONGITUDE,
            "description", StoreFields.DESCRIPTION,
            "groupParentCode", StoreFields.GROUP_PARENT_CODE,
            "language", StoreFields.LANGUAGE,
            "currency", StoreFields.CURRENCY,
            "timezone", StoreFields.TIMEZONE,
            "externalIds", StoreFields.EXTERNAL_IDS);

    static final Map<String, String> USER_NAMES = fields(
            "login", UserJudge.LOGIN,
            "name", UserJudge.NAME,
            "email", UserJudge.EMAIL,
            "role", UserJudge.ROLE,
            "password", UserJudge.PASSWORD,
            "passwordHash", UserJudge.PASSWORD_HASH);

    static final Map<String, String> CLIENT_NAMES = fields(
            "id", ClientJudge.CLIENT,
            "user", ClientJudge.USER,
            "scopes", ClientJudge.SCOPES,
            "redirectUris", ClientJudge.REDIRECT_URIS,
            "secret", ClientJudge.SECRET,
            "secretHash", ClientJudge.SECRET_HASH);

    /** Each may cost a password hash. */
    private static final Map<Kind, Integer> MOST = Map.of(Kind.USER, 500, Kind.CLIENT, 500);

    private static final List<String> TOP = List.of(
            "org", "title", "settings", "locales", "users", "zoneFields", "modules", "zones", "stores", "clients");

    private final List<Mistake> mistakes = new ArrayList<>();
    private final Map<String, Integer> lines;
    private final ModuleLists modules = new ModuleLists(this);

    private OrgFileReader(Map<String, Integer> lines) {
        this.lines = lines;
    }

    private static Map<String, String> fields(String... pairs) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            fields.put(pairs[i], pairs[i + 1]);
        }
        return fields;
    }

    /** A field's name in the file; a path inside a map keeps its key. */
    static String nameOf(Kind kind, String path) {
        Map<String, String> names = switch (kind) {
            case ZONE -> ZONE_NAMES;
            case RECORD -> STORE_NAMES;
            case USER -> USER_NAMES;
            case CLIENT -> CLIENT_NAMES;
            case ORG -> Map.of();
        };
        int dot = path.indexOf('.');
        String field = dot < 0 ? path : path.substring(0, dot);
        for (Map.Entry<String, String> name : names.entrySet()) {
            if (name.getValue().equals(field)) {
                return name.getKey() + path.substring(field.length());
            }
        }
        return path;
    }

    /** Reads YAML or JSON; a text that is neither gives a file without lists and with one mistake. */
    public static OrgFile read(String text) {
        try {
            OrgTree.Read tree = OrgTree.read(text);
            return new OrgFileReader(tree.lines()).file(tree.root());
        } catch (OrgTree.Unreadable e) {
            Mistake mistake = new Mistake(e.line(), "", "UNREADABLE", "neither YAML nor JSON: " + e.getMessage());
            return new OrgFile(null, List.of(), List.of(mistake), Map.of(), Map.of());
        }
    }

    /** Reads a tree of the file's shape, as a program makes it. */
    public static OrgFile read(Map<String, Object> tree) {
        return new OrgFileReader(Map.of()).file(tree);
    }

    private OrgFile file(@Nullable Object root) {
        if (!(root instanceof Map<?, ?> top)) {
            mistake("", "WRONG_TYPE", "an org file is a map with the keys " + String.join(", ", TOP));
            return new OrgFile(null, List.of(), mistakes, lines, Map.of());
        }
        unknown(top, TOP, "");
        List<ItemList> lists = new ArrayList<>();
        lists.add(new ItemList("org", Kind.ORG, List.of(settings(top))));
        lists.add(list(top, "users", Kind.USER, USER_NAMES, UserJudge::loginKey, "login"));
        lists.add(
                list(top, "zones", Kind.ZONE, ZONE_NAMES, c -> new Key.Unique("code", ZoneFields.codeKey(c)), "code"));
        lists.add(list(
                top, "stores", Kind.RECORD, STORE_NAMES, c -> new Key.Unique("code", StoreFields.codeKey(c)), "code"));
        lists.add(list(top, "clients", Kind.CLIENT, CLIENT_NAMES, ClientJudge::clientKey, "id"));
        return new OrgFile(text(top, "org", "org"), lists, mistakes, lines, modules.places());
    }

    void mistake(String path, String code, String message) {
        OrgFile here = new OrgFile(null, List.of(), List.of(), lines, Map.of());
        mistakes.add(new Mistake(here.line(path), path, code, message));
    }

    void unknown(Map<?, ?> map, List<String> known, String path) {
        for (Object key : map.keySet()) {
            if (!known.contains(String.valueOf(key))) {
                String at = path.isEmpty() ? String.valueOf(key) : path + "." + key;
                mistake(at, "UNKNOWN_FIELD", "no such key; known are " + String.join(", ", known));
            }
        }
    }

    @Nullable
    String text(Map<?, ?> map, String key, String path) {
        Object value = map.get(key);
        if (value == null || value instanceof String) {
            return (String) value;
        }
        mistake(path, "WRONG_TYPE", "must be a string; put it in quotes");
        return null;
    }

    /** The org's own settings are one item: lists merge with what is there. */
    private Item settings(Map<?, ?> top) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        if (top.containsKey("title")) {
            values.put(OrgJudge.TITLE, text(top, "title", "title"));
        }
        Map<?, ?> settings = map(top, "settings");
        unknown(settings, OrgJudge.SETTINGS, "settings");
        for (String setting : OrgJudge.SETTINGS) {
            if (settings.containsKey(setting)) {
                values.put(setting, settings.get(setting));
            }
        }
        Map<?, ?> locales = map(top, "locales");
        unknown(locales, OrgJudge.LISTS, "locales");
        for (String list : OrgJudge.LISTS) {
            if (locales.containsKey(list)) {
                values.put(list, locales.get(list));
            }
        }
        if (top.containsKey("zoneFields")) {
            values.put(OrgJudge.ZONE_FIELDS, zoneFields(top.get("zoneFields")));
        }
        if (top.containsKey("modules")) {
            modules.read(top.get("modules"), values);
        }
        return new Item(0, Verb.UPSERT, new Key.Org(), values, List.of(), List.of());
    }

    private Map<?, ?> map(Map<?, ?> top, String key) {
        Object value = top.get(key);
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        if (value != null) {
            mistake(key, "WRONG_TYPE", "must be a map");
        }
        return Map.of();
    }

    private Map<String, @Nullable Object> zoneFields(@Nullable Object list) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        if (!(list instanceof List<?> entries)) {
            mistake("zoneFields", "WRONG_TYPE", "must be a list of {name, type}");
            return fields;
        }
        for (int i = 0; i < entries.size(); i++) {
            String path = "zoneFields[" + i + "]";
            if (!(entries.get(i) instanceof Map<?, ?> entry)) {
                mistake(path, "WRONG_TYPE", "must be a map with name and type");
                continue;
            }
            unknown(entry, List.of("name", "type"), path);
            String name = text(entry, "name", path + ".name");
            if (name == null) {
                mistake(path + ".name", "MISSING", "needs a name");
            } else if (fields.put(name, entry.get("type")) != null) {
                mistake(path + ".name", "TAKEN_IN_BATCH", "'" + name + "' stands in the list twice");
            }
        }
        return fields;
    }

    private ItemList list(
            Map<?, ?> top, String name, Kind kind, Map<String, String> names, Function<String, Key> key, String keyed) {
        List<Item> items = new ArrayList<>();
        Object value = top.get(name);
        if (value != null && !(value instanceof List)) {
            mistake(name, "WRONG_TYPE", "must be a list");
        }
        if (value instanceof List<?> entries) {
            Integer most = MOST.get(kind);
            if (most != null && entries.size() > most) {
                mistake(name, "TOO_MANY", "a file holds at most " + most + " " + name + "; split it");
                return new ItemList(name, kind, items);
            }
            for (Object entry : entries) {
                items.add(item(items.size(), name, entry, names, key, keyed));
            }
        }
        return new ItemList(name, kind, items);
    }

    private Item item(
            int index,
            String list,
            @Nullable Object entry,
            Map<String, String> names,
            Function<String, Key> keyOf,
            String keyed) {
        List<Fault> faults = new ArrayList<>();
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        if (!(entry instanceof Map<?, ?> map)) {
            faults.add(Fault.of(FaultCode.WRONG_TYPE, "", "expected", "a map"));
            return new Item(index, Verb.UPSERT, new Key.None(), values, faults, List.of());
        }
        unknown(map, List.copyOf(names.keySet()), list + "[" + index + "]");
        names.forEach((name, field) -> {
            if (map.containsKey(name)) {
                values.put(field, value(map.get(name)));
            }
        });
        id(values, faults);
        // As a map they come from other doors, by the ids of users.
        if (values.get(ZoneFields.USERS) instanceof Map<?, ?>) {
            values.remove(ZoneFields.USERS);
            faults.add(Fault.of(FaultCode.WRONG_TYPE, ZoneFields.USERS, "expected", "a list of logins"));
        }
        if (values.get(ZoneFields.MANAGER) instanceof Object manager && !(manager instanceof String)) {
            values.remove(ZoneFields.MANAGER);
            faults.add(Fault.of(FaultCode.WRONG_TYPE, ZoneFields.MANAGER, "expected", "a login; put it in quotes"));
        }
        Key key = new Key.None();
        if (map.get(keyed) instanceof String text) {
            key = keyOf.apply(text);
        } else {
            faults.add(
                    map.get(keyed) == null
                            ? Fault.of(FaultCode.MISSING, keyed)
                            : Fault.of(FaultCode.WRONG_TYPE, keyed, "expected", "a string; put it in quotes"));
        }
        return new Item(index, Verb.UPSERT, key, values, faults, List.of());
    }

    /** A program's numbers as the text's parser gives them. */
    static @Nullable Object value(@Nullable Object value) {
        return value instanceof Number number && !(value instanceof BigDecimal)
                ? new BigDecimal(number.toString())
                : value;
    }

    private static void id(Map<String, @Nullable Object> values, List<Fault> faults) {
        Object id = values.get("id");
        if (id instanceof BigDecimal number
                && number.scale() == 0
                && number.precision() <= 19
                && number.toBigInteger().bitLength() < Long.SIZE) {
            values.put("id", number.longValue());
        } else if (values.containsKey("id")) {
            values.remove("id");
            faults.add(Fault.of(FaultCode.WRONG_TYPE, "id", "expected", "an integer of 64 bits"));
        }
    }
}
