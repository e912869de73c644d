package dev.bailiwick.db;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;

/**
 * Who PostgreSQL runs as. It refuses to run as root, so root's server hands it to an unprivileged account; anybody
 * else's server runs it as they are.
 *
 * @param dropPrivileges the words to put before a command so that it runs as that user; none if it does already
 */
record DatabaseUser(int uid, int gid, List<String> dropPrivileges) {
    private static final Path ROOT = Path.of("/");

    /** The owner of the data if there are any, so that a directory works the same on every start. */
    static DatabaseUser of(Path data) {
        try {
            var self = new UnixSystem();
            boolean root = self.getUid() == 0;
            if (!Files.exists(data)) {
                return root ? unprivileged() : new DatabaseUser((int) self.getUid(), (int) self.getGid(), List.of());
            }
            int uid = id(data, "unix:uid");
            int gid = id(data, "unix:gid");
            if (root && uid == 0) {
                throw new EmbeddedPostgresException(
                        "The data in %s belong to root, but PostgreSQL does not run as root. Give them to another user: chown -R nobody '%s'"
                                .formatted(data, data));
            }
            if (!root && uid != self.getUid()) {
                throw new EmbeddedPostgresException(
                        "The data in %s belong to another user (%s). Start Bailiwick as that user or as root, or choose another directory with --data."
                                .formatted(data, Files.getOwner(data).getName()));
            }
            return new DatabaseUser(uid, gid, root ? wayFromRoot(uid, gid) : List.of());
        } catch (IOException e) {
            throw EmbeddedPostgresException.of("Cannot tell who owns", data, e);
        }
    }

    private static int id(Path file, String attribute) throws IOException {
        return (Integer) Objects.requireNonNull(Files.getAttribute(file, attribute));
    }

    List<String> command(List<String> words) {
        List<String> all = new ArrayList<>(dropPrivileges);
        all.addAll(words);
        return all;
    }

    /** Makes a directory that this user owns and nobody else can enter. */
    void makeDirectory(Path directory) throws IOException {
        Files.createDirectory(
                directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        own(directory);
    }

    void own(Path file) throws IOException {
        if (!dropPrivileges.isEmpty()) {
            Files.setAttribute(file, "unix:uid", uid);
            Files.setAttribute(file, "unix:gid", gid);
        }
    }

    /**
     * Lets this user pass through the home directory, and refuses when one above it is closed: PostgreSQL would fail
     * later with a misleading word about a library. Directories that are not ours stay as they are.
     */
    void requireWayTo(Path home) {
        if (dropPrivileges.isEmpty()) {
            return;
        }
        try {
            String closed = firstClosed(home);
            if (closed.equals(home.toString())) {
                var open = EnumSet.copyOf(Files.getPosixFilePermissions(home));
                open.add(PosixFilePermission.OTHERS_EXECUTE);
                Files.setPosixFilePermissions(home, open);
                closed = firstClosed(home);
            }
            if (!closed.isEmpty()) {
                throw new EmbeddedPostgresException(
                        "PostgreSQL runs as an unprivileged user (uid %d), who may not enter %s. Choose another directory with --data, or open that one: chmod o+x '%s'"
                                .formatted(uid, closed, closed));
            }
        } catch (IOException e) {
            throw EmbeddedPostgresException.of("Cannot check the way to", home, e);
        }
    }

    /** Asks as that user, because groups and access lists count too. */
    private String firstClosed(Path home) throws IOException {
        List<String> words = new ArrayList<>(
                List.of("sh", "-c", "for d; do [ -x \"$d\" ] || { printf %s \"$d\"; exit; }; done", "sh"));
        for (int names = 1; names <= home.getNameCount(); names++) {
            words.add(ROOT.resolve(home.subpath(0, names)).toString());
        }
        return Command.run(ROOT, command(words)).output();
    }

    private static DatabaseUser unprivileged() throws IOException {
        for (String name : List.of("postgres", "nobody")) {
            Command uid = Command.run(ROOT, List.of("id", "-u", name));
            Command gid = Command.run(ROOT, List.of("id", "-g", name));
            if (uid.succeeded() && gid.succeeded()) {
                int user = Integer.parseInt(uid.output());
                int group = Integer.parseInt(gid.output());
                return new DatabaseUser(user, group, wayFromRoot(user, group));
            }
        }
        throw new EmbeddedPostgresException(
                "PostgreSQL does not run as root, and this machine has neither a user postgres nor a user nobody to run it as. Start Bailiwick as another user.");
    }

    /** Tried, not looked up: some systems have a setpriv that cannot do this. */
    private static List<String> wayFromRoot(int uid, int gid) {
        List<List<String>> ways = List.of(
                List.of("setpriv", "--reuid=" + uid, "--regid=" + gid, "--clear-groups"),
                List.of("chroot", "--userspec=" + uid + ":" + gid, "--groups=", "--skip-chdir", "/"));
        for (List<String> way : ways) {
            List<String> trial = new ArrayList<>(way);
            trial.add("true");
            try {
                if (Command.run(ROOT, trial).succeeded()) {
                    return way;
                }
            } catch (IOException _) {
                // not installed: the next way
            }
        }
        throw new EmbeddedPostgresException(
                "PostgreSQL does not run as root, and neither setpriv (util-linux) nor chroot (coreutils) is here to run it as another user. Install one of them, or start Bailiwick as another user.");
    }
}
