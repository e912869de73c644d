package dev.bailiwick.bulk;

import java.time.Instant;

/** What a feature supplies so that its kind of thing can be written in bulk. */
public interface Target {
    /** The org has no module of this name: nothing is done. */
    final class NoSuchModule extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public NoSuchModule(String name) {
            super("there is no module '" + name + "'");
        }
    }

    Kind kind();

    /** Whether the batch changes what other batches rely on (tree, activity, fields), and so needs the org for itself. */
    boolean exclusive(Batch batch);

    /**
     * Begins with a batch, in its transaction; two statements at most.
     *
     * @param now when the batch runs
     */
    Writer begin(Batch batch, Instant now);
}
