package dev.bailiwick.record;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which zones and stores to read.
 *
 * @param types which of the two
 * @param codes those with one of these codes; empty for any code
 * @param namePrefix begins so, whatever its letter case; null for any. The three prefixes are alternatives
 * @param codePrefix begins exactly so
 * @param externalIdPrefix one of its external ids begins exactly so
 * @param active only active or only inactive ones; null for both
 * @param admin only those with or without admin access, which stores never have; null for both
 */
public record LocationQuery(
        Set<Type> types,
        List<String> codes,
        @Nullable String namePrefix,
        @Nullable String codePrefix,
        @Nullable String externalIdPrefix,
        @Nullable Boolean active,
        @Nullable Boolean admin,
        Sort sort,
        int limit,
        int offset) {

    /** What a location can be. */
    public enum Type {
        ZONE,
        STORE
    }

    /** In which order they come; equal ones by id. */
    public enum Sort {
        CODE,
        NAME,
        /** The last changed first. */
        LAST_UPDATED
    }
}
