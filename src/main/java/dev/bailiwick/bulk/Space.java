package dev.bailiwick.bulk;

/**
 * In which space a key is unique within an org.
 *
 * @param number what the database stores; never given to another space
 */
public record Space(int number) {
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

    /** Whether people and files spell such values, so that two that differ by case or blanks are worth a remark. */
    boolean isTyped() {
        return equals(ZONE_CODE) || equals(EXTERNAL_ID) || equals(STORE_CODE);
    }
}
