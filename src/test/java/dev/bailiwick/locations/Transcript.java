package dev.bailiwick.locations;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A file of requests and whole answers, as {@code src/test/resources/wire/README.md} describes it.
 *
 * @param locale the server's default locale while the file runs, null for the one it has
 * @param org what the org holds besides its users and, where it names none, the sandbox's locales; in YAML
 * @param exchanges in the order in which they are sent
 */
record Transcript(@Nullable String locale, @Nullable String org, List<Exchange> exchanges) {
    private static final Pattern REQUEST = Pattern.compile("(GET|PUT|POST|PATCH|DELETE) (/\\S*)");
    private static final Pattern STATUS = Pattern.compile("HTTP ([1-5][0-9]{2})");
    private static final Pattern HEADER = Pattern.compile("([A-Za-z][A-Za-z-]*):(.*)");
    private static final Set<String> SENT = Set.of(
            "As",
            "Encode",
            "Content-Type",
            "Content-Encoding",
            "Authorization",
            "Accept",
            "Prefer",
            "Idempotency-Key",
            "X-EXTERNAL",
            "If-Unmodified-Since");

    /** May be sent more than once. */
    private static final Set<String> MANY = Set.of("Prefer", "Idempotency-Key");

    /**
     * One request and its answer.
     *
     * @param sent headers and directives of the request; a line for each where a header stands more than once
     * @param expected headers of the answer, and directives on how to compare it
     * @param text the lines from the request line on
     * @param answerLine the line of the file, counted from 0, at which the answer starts
     * @param endLine the line after the answer's last one
     */
    record Exchange(
            String title,
            String method,
            String path,
            Map<String, String> sent,
            @Nullable String body,
            int status,
            Map<String, String> expected,
            @Nullable String answer,
            String text,
            int answerLine,
            int endLine) {}

    static Transcript parse(String text) {
        return new Parser(text.lines().toList()).transcript();
    }

    private static final class Parser {
        private final List<String> lines;
        private int at;

        Parser(List<String> lines) {
            this.lines = lines;
        }

        Transcript transcript() {
            boolean says = false;
            boolean justified = false;
            String locale = null;
            String org = null;
            List<Exchange> exchanges = new ArrayList<>();
            while (at < lines.size() && !lines.get(at).startsWith("###")) {
                String line = lines.get(at++);
                if (line.startsWith("# Sheet: ") || line.startsWith("# Contract: ")) {
                    justified = true;
                } else if (line.startsWith("# ")) {
                    says = true;
                } else if (line.startsWith("Server-Locale: ") && locale == null) {
                    locale = line.substring("Server-Locale: ".length());
                } else if (line.equals("--- org") && org == null) {
                    org = org();
                } else if (!line.isBlank()) {
                    throw wrong("neither a comment, a directive nor the org");
                }
            }
            if (!says || !justified) {
                throw new IllegalArgumentException(
                        "a head comment says what is shown, and a line '# Sheet: …' or '# Contract: …' why");
            }
            while (at < lines.size()) {
                exchanges.add(exchange());
            }
            if (exchanges.isEmpty()) {
                throw new IllegalArgumentException("no exchange: one starts with '### title'");
            }
            return new Transcript(locale, org, exchanges);
        }

        private IllegalArgumentException wrong(String what) {
            return new IllegalArgumentException("line " + at + ": " + what);
        }

        private String org() {
            int from = at;
            while (at < lines.size() && !lines.get(at).equals("---")) {
                at++;
            }
            if (at == lines.size()) {
                throw wrong("the org ends with ---");
            }
            return Texts.expand(String.join("\n", lines.subList(from, at++)), "\n") + "\n";
        }

        private Exchange exchange() {
            String title = lines.get(at++).substring(3).strip();
            while (at < lines.size()
                    && (lines.get(at).isBlank() || lines.get(at).startsWith("# "))) {
                at++;
            }
            int from = at;
            Matcher request = at < lines.size() ? REQUEST.matcher(lines.get(at++)) : REQUEST.matcher("");
            if (title.isEmpty() || !request.matches()) {
                throw wrong("an exchange is '### title', then METHOD /path");
            }
            Map<String, String> sent = headers(MANY);
            for (String name : sent.keySet()) {
                if (!SENT.contains(name)) {
                    throw wrong("unknown directive or header " + name);
                }
            }
            String body = body(true);
            if (body == null && (sent.containsKey("Encode") || sent.containsKey("Content-Encoding"))) {
                throw wrong("an encoding of no body");
            }
            int answerLine = at;
            Matcher status = at < lines.size() ? STATUS.matcher(lines.get(at++)) : STATUS.matcher("");
            if (!status.matches()) {
                throw wrong("an exchange without an answer: a line such as HTTP 200");
            }
            Map<String, String> expected = headers(Set.of());
            String answer = body(false);
            if (answer == null && expected.containsKey("Echo")) {
                throw wrong("Echo, but no body");
            }
            int end = at;
            while (lines.get(end - 1).isBlank()) {
                end--;
            }
            return new Exchange(
                    title,
                    Objects.requireNonNull(request.group(1)),
                    Objects.requireNonNull(request.group(2)),
                    sent,
                    body,
                    Integer.parseInt(status.group(1)),
                    expected,
                    answer,
                    String.join("\n", lines.subList(from, end)),
                    answerLine,
                    end);
        }

        private Map<String, String> headers(Set<String> many) {
            Map<String, String> headers = new LinkedHashMap<>();
            while (at < lines.size() && !lines.get(at).isBlank()) {
                if (lines.get(at).startsWith("###")
                        || STATUS.matcher(lines.get(at)).matches()) {
                    break;
                }
                Matcher header = HEADER.matcher(lines.get(at++));
                if (!header.matches()) {
                    throw wrong("not 'Name: value'; a blank line comes before the body");
                }
                String name = Objects.requireNonNull(header.group(1));
                String value = header.group(2).strip();
                if (headers.containsKey(name) && !many.contains(name)) {
                    throw wrong(name + " twice");
                }
                headers.merge(name, value, (first, next) -> first + "\n" + next);
            }
            return headers;
        }

        /** The lines up to the answer, or up to the next exchange; null where all are blank. */
        private @Nullable String body(boolean request) {
            int from = at;
            while (at < lines.size()
                    && !(request
                            ? STATUS.matcher(lines.get(at)).matches()
                            : lines.get(at).startsWith("###"))) {
                at++;
            }
            String body = String.join("\n", lines.subList(from, at)).strip();
            return body.isEmpty() ? null : body;
        }
    }
}
