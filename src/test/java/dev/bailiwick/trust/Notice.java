package dev.bailiwick.trust;

import java.util.List;

/**
 * A fault or a warning.
 *
 * @param field a field as the zones door calls it, or empty for the row as a whole
 * @param code the number the zones door gives it
 * @param mentions what its message has to say
 */
record Notice(String field, int code, List<String> mentions) {
    static Notice of(String field, int code) {
        return new Notice(field, code, List.of());
    }
}
