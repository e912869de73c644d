package dev.bailiwick.bulk;

import java.util.Map;

/**
 * A reason, without words.
 *
 * @param code what is wrong
 * @param path where in the item: a field, or {@code field.key} in a map; empty for the item as a whole
 * @param args what the wording needs, as named at the code
 */
public record Fault(FaultCode code, String path, Map<String, Object> args) {

    public static Fault of(FaultCode code, String path) {
        return new Fault(code, path, Map.of());
    }

    public static Fault of(FaultCode code, String path, String arg, Object value) {
        return new Fault(code, path, Map.of(arg, value));
    }

    /** The field, without the key inside it. */
    public String field() {
        int dot = path.indexOf('.');
        return dot < 0 ? path : path.substring(0, dot);
    }

    /** An argument as text, empty where the code has none of this name. */
    public String arg(String name) {
        Object value = args.get(name);
        return value == null ? "" : value.toString();
    }
}
