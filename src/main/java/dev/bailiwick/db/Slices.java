package dev.bailiwick.db;

import java.util.ArrayList;
import java.util.List;

/** How many rows go into one statement. */
public final class Slices {
    /** Within a sixth of the best bulk copy, and small enough for a plan that looks keys up. */
    private static final int A_STATEMENT = 5000;

    private Slices() {}

    /** The list in pieces of at most a statement's rows; none where it is empty. */
    public static <T> List<List<T>> of(List<T> all) {
        List<List<T>> slices = new ArrayList<>();
        for (int from = 0; from < all.size(); from += A_STATEMENT) {
            slices.add(all.subList(from, Math.min(all.size(), from + A_STATEMENT)));
        }
        return slices;
    }
}
