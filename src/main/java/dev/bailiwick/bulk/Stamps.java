package dev.bailiwick.bulk;

import java.time.Instant;

/**
 * When a thing was made and changed last, and by whom. What an answer tells of it is what the database returned; no
 * item sets it, and no history tells its changes, being made of them.
 *
 * @param createdBy a user's id, 0 for the command line
 * @param modifiedBy likewise
 */
public record Stamps(Instant createdAt, long createdBy, Instant modifiedAt, long modifiedBy) {}
