package dev.bailiwick.bulk;

/** A value that is stored and compared, and never shown: not in a receipt, a history row or a log. */
public record Secret(String value) {
    /** What stands in its place wherever it is shown. */
    public static final String SHOWN = "(secret)";

    @Override
    public String toString() {
        return SHOWN;
    }
}
