package dev.bailiwick.catalog;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What a custom field holds. Names as in the org file. */
public enum FieldType {
    STRING("String", "a string"),
    /** An integer of 64 bits. */
    INTEGER("Integer", "an integer"),
    /** A number that a double can hold. */
    DOUBLE("Double", "a number"),
    BOOLEAN("Boolean", "a boolean");

    private final String label;
    private final String wanted;

    FieldType(String label, String wanted) {
        this.label = label;
        this.wanted = wanted;
    }

    public String label() {
        return label;
    }

    /** What a value must be, for a message. */
    public String wanted() {
        return wanted;
    }

    /** The type of this name, or null. */
    public static @Nullable FieldType named(String label) {
        return Arrays.stream(values())
                .filter(t -> t.label.equals(label))
                .findFirst()
                .orElse(null);
    }
}
