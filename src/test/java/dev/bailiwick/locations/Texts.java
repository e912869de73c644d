package dev.bailiwick.locations;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** In charge of what a transcript abbreviates, and of how its answers are laid out. */
final class Texts {
    private static final Pattern REPEAT =
            Pattern.compile("^\\$\\{repeat (\\d+)}\\n(.*?)\\n\\$\\{end}$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern TIMES = Pattern.compile("\\$\\{(\\d+) times ([^}]+)}");
    private static final int WIDTH = 118;

    private Texts() {}

    /** Writes out {@code ${repeat 3} … ${end}}, with its {@code ${n}}, and {@code ${101 times x}}. */
    static String expand(String text, String between) {
        String repeated = REPEAT.matcher(text).replaceAll(found -> {
            List<String> copies = new ArrayList<>();
            int times = Integer.parseInt(found.group(1));
            for (int n = 1; n <= times; n++) {
                copies.add(found.group(2).replace("${n}", String.valueOf(n)));
            }
            return Matcher.quoteReplacement(String.join(between, copies));
        });
        return TIMES.matcher(repeated)
                .replaceAll(found -> Matcher.quoteReplacement(
                        Objects.requireNonNull(found.group(2)).repeat(Integer.parseInt(found.group(1)))));
    }

    /** JSON as transcripts show it: in one line what fits there, else a line for each member or entry. */
    static String pretty(JsonNode node) {
        StringBuilder out = new StringBuilder();
        pretty(node, "", 0, out);
        return out.toString();
    }

    private static void pretty(JsonNode node, String indent, int used, StringBuilder out) {
        String line = line(node);
        boolean top = indent.isEmpty()
                && node.has("response")
                && !node.get("response").isEmpty();
        if (!top && indent.length() + used + line.length() <= WIDTH || !node.isContainer() || node.isEmpty()) {
            out.append(line);
            return;
        }
        String inner = indent + "  ";
        List<String> parts = new ArrayList<>();
        if (node.isArray()) {
            for (JsonNode entry : node) {
                StringBuilder part = new StringBuilder(inner);
                pretty(entry, inner, 1, part);
                parts.add(part.toString());
            }
        } else {
            node.properties().forEach(member -> {
                String name = quoted(member.getKey()) + ": ";
                StringBuilder part = new StringBuilder(inner).append(name);
                pretty(member.getValue(), inner, name.length() + 1, part);
                parts.add(part.toString());
            });
        }
        out.append(node.isArray() ? "[\n" : "{\n").append(String.join(",\n", parts));
        out.append('\n').append(indent).append(node.isArray() ? ']' : '}');
    }

    private static String line(JsonNode node) {
        if (node.isArray()) {
            List<String> parts = new ArrayList<>();
            node.forEach(entry -> parts.add(line(entry)));
            return "[" + String.join(", ", parts) + "]";
        }
        if (node.isObject()) {
            List<String> parts = new ArrayList<>();
            node.properties().forEach(member -> parts.add(quoted(member.getKey()) + ": " + line(member.getValue())));
            return "{" + String.join(", ", parts) + "}";
        }
        return node.toString();
    }

    private static String quoted(String name) {
        return Answers.JSON.writeValueAsString(name);
    }
}
