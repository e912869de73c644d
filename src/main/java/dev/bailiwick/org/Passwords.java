package dev.bailiwick.org;

import java.nio.charset.StandardCharsets;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** In charge of password hashes: bcrypt, which reads no more than 72 bytes. */
final class Passwords {
    private static final int SHORTEST = 8;
    private static final int MOST_BYTES = 72;

    private final BCryptPasswordEncoder bcrypt = new BCryptPasswordEncoder();

    static boolean acceptable(String password) {
        return password.length() >= SHORTEST && password.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES;
    }

    static boolean isHash(String hash) {
        return hash.matches("\\$2[aby]\\$(0[4-9]|1[0-2])\\$[./A-Za-z0-9]{53}");
    }

    String hash(String password) {
        String hash = bcrypt.encode(password);
        if (hash == null) {
            throw new IllegalStateException("no hash");
        }
        return hash;
    }

    boolean matches(String password, String hash) {
        return password.getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES && bcrypt.matches(password, hash);
    }
}
