package dev.bailiwick.bulk;

import java.util.Map;
import java.util.TreeMap;

/**
 * A reason, without words.
 *
 * @param code what is wrong
 * @param path where in the item: a field, or {@code field.key} in a map; empty for the item as a whole
 * @param args what the wording needs, as named at the code
 */
public record Fault(FaultCode code, String path, Map<String, Object> args) {
    private static final int LONGEST_PATH = 300;
    private static final int LONGEST_QUOTE = 200;

    /** What it quotes is cut here, so that an answer, its stored receipt and its repetition are the same. */
    public Fault {
        path = Text.quoted(path, LONGEST_PATH);
        TreeMap<String, Object> quoted = new TreeMap<>(args);
        quoted.replaceAll((name, value) -> value instanceof String text ? Text.quoted(text, LONGEST_QUOTE) : value);
        args = quoted;
    }

    public static Fault of(FaultCode code, String path) {
        return new Fault(code, path, Map.of());
    }

    public static Fault of(FaultCode code, String path, String arg, Object value) {
        return new Fault(code, path, Map.of(arg, value));
    }

    /** The field, without the key inside it. */
    public String field() {
        return fieldOf(path);
    }

    /** The field of a path, without the key inside it. */
    public static String fieldOf(String path) {
        int dot = path.indexOf('.');
        return dot < 0 ? path : path.substring(0, dot);
    }

    /** An argument as text, empty where the code has none of this name. */
    public String arg(String name) {
        Object value = args.get(name);
        return value == null ? "" : value.toString();
    }
}
