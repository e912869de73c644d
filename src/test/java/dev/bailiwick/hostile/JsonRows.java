package dev.bailiwick.hostile;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Batches as JSON text, no row of which asks for a change that could be granted. */
final class JsonRows {
    private static final List<String> FIELDS = List.of(
            "code",
            "name",
            "description",
            "isAdmin",
            "areaParentCode",
            "externalIds",
            "externalId",
            "customFields",
            "language",
            "currency",
            "timezone",
            "latitude",
            "longitude",
            "groupParentCode",
            "entityId",
            "id",
            "type");

    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "\0",
            "a\0b",
            "\ud800",
            "\udc00x",
            "x\ud83d",
            "\ud83d\ude00",
            "\u00e4",
            "A\u0308",
            "\u0130",
            "\ufffe",
            "\uffff",
            "\u202e",
            "\ufeff",
            "\u2028",
            "\t",
            "\n",
            "\r\n",
            "\u007f",
            "\u0085",
            "\u00a0",
            "root",
            "ROOT",
            "z1",
            "s1",
            "Zone 1",
            "E-1",
            "erp",
            "cf",
            "' OR '1'='1",
            "'; DELETE FROM zone; --",
            "{\"a\",b}",
            "{",
            "}",
            "\\",
            "\"",
            "%s%n%d",
            "${jndi:ldap://127.0.0.1/x}",
            "{{7*7}}",
            "<script>alert(1)</script>",
            "../../etc/passwd",
            "null",
            "NaN",
            "1e5",
            "x".repeat(100),
            "x".repeat(101),
            "\ud83d\ude00".repeat(100),
            "\u0390".repeat(100),
            "x".repeat(200),
            "x".repeat(201),
            "x".repeat(10_000),
            "\u0000".repeat(300),
            "a\u0301".repeat(200),
            "\ufdfa".repeat(100),
            "x".repeat(100_000));

    private final Draw draw;

    JsonRows(Draw draw) {
        this.draw = draw;
    }

    /** An array of rows, each with a mistake. */
    String array() {
        int rows = draw.oneIn(20) ? draw.any(51, 100, 101, 2000) : draw.below(4);
        return IntStream.range(0, rows).mapToObj(i -> row()).collect(Collectors.joining(",", "[", "]"));
    }

    String nested() {
        int depth = draw.any(100, 499, 1000, 10_000);
        String open = draw.any("[", "{\"a\":", "[{\"customFields\":");
        String close = open.equals("[") ? "]" : open.startsWith("{") ? "}" : "}]";
        String tower = open.repeat(depth) + "1" + (draw.oneIn(3) ? "" : close.repeat(depth));
        return draw.oneIn(2)
                ? tower
                : "[{" + identity() + ",\"customFields\":{\"cf\":" + tower + "},\"isActive\":\"no\"}]";
    }

    private String row() {
        if (draw.oneIn(10)) {
            return draw.any("null", "1", "\"x\"", "[]", "[[{}]]", "true", "{}");
        }
        List<String> members = new ArrayList<>();
        if (!draw.oneIn(10)) {
            members.add(identity());
        }
        if (draw.oneIn(3)) {
            addUnknown(members);
        } else {
            addMistaken(members);
        }
        return members.stream().collect(Collectors.joining(",", "{", "}"));
    }

    /** Nothing that has an effect: the row may hold. */
    private void addUnknown(List<String> members) {
        for (int i = draw.below(4); i > 0; i--) {
            members.add(quoted("x" + text()) + ":" + value(0));
        }
    }

    private void addMistaken(List<String> members) {
        for (int i = draw.below(6); i > 0; i--) {
            String field = draw.anyOf(FIELDS);
            if (members.stream().noneMatch(m -> m.startsWith("\"" + field + "\"")) || draw.oneIn(30)) {
                members.add("\"" + field + "\":" + (draw.oneIn(3) ? map() : value(0)));
            }
        }
        members.add("\"isActive\":" + draw.any("\"no\"", "null", "0", "1e999999999", "[]", "{}", "\"\\u0000\""));
        if (draw.oneIn(25)) {
            members.add(members.get(draw.below(members.size())));
        }
    }

    private String map() {
        return IntStream.range(0, draw.below(8))
                .mapToObj(i -> (draw.oneIn(2)
                                ? quoted(text() + i)
                                : draw.any("\"erp\"", "\"cf\"", "\"cfi\"", "\"cfd\"", "\"cfb\""))
                        + ":" + value(1))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private String identity() {
        String kind = draw.below(10) < 8 ? draw.any("\"CODE\"", "\"code\"", "\"ID\"", "\"EXTERNAL_ID\"") : value(1);
        String value =
                draw.below(10) < 6 ? draw.any("\"root\"", "\"z1\"", "\"s1\"", "\"E-1\"", "1", "75001001") : value(1);
        return "\"identifierName\":" + kind + ",\"identifierValue\":" + value;
    }

    private String value(int depth) {
        return switch (draw.below(depth > 3 ? 12 : 15)) {
            case 0 -> "null";
            case 1 -> draw.any("true", "false");
            case 2 ->
                draw.any(
                        "0",
                        "-0",
                        "1",
                        "-1",
                        "7.0",
                        "1e3",
                        "0.1",
                        "9223372036854775807",
                        "9223372036854775808",
                        "-9223372036854775809",
                        "9007199254740993");
            case 3 ->
                draw.any(
                        "1e999999999",
                        "-1e999999999",
                        "1e-999999999",
                        "1e400",
                        "1e99999999999",
                        "1E-99999999999",
                        "0e999999999",
                        "1.7976931348623157e308",
                        "4.9e-324",
                        "1e2147483647",
                        "1e-2147483648",
                        "1e2147483648");
            case 4 -> (draw.oneIn(2) ? "-" : "") + "9".repeat(draw.any(30, 300, 999, 1000, 1001, 5000));
            case 5 -> "0." + "3".repeat(draw.any(30, 300, 990, 5000)) + draw.any("", "e5", "e-300", "e999999999");
            case 12 -> "[" + value(depth + 1) + "," + value(depth + 1) + "]";
            case 13 -> "{" + quoted(text()) + ":" + value(depth + 1) + "}";
            case 14 -> map();
            default -> quoted(text());
        };
    }

    private String text() {
        return draw.anyOf(TEXTS);
    }

    /** As JSON text: escaped where it must be, now and then where it need not. */
    private String quoted(String text) {
        boolean escapeAll = draw.oneIn(4);
        StringBuilder out = new StringBuilder("\"");
        text.chars().forEach(c -> {
            if (escapeAll && text.length() < 1000 || c < ' ' || c >= 0xd800 && c < 0xe000 || c == '"' || c == '\\') {
                out.append("\\u%04x".formatted(c));
            } else {
                out.append((char) c);
            }
        });
        return out.append('"').toString();
    }
}
