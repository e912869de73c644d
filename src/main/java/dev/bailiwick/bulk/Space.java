package dev.bailiwick.bulk;

/**
 * In which space a key is unique within an org.
 *
 * @param number what the database stores; never given to another space. From {@link #FIRST_FIELD} it is the number of a
 *     field of records
 * @param user whose space it is, where each user has one; 0 for the whole org's
 */
public record Space(int number, long user) {
    /** Codes of zones, as sent. */
    public static final Space ZONE_CODE = new Space(1);

    /** Names of zones, normalised: two that differ only by case, Unicode form or blanks at the ends are one. */
    public static final Space ZONE_NAME = new Space(2);

    /** The one zone without a parent. */
    public static final Space ZONE_TOP = new Space(3);

    /** External ids of zones and stores share one space, whatever their type (sheet, 13 E1). */
    public static final Space EXTERNAL_ID = new Space(4);

    /** Codes of stores, as sent. */
    public static final Space STORE_CODE = new Space(5);

    /** Logins of users. */
    public static final Space LOGIN = new Space(6);

    /** Ids of OAuth clients, without the org in front. */
    public static final Space CLIENT_ID = new Space(7);

    /** Modules whose records go to one zone where nothing else holds them. */
    public static final Space ZONE_DEFAULT = new Space(8);

    private static final int FIRST_FIELD = 1000;

    /** A space of the whole org. */
    public Space(int number) {
        this(number, 0);
    }

    /** Whether people and files spell such values, so that two that differ by case or blanks are worth a remark. */
    boolean isTyped() {
        return equals(ZONE_CODE) || equals(EXTERNAL_ID) || equals(STORE_CODE) || number >= FIRST_FIELD;
    }
}
