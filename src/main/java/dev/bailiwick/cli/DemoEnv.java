package dev.bailiwick.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The file that tells scripts where the demo is and how to get in: sh syntax, readable by its owner only, and there only
 * while everything works.
 */
record DemoEnv(Path file) {
    private static final Pattern LINE = Pattern.compile("([A-Z0-9_]+)='([^']*)'");

    /** The passwords of the demo orgs' admins. */
    record Passwords(String demo, String sandbox, String sandbox2) {
        /** The ones of the start before, or new ones. */
        static Passwords from(Map<String, String> known) {
            return new Passwords(
                    known.getOrDefault("BASIC_PASSWORD", random()),
                    known.getOrDefault("SANDBOX_PASSWORD", random()),
                    known.getOrDefault("SANDBOX2_PASSWORD", random()));
        }

        private static String random() {
            byte[] bytes = new byte[15];
            new SecureRandom().nextBytes(bytes);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        }
    }

    /** What the start before left in the file. */
    Map<String, String> lastKnown() {
        Map<String, String> known = new LinkedHashMap<>();
        try {
            if (Files.exists(aside())) {
                for (String line : Files.readAllLines(aside())) {
                    Matcher matcher = LINE.matcher(line);
                    if (matcher.matches()) {
                        known.put(matcher.group(1), matcher.group(2));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return known;
    }

    /** Nobody is to read the file any more, but the next start finds the passwords again. */
    void putAside() {
        try {
            if (Files.exists(file)) {
                Files.move(file, aside(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path aside() {
        return file.resolveSibling(".demo.env.last");
    }

    /**
     * Writes the file whole or not at all.
     *
     * @param tokens more lines, by name
     */
    void write(String url, Passwords passwords, Map<String, String> tokens) {
        String text = """
                BASE_URL='%s'
                BASIC_USER='demo/admin'
                BASIC_PASSWORD='%s'
                SANDBOX_USER='sandbox/admin'
                SANDBOX_PASSWORD='%s'
                SANDBOX2_USER='sandbox2/admin'
                SANDBOX2_PASSWORD='%s'
                """.formatted(url, passwords.demo(), passwords.sandbox(), passwords.sandbox2());
        StringBuilder lines = new StringBuilder(text);
        tokens.forEach((name, value) -> lines.append("%s='%s'\n".formatted(name, value)));
        try {
            Path draft = Files.createTempFile(
                    file.getParent(),
                    ".demo",
                    ".env",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(draft, lines);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
