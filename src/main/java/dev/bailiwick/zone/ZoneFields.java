package dev.bailiwick.zone;

import dev.bailiwick.bulk.Claim;
import dev.bailiwick.bulk.Space;
import dev.bailiwick.bulk.Text;
import dev.bailiwick.catalog.Module;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The names of a zone's fields, wherever fields are named: items, receipts, history. */
public final class ZoneFields {
    public static final String CODE = "code";
    public static final String NAME = "name";
    public static final String DESCRIPTION = "description";
    public static final String ADMIN = "admin";
    public static final String ACTIVE = "active";
    public static final String PARENT = "parent";
    public static final String EXTERNAL_IDS = "externalIds";
    public static final String CUSTOM_FIELDS = "customFields";
    public static final String LANGUAGE = "language";
    public static final String CURRENCY = "currency";
    public static final String TIMEZONE = "timezone";

    /** The id of the user who manages it. */
    public static final String MANAGER = "manager";

    /** What its users may do there; unset where nobody said, which is {@link #READ_ONLY}. */
    public static final String PERMISSION = "permission";

    /** By module, the criteria of the records that it wants. */
    public static final String RULES = "rules";

    /** Its users by their ids, each with true; read only where a batch, or who looks at the zone, asks for them. */
    public static final String USERS = "users";

    /**
     * The modules whose records it takes where nothing else says where they belong, each with true; no other zone of the
     * org takes them. Set by the org file only.
     */
    public static final String DEFAULT_FOR = "defaultFor";

    /** The modules about whose records there can be rules; contacts go with their accounts. */
    public static final List<String> RULED = List.of(Module.LEADS, "Accounts", "Deals");

    /** The values of {@link #PERMISSION}. */
    public static final String READ_ONLY = "read_only";

    public static final String READ_WRITE_DELETE = "read_write_delete";

    /** In the order in which faults are told: the sheet's (3), the ones of a new zone first. */
    static final List<String> ALL = List.of(
            "id",
            CODE,
            NAME,
            DESCRIPTION,
            ADMIN,
            ACTIVE,
            PARENT,
            EXTERNAL_IDS,
            CUSTOM_FIELDS,
            LANGUAGE,
            CURRENCY,
            TIMEZONE,
            MANAGER,
            PERMISSION,
            RULES,
            USERS,
            DEFAULT_FOR);

    /** The three fields that can be copied from a zone to what is below it. */
    public static final List<String> LOCALE = List.of(LANGUAGE, CURRENCY, TIMEZONE);

    private ZoneFields() {}

    /** What a new zone has where nobody says otherwise; every field is there. */
    static Map<String, @Nullable Object> blank() {
        Map<String, @Nullable Object> blank = new LinkedHashMap<>();
        ALL.stream().skip(1).forEach(field -> blank.put(field, null));
        blank.put(CODE, "");
        blank.put(NAME, "");
        blank.put(ADMIN, false);
        blank.put(ACTIVE, true);
        blank.put(EXTERNAL_IDS, Map.of());
        blank.put(CUSTOM_FIELDS, Map.of());
        return blank;
    }

    /** The key that a code is. */
    public static Claim codeKey(String code) {
        return new Claim(Space.ZONE_CODE, code);
    }

    /** The code of a new zone of this name, where nobody says one; it may be taken. Never ends in an underscore. */
    static String codeOf(String name) {
        String code = name.replaceAll("[^\\p{L}\\p{M}\\p{N}]+", "_").replaceAll("^_|_$", "");
        return code.isEmpty() ? "Territory" : code;
    }

    /** The key that an external id is, of a zone or a store. */
    public static Claim externalKey(String value) {
        return new Claim(Space.EXTERNAL_ID, value);
    }

    /** The key that a name is: names that differ by case, Unicode form or blanks at the ends only are one. */
    public static Claim nameKey(String name) {
        return new Claim(Space.ZONE_NAME, Text.comparable(name));
    }

    /** The key that a user's login is. */
    static Claim loginKey(String login) {
        return new Claim(Space.LOGIN, login);
    }

    /** The key that being the default of a module is. */
    static Claim defaultKey(String module) {
        return new Claim(Space.ZONE_DEFAULT, module);
    }

    /** The key of the zone at the top: only one can have it. */
    public static Claim topKey() {
        return new Claim(Space.ZONE_TOP, "");
    }
}
