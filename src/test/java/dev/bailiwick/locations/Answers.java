package dev.bailiwick.locations;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * In charge of comparing an answer with the expected one, member by member, and of the names that a transcript gives to
 * what only the server knows: {@code ${uuid}}, {@code ${time}}, and any other for an id, a batch or a time, which is the
 * same wherever it stands again.
 */
final class Answers {
    static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final Pattern NAMED = Pattern.compile("\\$\\{([a-z][a-z0-9-]*)}");
    /** Marks a name that stands where a number is expected. */
    private static final String NUMBER = "number ";

    /** A text, which stays as it is, or a name outside of one. */
    private static final Pattern BARE = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*+\"|\\$\\{[a-z][a-z0-9-]*}");

    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern TIME =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?(?:Z|[+-]\\d\\d:\\d\\d)");
    private static final Pattern ID = Pattern.compile("\\d+");

    private final Map<String, String> known = new HashMap<>();

    /** A request's text with the ids that answers before it told. */
    String filled(String text) {
        return NAMED.matcher(text).replaceAll(found -> {
            String value = known.get(found.group(1));
            if (value == null) {
                throw new IllegalArgumentException("no answer before told " + found.group());
            }
            return Matcher.quoteReplacement(value);
        });
    }

    /** What is different, line by line; empty where nothing is. */
    List<String> differences(String expected, String actual) {
        List<String> found = new ArrayList<>();
        JsonNode wanted = JSON.readTree(BARE.matcher(expected)
                .replaceAll(part -> Matcher.quoteReplacement(
                        part.group().startsWith("\"") ? part.group() : "\"" + NUMBER + part.group() + "\"")));
        compare("", wanted, JSON.readTree(actual), found);
        return found;
    }

    private void compare(String path, JsonNode expected, JsonNode actual, List<String> found) {
        if (expected.isString() && matches(expected.asString(), actual)) {
            return;
        }
        if (expected.isObject() && actual.isObject()) {
            Map<String, JsonNode> wanted = new HashMap<>();
            expected.properties().forEach(member -> wanted.put(filled(member.getKey()), member.getValue()));
            TreeSet<String> names = new TreeSet<>(wanted.keySet());
            names.addAll(actual.propertyNames());
            for (String name : names) {
                String at = path + "." + name;
                if (!wanted.containsKey(name)) {
                    found.add(at + ": not expected, but there: " + actual.get(name));
                } else if (!actual.has(name)) {
                    found.add(at + ": missing; expected " + wanted.get(name));
                } else {
                    compare(at, Objects.requireNonNull(wanted.get(name)), actual.get(name), found);
                }
            }
        } else if (expected.isArray() && actual.isArray()) {
            if (expected.size() != actual.size()) {
                found.add(path + ": expected " + expected.size() + " entries, but there are " + actual.size());
            }
            for (int i = 0; i < Math.min(expected.size(), actual.size()); i++) {
                compare(path + "[" + i + "]", expected.get(i), actual.get(i), found);
            }
        } else if (!expected.equals(actual) && !sameNumber(expected, actual)) {
            found.add(path + ": expected " + expected + ", but it is " + actual);
        }
    }

    private static boolean sameNumber(JsonNode expected, JsonNode actual) {
        return expected.isNumber()
                && actual.isNumber()
                && expected.decimalValue().equals(actual.decimalValue());
    }

    private boolean matches(String expected, JsonNode actual) {
        boolean number = expected.startsWith(NUMBER);
        String text = number ? expected.substring(NUMBER.length()) : expected;
        return (number ? actual.isNumber() : actual.isString()) && matches(text, actual.asString());
    }

    /** Whether an expected text has names for what the server made, and fits. */
    boolean matches(String expected, String actual) {
        Matcher named = NAMED.matcher(expected);
        StringBuilder pattern = new StringBuilder();
        List<String> names = new ArrayList<>();
        int from = 0;
        while (named.find()) {
            pattern.append(Pattern.quote(expected.substring(from, named.start())))
                    .append("(.+?)");
            names.add(Objects.requireNonNull(named.group(1)));
            from = named.end();
        }
        if (names.isEmpty()) {
            return false;
        }
        pattern.append(Pattern.quote(expected.substring(from)));
        Matcher found = Pattern.compile(pattern.toString()).matcher(actual);
        if (!found.matches()) {
            return false;
        }
        for (int i = 0; i < names.size(); i++) {
            if (!is(names.get(i), Objects.requireNonNull(found.group(i + 1)))) {
                return false;
            }
        }
        return true;
    }

    private boolean is(String name, String actual) {
        boolean time = TIME.matcher(actual).matches();
        boolean uuid = UUID.matcher(actual).matches();
        return switch (name) {
            case "uuid" -> uuid;
            case "time" -> time;
            default ->
                (time || uuid || ID.matcher(actual).matches())
                        && known.computeIfAbsent(name, n -> actual).equals(actual);
        };
    }

    /** The answer as a transcript shows it: with names where the server made something up. */
    String named(String actual) {
        String text = Texts.pretty(JSON.readTree(actual));
        for (Map.Entry<String, String> made : known.entrySet()) {
            String value = made.getValue();
            String there = ID.matcher(value).matches() ? "(?<!\\d)" + value + "(?!\\d)" : Pattern.quote(value);
            text = text.replaceAll(there, Matcher.quoteReplacement("${" + made.getKey() + "}"));
        }
        Matcher id = Pattern.compile("(?<=\"(?:entityId|id|parent|before|after)\": )\\d{13,}")
                .matcher(text);
        text = id.replaceAll(found -> {
            String name = known.entrySet().stream()
                    .filter(made -> made.getValue().equals(found.group()))
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElse("id" + (known.size() + 1));
            known.put(name, found.group());
            return Matcher.quoteReplacement("${" + name + "}");
        });
        text = UUID.matcher(text).replaceAll(Matcher.quoteReplacement("${uuid}"));
        return text.replaceAll("(?<=\"| at )" + TIME.pattern(), Matcher.quoteReplacement("${time}"));
    }

    /** The text of each row as it stands in a request, or in an answer as the member of that name. */
    static List<String> rows(String json, String member) {
        List<String> rows = new ArrayList<>();
        try (var parser = JSON.createParser(json)) {
            int depth = member.isEmpty() ? 2 : 4;
            while (parser.nextToken() != null) {
                boolean here = member.isEmpty() || member.equals(parser.currentName());
                if (parser.currentToken() == JsonToken.START_OBJECT
                        && here
                        && parser.streamReadContext().getNestingDepth() == depth) {
                    int from = (int) parser.currentTokenLocation().getCharOffset();
                    parser.skipChildren();
                    rows.add(json.substring(from, (int) parser.currentLocation().getCharOffset()));
                }
            }
        }
        return rows;
    }
}
