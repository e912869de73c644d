package dev.bailiwick.locations;

import dev.bailiwick.bulk.Claim;
import dev.bailiwick.bulk.Kind;
import dev.bailiwick.bulk.Text;
import dev.bailiwick.record.StoreFields;
import dev.bailiwick.zone.ZoneFields;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The two types of location that this door writes: what their fields are called here. */
enum Wire {
    ZONE(
            Kind.ZONE,
            "settings.territories",
            ZoneFields.CODE,
            ZoneFields.LOCALE,
            ZoneFields.EXTERNAL_IDS,
            "name",
            ZoneFields.NAME,
            "description",
            ZoneFields.DESCRIPTION,
            "isAdmin",
            ZoneFields.ADMIN,
            "isActive",
            ZoneFields.ACTIVE,
            "areaParentCode",
            ZoneFields.PARENT,
            "externalIds",
            ZoneFields.EXTERNAL_IDS,
            "customFields",
            ZoneFields.CUSTOM_FIELDS,
            "language",
            ZoneFields.LANGUAGE,
            "currency",
            ZoneFields.CURRENCY,
            "timezone",
            ZoneFields.TIMEZONE),
    STORE(
            Kind.RECORD,
            "modules.Stores",
            StoreFields.CODE,
            List.of(StoreFields.LANGUAGE, StoreFields.CURRENCY, StoreFields.TIMEZONE),
            StoreFields.EXTERNAL_IDS,
            "name",
            StoreFields.NAME,
            "description",
            StoreFields.DESCRIPTION,
            "isActive",
            StoreFields.ACTIVE,
            "areaParentCode",
            StoreFields.PLACE,
            "externalIds",
            StoreFields.EXTERNAL_IDS,
            "customFields",
            StoreFields.CUSTOM_FIELDS,
            "latitude",
            StoreFields.LATITUDE,
            "longitude",
            StoreFields.LONGITUDE,
            "groupParentCode",
            StoreFields.GROUP_PARENT_CODE,
            "language",
            StoreFields.LANGUAGE,
            "currency",
            StoreFields.CURRENCY,
            "timezone",
            StoreFields.TIMEZONE);

    /** No name of a field is nearly as long, and folding costs time. */
    private static final int LONGEST_NAME = 50;

    final Kind kind;

    /** Of which the scope of a token must be: zones are the territories of another door. */
    final String area;

    final String codeField;
    final List<String> localeFields;
    final String externalIdsField;

    /** Fields by their name on the wire. */
    final Map<String, String> fields = new LinkedHashMap<>();

    Wire(
            Kind kind,
            String area,
            String codeField,
            List<String> localeFields,
            String externalIdsField,
            String... names) {
        this.kind = kind;
        this.area = area;
        this.codeField = codeField;
        this.localeFields = localeFields;
        this.externalIdsField = externalIdsField;
        for (int i = 0; i < names.length; i += 2) {
            fields.put(names[i], names[i + 1]);
        }
    }

    /**
     * The name of a field that differs from this one only by case, blanks or Unicode form, or null.
     *
     * @param more names that the call knows besides fields
     */
    @Nullable
    String meant(String name, List<String> more) {
        if (name.length() > LONGEST_NAME) {
            return null;
        }
        String folded = Text.folded(name);
        // The names here have no blanks, and only ASCII letters.
        return Stream.concat(fields.keySet().stream(), more.stream())
                .filter(folded::equalsIgnoreCase)
                .findFirst()
                .orElse(null);
    }

    Claim codeKey(String code) {
        return switch (this) {
            case ZONE -> ZoneFields.codeKey(code);
            case STORE -> StoreFields.codeKey(code);
        };
    }

    /** What a field is called here; a path inside a map keeps its key. */
    String nameOf(String path) {
        int dot = path.indexOf('.');
        String field = dot < 0 ? path : path.substring(0, dot);
        if (field.equals(codeField)) {
            return "code" + path.substring(field.length());
        }
        for (Map.Entry<String, String> name : fields.entrySet()) {
            if (name.getValue().equals(field)) {
                return name.getKey() + path.substring(field.length());
            }
        }
        return path;
    }
}
