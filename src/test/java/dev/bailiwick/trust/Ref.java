package dev.bailiwick.trust;

import org.jspecify.annotations.Nullable;

/** One zone through all its versions: before it has an id, and after it is gone. Two are the same only if identical. */
final class Ref {
    final String code;

    /** What the server called it; null until it did. */
    @Nullable
    Long id;

    Ref(String code, @Nullable Long id) {
        this.code = code;
        this.id = id;
    }

    @Override
    public String toString() {
        return code + "#" + id;
    }
}
