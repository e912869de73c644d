package dev.bailiwick.bulk;

import java.util.Map;

/**
 * What followed from an item of a batch that ran: a {@link Consequence} as it is stored.
 *
 * @param item which item caused it
 * @param part its number among what followed from the item, from 1
 * @param kind of the thing
 * @param id of the thing
 * @param version that it got
 * @param changes from what was before to what was after
 */
public record Followed(int item, int part, Kind kind, long id, int version, Map<String, Change> changes) {}
