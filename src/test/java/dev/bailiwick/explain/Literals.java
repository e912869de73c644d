package dev.bailiwick.explain;

import dev.bailiwick.traffic.Sent;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Values of a statement as they are written in SQL, for EXECUTE, which takes no others. */
final class Literals {
    private Literals() {}

    /** All values in their order, with commas. */
    static String of(Sent sent) {
        return sent.values().stream()
                .sorted(Comparator.comparing(Sent.Value::position))
                .map(value -> of(value.value()))
                .collect(Collectors.joining(", "));
    }

    private static String of(@Nullable Object value) {
        return switch (value) {
            case null -> "NULL";
            case Object[] array ->
                quoted(Arrays.stream(array).map(Literals::element).collect(Collectors.joining(",", "{", "}")));
            case String text -> quoted(text);
            case Number number -> quoted(number.toString());
            case Boolean flag -> quoted(flag.toString());
            case byte[] bytes -> quoted("\\x" + HexFormat.of().formatHex(bytes));
            case Timestamp time -> quoted(time.toInstant().toString());
            default -> throw new AssertionError("how is this written in SQL? " + value.getClass());
        };
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static String element(@Nullable Object value) {
        return value == null
                ? "NULL"
                : '"' + value.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
