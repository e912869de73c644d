package dev.bailiwick.org;

import dev.bailiwick.bulk.Ledger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** In charge of hashes of passwords and clients' secrets: bcrypt, which reads no more than 72 bytes. */
final class Passwords {
    private static final int SHORTEST = 8;
    private static final int MOST_BYTES = 72;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** In front of the digest of a client's secret that is 256 random bits. */
    private static final String SHA256 = "sha256:";

    private final Semaphore hashing = new Semaphore(2, true);

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

    /**
     * The same without asking for more than two cores at once: strangers must not take all of them.
     *
     * @throws Ledger.Unavailable where others ask so much that the turn does not come
     */
    boolean matchesInTurn(Predicate<Passwords> comparison) {
        try {
            if (!hashing.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new Ledger.Unavailable("too many sign-ins at once", new IllegalStateException());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Ledger.Unavailable("the server is stopping", e);
        }
        try {
            return comparison.test(this);
        } finally {
            hashing.release();
        }
    }

    /** Whether a secret is of the form of those we make. 256 random bits need no slow hash. */
    private static boolean isOurs(String secret) {
        return secret.matches("[0-9a-f]{64}");
    }

    /** A new secret for a client. */
    static String newSecret() {
        return HexFormat.of().formatHex(Token.random());
    }

    String hashOfSecret(String secret) {
        return isOurs(secret) ? SHA256 + HexFormat.of().formatHex(Token.sha256(secret)) : hash(secret);
    }

    boolean isSecret(String secret, String hash) {
        return hash.startsWith(SHA256)
                ? isOurs(secret)
                        && MessageDigest.isEqual(
                                hashOfSecret(secret).getBytes(StandardCharsets.UTF_8),
                                hash.getBytes(StandardCharsets.UTF_8))
                : matches(secret, hash);
    }

    /** Whether checking a secret against it takes its time. */
    static boolean isSlow(String hash) {
        return !hash.startsWith(SHA256);
    }

    static boolean isSecretHash(String hash) {
        return isHash(hash) || hash.matches(SHA256 + "[0-9a-f]{64}");
    }
}
