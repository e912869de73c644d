package dev.bailiwick.db;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** The embedded PostgreSQL cannot run. The message is for the person at the keyboard: what is wrong, and what to do. */
public final class EmbeddedPostgresException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EmbeddedPostgresException(String message) {
        super(message);
    }

    EmbeddedPostgresException(String message, Throwable cause) {
        super(message, cause);
    }

    /** The file system's own messages are often nothing but a path, so the usual ones get words here. */
    static EmbeddedPostgresException of(String what, Path where, IOException cause) {
        String reason = switch (cause) {
            case AccessDeniedException _ -> "permission denied";
            case FileAlreadyExistsException _ -> "a file of that name is in the way";
            case FileSystemException e when e.getReason() != null -> e.getReason();
            default -> String.valueOf(cause.getMessage());
        };
        return new EmbeddedPostgresException("%s %s: %s.".formatted(what, where, reason), cause);
    }
}
