package dev.bailiwick.crm;

import dev.bailiwick.bulk.Text;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a write names its records where their rows do not: by the path or the query, or by values of an external field.
 *
 * @param field the external field; null for ids
 * @param values as asked, by row; rows that name their records by ids of their own have none
 * @param inPath whether the path names the only record
 */
record Sought(@Nullable String field, Map<Integer, String> values, boolean inPath) {
    /** The value of the external field by which a row names its record, or null. */
    @Nullable
    String external(int index) {
        return field == null ? null : values.get(index);
    }

    /** What is told of a record that is not there (sheet, 1.5 and 2.4), or null where its row tells enough. */
    Wording.@Nullable Told missing(RecordWrite write, int index) {
        String value = values.get(index);
        if (field != null && value != null) {
            Map<String, Object> details = place(write, index);
            details.put("api_name", field);
            if (write == RecordWrite.DELETE || inPath) {
                details.put(field, value);
            }
            return new Wording.Told("INVALID_DATA", "The value of the external field is invalid.", details);
        }
        if (write != RecordWrite.DELETE) {
            return inPath ? new Wording.Told("INVALID_DATA", Wording.INVALID_ID, place(write, index)) : null;
        }
        // A client that reads ids as numbers of 64 bits cannot read one that is none.
        boolean isId = value != null && Text.id(value) != null;
        Map<String, Object> details = isId ? new LinkedHashMap<>() : place(write, index);
        details.put(isId ? "id" : "value", String.valueOf(value));
        return new Wording.Told(
                "INVALID_DATA",
                isId ? "record not deleted" : "either the request body or parameters is in wrong format",
                details);
    }

    /** Where the request names the record. */
    private Map<String, Object> place(RecordWrite write, int index) {
        Map<String, Object> place = new LinkedHashMap<>();
        if (inPath) {
            place.put("resource_path_index", 1);
        } else if (write == RecordWrite.DELETE) {
            place.put("param_name", "ids");
        } else {
            place.put("json_path", "$.data[" + index + "]." + field);
        }
        return place;
    }
}
