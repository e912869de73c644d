package dev.bailiwick.http;

import dev.bailiwick.bulk.Once;
import dev.bailiwick.bulk.Report;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** In charge of the headers that every write has, on every door. */
public final class Writes {
    private static final String PRINTABLE_ASCII = "[\\x20-\\x7e]{1,255}";

    /** Headers of a door of its own that change what a request means; they count where they stand. */
    private static final List<String> MEANT = List.of("X-EXTERNAL", "If-Unmodified-Since");

    private Writes() {}

    /**
     * The caller's own key for this request, or null.
     *
     * @throws Refusal with 400 where it is malformed, or stands more than once
     */
    public static @Nullable Once once(HttpServletRequest request, String body) {
        List<String> keys = Collections.list(request.getHeaders("Idempotency-Key"));
        if (keys.isEmpty()) {
            return null;
        }
        String key = keys.getFirst().strip();
        if (keys.size() > 1 || !key.matches(PRINTABLE_ASCII)) {
            throw new Refusal(
                    HttpStatus.BAD_REQUEST, "Idempotency-Key must be one key of 1 to 255 printable ASCII characters");
        }
        String query = request.getQueryString();
        List<String> texts = new ArrayList<>(List.of(query == null ? "" : query, all(request, "Prefer"), body));
        MEANT.stream()
                .map(name -> all(request, name))
                .filter(text -> !text.isEmpty())
                .forEach(texts::add);
        return new Once(request.getMethod() + " " + request.getRequestURI(), key, digest(texts));
    }

    private static String all(HttpServletRequest request, String header) {
        return String.join(", ", Collections.list(request.getHeaders(header)));
    }

    /** Of texts with their lengths, so that no two lists of texts look the same. */
    private static String digest(List<String> texts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String text : texts) {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
                digest.update(bytes);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Says what was applied, under which id the batch is stored, and whether it ran before. */
    public static ResponseEntity.BodyBuilder tell(
            ResponseEntity.BodyBuilder answer, Preferences preferences, Report report) {
        applied(answer, preferences);
        UUID batch = report.batchId();
        if (batch != null) {
            answer.header("Bailiwick-Batch", batch.toString());
        }
        if (report.replayed()) {
            replayed(answer);
        }
        return answer;
    }

    /** The same of a request that was several batches, each with its id. */
    public static ResponseEntity.BodyBuilder tell(
            ResponseEntity.BodyBuilder answer, Preferences preferences, List<Report> reports) {
        applied(answer, preferences);
        reports.stream()
                .map(Report::batchId)
                .filter(Objects::nonNull)
                .forEach(batch -> answer.header("Bailiwick-Batch", batch.toString()));
        if (reports.stream().anyMatch(Report::replayed)) {
            replayed(answer);
        }
        return answer;
    }

    /** Says that the request ran before. */
    public static void replayed(ResponseEntity.BodyBuilder answer) {
        answer.header("Idempotency-Replayed", "true");
    }

    /** Says what was applied. */
    public static ResponseEntity.BodyBuilder applied(ResponseEntity.BodyBuilder answer, Preferences preferences) {
        String applied = preferences.applied();
        return applied.isEmpty() ? answer : answer.header("Preference-Applied", applied);
    }
}
