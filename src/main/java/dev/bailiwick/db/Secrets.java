package dev.bailiwick.db;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;

/** The passwords of the three roles: random, kept in a file that only the server's user may read. */
record Secrets(String superuser, String owner, String server) {

    /** Reads them, or makes them for data that do not exist yet. */
    static Secrets of(Path home, Path data) {
        Path file = home.resolve("passwords");
        try {
            if (Files.exists(file)) {
                return read(file);
            }
            if (Files.exists(data)) {
                throw new EmbeddedPostgresException(
                        "The file %s is missing, and without the passwords in it nobody can open the data in %s. Put it back from a backup."
                                .formatted(file, data));
            }
            Secrets fresh = new Secrets(random(), random(), random());
            Home.writeSecret(
                    file, "superuser=%s\nowner=%s\nserver=%s".formatted(fresh.superuser, fresh.owner, fresh.server));
            return fresh;
        } catch (IOException e) {
            throw EmbeddedPostgresException.of("Cannot keep the database's passwords in", file, e);
        }
    }

    private static Secrets read(Path file) throws IOException {
        Properties found = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            found.load(reader);
        }
        return new Secrets(entry(found, "superuser", file), entry(found, "owner", file), entry(found, "server", file));
    }

    private static String entry(Properties found, String role, Path file) {
        String password = found.getProperty(role);
        if (password == null || !password.matches("[A-Za-z0-9_-]+")) {
            throw new EmbeddedPostgresException(
                    "The file %s has no usable password for %s. Put it back from a backup.".formatted(file, role));
        }
        return password;
    }

    /** In an alphabet that needs no quoting in a URL or in SQL. */
    private static String random() {
        byte[] bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public String toString() {
        return "Secrets[…]";
    }
}
