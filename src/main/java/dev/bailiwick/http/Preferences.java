package dev.bailiwick.http;

import dev.bailiwick.bulk.Options;
import dev.bailiwick.bulk.Text;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a caller prefers (RFC 7240).
 *
 * @param dryRun to see what would be, without it
 * @param receipts to have each item's receipt with the answer
 * @param atomic all items or none
 * @param handling {@code strict} or {@code lenient} about what has no effect; null where the caller did not say
 */
public record Preferences(
        boolean dryRun,
        boolean receipts,
        boolean atomic,
        @Nullable String handling) {
    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";

    /** A preference, with its value if it has one; parameters after a semicolon are not looked at. */
    private static final Pattern PREFERENCE = Pattern.compile("\\s*(" + TOKEN + ")\\s*(?:=\\s*(?:(" + TOKEN
            + ")|\"((?:[^\"\\\\]|\\\\.)*)\")\\s*)?(?:;(?:[^,\"]|\"(?:[^\"\\\\]|\\\\.)*\")*)?");

    /** Members of a list, parted by commas outside of quotes. */
    private static final Pattern MEMBER = Pattern.compile("(?:[^,\"]|\"(?:[^\"\\\\]|\\\\.)*+\"|\")++");

    /** No server takes longer headers; what stands past it is not read. */
    private static final int LONGEST = 8192;

    /**
     * Reads the {@code Prefer} headers. What is not known, or cannot be read, is left unapplied, as the RFC wants, and
     * hides nothing that stands beside it; of a preference that stands twice the first counts.
     */
    public static Preferences of(HttpServletRequest request) {
        Map<String, String> asked = new LinkedHashMap<>();
        for (String header : Collections.list(request.getHeaders("Prefer"))) {
            Matcher members = MEMBER.matcher(Text.shortened(header, LONGEST));
            while (members.find()) {
                Matcher one = PREFERENCE.matcher(members.group());
                if (one.matches()) {
                    String value = one.group(2) != null ? one.group(2) : one.group(3);
                    asked.putIfAbsent(lower(one.group(1)), value == null ? "" : lower(value));
                }
            }
        }
        String handling = asked.get("handling");
        return new Preferences(
                isAsked(asked, "dry-run"),
                isAsked(asked, "receipts"),
                isAsked(asked, "atomic"),
                "strict".equals(handling) || "lenient".equals(handling) ? handling : null);
    }

    /** Whoever writes {@code dry-run=true} means it. */
    private static boolean isAsked(Map<String, String> asked, String preference) {
        String value = asked.get(preference);
        return value != null && !value.equals("false");
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    /** The same without receipts, for an answer that has nothing else, or none. */
    public Preferences withoutReceipts() {
        return new Preferences(dryRun, false, atomic, handling);
    }

    /** What of it a call applies that is always atomic and strict, and has its own receipts. */
    public Preferences ofAtomicAndStrict() {
        return new Preferences(dryRun, false, atomic, "strict".equals(handling) ? handling : null);
    }

    /** How to run a batch. */
    public Options options(Options.Mode otherwise) {
        return new Options(atomic ? Options.Mode.ATOMIC : otherwise, dryRun, "strict".equals(handling));
    }

    /** The value of {@code Preference-Applied}; empty where nothing was asked. */
    public String applied() {
        List<String> applied = new ArrayList<>();
        if (dryRun) {
            applied.add("dry-run");
        }
        if (receipts) {
            applied.add("receipts");
        }
        if (handling != null) {
            applied.add("handling=" + handling);
        }
        if (atomic) {
            applied.add("atomic");
        }
        return String.join(", ", applied);
    }
}
