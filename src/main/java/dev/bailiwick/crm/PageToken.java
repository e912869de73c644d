package dev.bailiwick.crm;

import dev.bailiwick.bulk.Actor;
import dev.bailiwick.record.RecordQuery.Place;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;

/**
 * Where the next page of a list begins (sheet, 1.4). It is good for a day, for the user who was given it, and for the same
 * parameters. It holds no secret and needs no seal: whoever makes one up sees what the list would show anyway.
 *
 * @param org for which org
 * @param user for which user
 * @param asked the digest of everything else that was asked for
 * @param issued when, to the second
 * @param count so many records are on the pages before
 * @param place the last record before the page
 */
record PageToken(long org, long user, byte[] asked, Instant issued, int count, Place place) {
    static final Duration LIFE = Duration.ofHours(24);

    private static final byte FORM = 1;
    private static final int DIGEST = 16;
    private static final int LENGTH = 1 + 8 + 8 + DIGEST + 8 + 4 + 8 + 8;

    /** As clients carry it: letters, digits, {@code -} and {@code _}. */
    String text() {
        ByteBuffer bytes = ByteBuffer.allocate(LENGTH)
                .put(FORM)
                .putLong(org)
                .putLong(user)
                .put(asked)
                .putLong(issued.getEpochSecond())
                .putInt(count)
                .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, place.at()))
                .putLong(place.id());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    Instant expiry() {
        return issued.plus(LIFE);
    }

    /**
     * Reads a token.
     *
     * @throws CrmError where it is none, another's or another list's, or no longer good
     */
    static PageToken read(String text, Actor actor, byte[] asked, Instant now) {
        PageToken token = parse(text);
        if (token.org != actor.orgId() || token.user != actor.userId() || !Arrays.equals(token.asked, asked)) {
            throw mismatch();
        }
        if (now.isAfter(token.expiry())) {
            throw new CrmError(
                    "EXPIRED_VALUE",
                    "Page token expired",
                    Map.of("api_name", "page_token", "json_path", "$.query.page_token"));
        }
        return token;
    }

    private static PageToken parse(String text) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            if (bytes.remaining() != LENGTH || bytes.get() != FORM) {
                throw mismatch();
            }
            long org = bytes.getLong();
            long user = bytes.getLong();
            byte[] asked = new byte[DIGEST];
            bytes.get(asked);
            Instant issued = Instant.EPOCH.plus(bytes.getLong(), ChronoUnit.SECONDS);
            int count = bytes.getInt();
            Instant at = Instant.EPOCH.plus(bytes.getLong(), ChronoUnit.MICROS);
            Place place = new Place(at, bytes.getLong());
            // What no list holds no driver may have to write.
            if (count < 0 || at.isBefore(Instant.EPOCH) || at.isAfter(LAST) || issued.isAfter(LAST)) {
                throw mismatch();
            }
            return new PageToken(org, user, asked, issued, count, place);
        } catch (IllegalArgumentException
                | BufferUnderflowException
                | java.time.DateTimeException
                | ArithmeticException e) {
            throw mismatch();
        }
    }

    private static final Instant LAST = Instant.parse("9999-01-01T00:00:00Z");

    private static CrmError mismatch() {
        return new CrmError(
                "TOKEN_BOUND_DATA_MISMATCH",
                "The page_token given seems to be invalid or input param is added or altered or deleted",
                Map.of("param_name", "page_token"));
    }

    /** The digest of what was asked for. */
    static byte[] digest(String asked) {
        try {
            return Arrays.copyOf(
                    MessageDigest.getInstance("SHA-256").digest(asked.getBytes(StandardCharsets.UTF_8)), DIGEST);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
