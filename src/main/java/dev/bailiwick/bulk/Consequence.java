package dev.bailiwick.bulk;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A change of something that no item of the batch is about: a rule moved it, or it went with what an item moved. It is
 * history like all else, under the item that caused it, and goes with it when the batch is taken back.
 *
 * @param item which item caused it
 * @param kind of the thing
 * @param module of the record; null of what is none
 * @param id of the thing
 * @param code what people call it
 * @param version it has now
 * @param changes from what the database held before to what it holds now
 */
public record Consequence(
        int item, Kind kind, @Nullable String module, long id, String code, int version, Map<String, Change> changes) {}
