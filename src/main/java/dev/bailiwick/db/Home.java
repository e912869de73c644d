package dev.bailiwick.db;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Comparator;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The server's directory, held by one process. PostgreSQL's own lock is not enough: what is left of a killed server
 * is stopped at the next start, and without a lock of ours a second copy would take the first one's for such a left-over.
 */
final class Home implements AutoCloseable {
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final Path path;
    private final FileChannel lock;

    private Home(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /** Makes the directory if it is missing, and locks it. */
    static Home claim(Path wanted) {
        Path home = wanted.toAbsolutePath().normalize();
        try {
            if (!Files.isDirectory(home)) {
                Files.createDirectories(home);
            }
            // Without symbolic links, so that the data directory has one name on every start.
            home = home.toRealPath();
            refuseForeign(home);
            refuseHeldByThisProcess(home);
            return lock(home);
        } catch (IOException e) {
            throw EmbeddedPostgresException.of("Cannot use the directory", home, e);
        }
    }

    Path path() {
        return path;
    }

    /** A directory that holds something is ours if it has our lock file, which is the first thing made in it. */
    private static void refuseForeign(Path home) throws IOException {
        if (Files.exists(lockFile(home))) {
            return;
        }
        try (Stream<Path> found = Files.list(home)) {
            // A freshly formatted volume is empty but for this.
            if (found.anyMatch(file -> !file.endsWith("lost+found"))) {
                throw new EmbeddedPostgresException(
                        "The directory %s is not empty and was not made by Bailiwick. Choose another one with --data."
                                .formatted(home));
            }
        }
    }

    /**
     * The lock is the process's, and closing any channel on the file gives it up: a second start in this process must
     * not even open it.
     */
    private static void refuseHeldByThisProcess(Path home) {
        if (holder(home).equals(thisProcess())) {
            throw inUse(home, Long.toString(ProcessHandle.current().pid()));
        }
    }

    private static Home lock(Path home) throws IOException {
        FileChannel channel = FileChannel.open(
                lockFile(home),
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        try {
            if (channel.tryLock() == null) {
                throw inUse(home, holder(home).split(" ", 2)[0]);
            }
            writeSecret(holderFile(home), thisProcess());
            return new Home(home, channel);
        } catch (OverlappingFileLockException e) {
            throw inUse(home, Long.toString(ProcessHandle.current().pid()));
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static EmbeddedPostgresException inUse(Path home, String pid) {
        return new EmbeddedPostgresException(
                "The directory %s is in use by another Bailiwick server%s. Stop that one, or choose another directory with --data."
                        .formatted(home, pid.isEmpty() ? "" : " (process " + pid + ")"));
    }

    /** With the start time, because in a container every run of the server has the same process id. */
    private static String thisProcess() {
        ProcessHandle self = ProcessHandle.current();
        return self.pid() + " "
                + self.info().startInstant().orElse(Instant.EPOCH).toEpochMilli();
    }

    private static String holder(Path home) {
        try {
            return Files.readString(holderFile(home)).strip();
        } catch (IOException _) {
            return "";
        }
    }

    /** Written aside, forced and renamed: a crash leaves the old content or the new. Only the owner may read it. */
    static void writeSecret(Path file, String content) throws IOException {
        Path aside = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(aside);
        Files.createFile(aside, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        Files.writeString(aside, content + System.lineSeparator(), StandardOpenOption.WRITE, StandardOpenOption.SYNC);
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
    }

    static void deleteTree(Path root) throws IOException {
        if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(root)) {
            for (Path file : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static Path lockFile(Path home) {
        return home.resolve("bailiwick.lock");
    }

    private static Path holderFile(Path home) {
        return home.resolve("bailiwick.pid");
    }

    @Override
    public void close() {
        if (!lock.isOpen()) {
            return; // what the directory holds may be another process's by now
        }
        try {
            Files.deleteIfExists(holderFile(path));
            lock.close();
        } catch (IOException e) {
            throw EmbeddedPostgresException.of("Cannot give up the directory", path, e);
        }
    }
}
