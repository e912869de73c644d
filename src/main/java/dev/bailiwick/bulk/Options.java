package dev.bailiwick.bulk;

/**
 * How a batch is to be run.
 *
 * @param atomic all items or none; uniqueness, tree and activity are then judged once, on the state after all items,
 *     so that swaps become possible
 * @param dryRun the same statements, rolled back at the end
 */
public record Options(boolean atomic, boolean dryRun) {
    public static final Options PLAIN = new Options(false, false);
}
