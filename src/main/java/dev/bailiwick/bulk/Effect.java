package dev.bailiwick.bulk;

import java.time.Instant;
import java.util.Map;

/**
 * What a batch did to a thing, as history holds it.
 *
 * @param outcome created, changed, deleted or restored
 * @param version the thing's version after it
 * @param at when
 * @param changes field by field, and by {@code field.key} inside maps; for what was made or deleted, all that is not null
 */
public record Effect(Outcome outcome, int version, Instant at, Map<String, Change> changes) {}
