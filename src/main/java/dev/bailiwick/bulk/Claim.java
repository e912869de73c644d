package dev.bailiwick.bulk;

import org.jspecify.annotations.Nullable;

/** A value that at most one thing of an org can hold in a space. */
public record Claim(Space space, String value) implements Comparable<Claim> {
    /** The order in which keys are written, the same for every batch, so that two of them rarely wait in a circle. */
    @Override
    public int compareTo(Claim other) {
        int bySpace = Integer.compare(space.number(), other.space.number());
        int byUser = bySpace != 0 ? bySpace : Long.compare(space.user(), other.space.user());
        return byUser != 0 ? byUser : value.compareTo(other.value);
    }

    /** No value that is typed and stored is longer, in chars; and to fold one could take a core for minutes. */
    private static final int LONGEST_TYPED = 400;

    /** What this has in common with values that a person takes for the same; null where nobody types such values. */
    public @Nullable String folded() {
        return space.isTyped() && value.length() <= LONGEST_TYPED ? Text.folded(value) : null;
    }
}
