package dev.bailiwick.bulk;

import java.util.Map;

/**
 * A change of something that no item of the batch is about: a rule moved it, or it went with what an item moved. It is
 * history like all else, under the item that caused it, and goes with it when the batch is taken back.
 *
 * @param item which item caused it
 * @param kind of the thing
 * @param id of the thing
 * @param version it has now
 * @param changes from what the database held before to what it holds now
 */
public record Consequence(int item, Kind kind, long id, int version, Map<String, Change> changes) {}
