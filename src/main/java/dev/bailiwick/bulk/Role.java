package dev.bailiwick.bulk;

/** What a user may do; each role includes the ones before it. */
public enum Role {
    /** Reads. */
    VIEWER,
    /** Writes zones and records that exist, makes records. */
    EDITOR,
    /** Also makes zones and changes the org, its users and fields. */
    ADMIN
}
