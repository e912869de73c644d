package dev.bailiwick.record;

import java.time.Instant;

/**
 * A record that was deleted, and can be brought back.
 *
 * @param title what people called it
 * @param createdBy a user's id, 0 for the command line
 * @param deletedBy likewise
 */
public record Deleted(long id, String title, long createdBy, long deletedBy, Instant deletedAt) {}
