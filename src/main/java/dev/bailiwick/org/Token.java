package dev.bailiwick.org;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A token or a code as a client holds it: the org's number, so that it can be found, and 256 random bits.
 *
 * @param text {@code <org>.<32 hex>.<32 hex>}; a secret
 */
record Token(long orgId, String text) {
    private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,17})\\.[0-9a-f]{32}\\.[0-9a-f]{32}");
    private static final SecureRandom RANDOM = new SecureRandom();

    /** A new one that nobody can guess. */
    static Token fresh(long orgId) {
        String random = HexFormat.of().formatHex(random());
        return new Token(orgId, orgId + "." + random.substring(0, 32) + "." + random.substring(32));
    }

    /** What a client shows, if it has the form of a token. */
    static Optional<Token> read(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches() ? Optional.of(new Token(Long.parseLong(form.group(1)), text)) : Optional.empty();
    }

    /** What is kept of it. */
    byte[] hash() {
        return sha256(text);
    }

    /** 256 random bits. */
    static byte[] random() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "Token[" + orgId + "]";
    }
}
