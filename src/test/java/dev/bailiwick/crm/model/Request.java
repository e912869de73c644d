package dev.bailiwick.crm.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request.
 *
 * @param kind what it does
 * @param user who asks: the login
 * @param external the field that names records instead of ids, or null
 * @param checked {@code duplicate_check_fields}
 */
record Request(
        Kind kind,
        String user,
        boolean atomic,
        boolean dryRun,
        @Nullable String external,
        List<String> checked,
        List<Row> rows) {
    enum Kind {
        INSERT,
        UPDATE,
        UPSERT,
        DELETE
    }
}
