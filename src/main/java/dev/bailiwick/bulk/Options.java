package dev.bailiwick.bulk;

/**
 * How a batch is to be run.
 *
 * @param mode how its items stand to each other
 * @param dryRun the same statements, rolled back at the end
 * @param strict what a row says without effect is a fault
 */
public record Options(Mode mode, boolean dryRun, boolean strict) {
    /** How the items of a batch stand to each other. */
    public enum Mode {
        /** One after the other, each seeing what accepted earlier ones did. */
        EACH,
        /** On the state after all accepted items; only those that do not fit it fail. */
        TOGETHER,
        /** On the state after all items: all or none. Swaps become possible. */
        ATOMIC
    }

    public static final Options PLAIN = new Options(Mode.EACH, false, false);

    public boolean atomic() {
        return mode == Mode.ATOMIC;
    }
}
