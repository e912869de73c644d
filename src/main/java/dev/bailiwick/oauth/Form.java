package dev.bailiwick.oauth;

import dev.bailiwick.http.Body;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a request, wherever the client put them: the query, a body of {@code name=value} pairs with or
 * without a type, or one of parts as HTML forms send them, whose parts need no type.
 */
final class Form {
    private static final int BODY_LIMIT = 64 << 10;
    private static final int MOST = 100;
    private static final Pattern BOUNDARY =
            Pattern.compile(";\\s*boundary=(?:\"([^\"]{1,70})\"|([^\\s;\"]{1,70}))", Pattern.CASE_INSENSITIVE);
    private static final Pattern NAME = Pattern.compile(
            "^content-disposition:[^\\r\\n]*?;\\s*name=(?:\"([^\"\\r\\n]*)\"|([^\\s;\"]+))",
            Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

    private final Map<String, String> values = new HashMap<>();

    private Form() {}

    /** The request says nothing that can be understood. */
    static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /**
     * Reads them all.
     *
     * @throws Unreadable where something cannot be decoded, or a name stands there twice with two values
     * @throws dev.bailiwick.http.Refusal where the body is too large, or compressed in an unknown way
     */
    static Form of(HttpServletRequest request) throws Unreadable {
        Form form = new Form();
        byte[] body = Body.bytes(request, BODY_LIMIT);
        String query = request.getQueryString();
        if (query != null) {
            form.pairs(query);
        }
        String type = request.getContentType() == null ? "" : request.getContentType();
        String bare = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (bare.equals("multipart/form-data")) {
            Matcher boundary = BOUNDARY.matcher(type);
            if (!boundary.find()) {
                throw new Unreadable();
            }
            form.parts(body, boundary.group(1) != null ? boundary.group(1) : boundary.group(2));
        } else if (List.of("", "application/x-www-form-urlencoded", "text/plain")
                .contains(bare)) {
            form.pairs(text(body).strip());
        }
        return form;
    }

    /** The value of this name; null where there is none, or an empty one. */
    @Nullable
    String get(String name) {
        String value = values.get(name);
        return value == null || value.isEmpty() ? null : value;
    }

    private void put(String name, String value) throws Unreadable {
        String before = values.put(name, value);
        if (before != null && !before.equals(value) || values.size() > MOST) {
            throw new Unreadable();
        }
    }

    private void pairs(String text) throws Unreadable {
        for (String pair : text.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                put(decoded(name), decoded(equals < 0 ? "" : pair.substring(equals + 1)));
            }
        }
    }

    private static String decoded(String text) throws Unreadable {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Unreadable();
        }
    }

    private static String text(byte[] bytes) throws Unreadable {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Unreadable();
        }
    }

    /** Parts stand between lines of the boundary; the last of these ends with two hyphens (RFC 7578). */
    private void parts(byte[] body, String boundary) throws Unreadable {
        String text = "\r\n" + text(body);
        String line = "\r\n--" + boundary;
        int at = text.indexOf(line);
        while (at >= 0) {
            int begin = at + line.length();
            if (text.startsWith("--", begin)) {
                return;
            }
            at = text.indexOf(line, begin);
            if (at < 0) {
                break;
            }
            part(text.substring(begin, at));
        }
        throw new Unreadable();
    }

    private void part(String part) throws Unreadable {
        int head = part.indexOf("\r\n\r\n");
        Matcher name = NAME.matcher(head < 0 ? "" : part.substring(0, head));
        if (!name.find()) {
            throw new Unreadable();
        }
        put(name.group(1) != null ? name.group(1) : name.group(2), part.substring(head + 4));
    }
}
