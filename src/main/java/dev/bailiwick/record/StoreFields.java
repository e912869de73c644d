package dev.bailiwick.record;

import dev.bailiwick.bulk.Claim;
import dev.bailiwick.bulk.Space;
import java.util.List;

/** The names of a store's fields, wherever fields are named: items, receipts, history, the stored row. */
public final class StoreFields {
    public static final String MODULE = "Stores";

    public static final String CODE = "Code";
    public static final String NAME = "Name";
    public static final String DESCRIPTION = "Description";
    public static final String ACTIVE = "Active";
    public static final String PLACE = "Place";
    public static final String EXTERNAL_IDS = "External_Ids";
    public static final String CUSTOM_FIELDS = "Custom_Fields";
    public static final String LATITUDE = "Latitude";
    public static final String LONGITUDE = "Longitude";
    public static final String GROUP_PARENT_CODE = "Group_Parent_Code";
    public static final String LANGUAGE = "Language";
    public static final String CURRENCY = "Currency";
    public static final String TIMEZONE = "Timezone";

    static final List<String> LOCALE = List.of(LANGUAGE, CURRENCY, TIMEZONE);

    /** In the order in which faults are told. */
    static final List<String> ALL = List.of(
            "id",
            CODE,
            NAME,
            DESCRIPTION,
            ACTIVE,
            PLACE,
            EXTERNAL_IDS,
            CUSTOM_FIELDS,
            LATITUDE,
            LONGITUDE,
            GROUP_PARENT_CODE,
            LANGUAGE,
            CURRENCY,
            TIMEZONE);

    private StoreFields() {}

    /** The key that a code is. */
    public static Claim codeKey(String code) {
        return new Claim(Space.STORE_CODE, code);
    }
}
