package dev.bailiwick.api;

import dev.bailiwick.bulk.Outcome;
import dev.bailiwick.bulk.Text;
import dev.bailiwick.http.Query;
import dev.bailiwick.http.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** This door's query parameters, each refused with 400 and its remedy where it cannot be read. */
record Parameters(HttpServletRequest request) {
    private static final int MOST = 1000;
    private static final int DEFAULT_LIMIT = 100;
    private static final int LONGEST = 200;

    /** Years that every database and every reader knows. */
    private static final Instant FIRST = Instant.parse("1900-01-01T00:00:00Z");

    private static final Instant LAST = Instant.parse("9999-01-01T00:00:00Z");

    static Refusal bad(String detail) {
        return new Refusal(HttpStatus.BAD_REQUEST, detail);
    }

    /** Refuses every other parameter: one that is spelled wrong would have no effect. */
    void only(String... names) {
        for (String name : names()) {
            if (!Set.of(names).contains(name)) {
                throw bad("there is no parameter " + Text.shortened(name, LONGEST)
                        + (names.length == 0 ? " here" : "; known are " + String.join(", ", names)));
            }
        }
    }

    private List<String> names() {
        // Asking for one tells whether the query can be decoded.
        Query.parameter(request, "limit");
        return Collections.list(request.getParameterNames());
    }

    @Nullable
    String text(String name) {
        String value = Query.parameter(request, name);
        if (value != null && (value.isEmpty() || value.length() > LONGEST || !Text.isStorable(value))) {
            throw bad(name + " must have 1 to " + LONGEST + " characters");
        }
        return value;
    }

    @Nullable
    Instant time(String name) {
        String value = Query.parameter(request, name);
        if (value == null) {
            return null;
        }
        try {
            Instant time = OffsetDateTime.parse(value).toInstant();
            if (time.isAfter(FIRST) && time.isBefore(LAST)) {
                return time;
            }
        } catch (DateTimeException e) {
            throw badTime(name);
        }
        throw badTime(name);
    }

    private static Refusal badTime(String name) {
        return bad(name + " must be a time such as 2026-01-31T12:00:00Z; a + in it is written %2B");
    }

    /** Several, separated by commas. */
    Set<Outcome> outcomes() {
        String value = Query.parameter(request, "outcome");
        Set<Outcome> outcomes = EnumSet.noneOf(Outcome.class);
        for (String word : value == null ? new String[0] : value.split(",", -1)) {
            outcomes.add(Arrays.stream(Outcome.values())
                    .filter(o -> o.word().equals(word.strip()))
                    .findFirst()
                    .orElseThrow(() -> bad("outcome must be of "
                            + Arrays.stream(Outcome.values()).map(Outcome::word).collect(Collectors.joining(", ")))));
        }
        return outcomes;
    }

    /** {@code true}, {@code false}, or false where nobody says. */
    boolean flag(String name) {
        String value = Query.parameter(request, name);
        if (value != null && !value.equals("true") && !value.equals("false")) {
            throw bad(name + " must be true or false");
        }
        return "true".equals(value);
    }

    int limit() {
        return number("limit", DEFAULT_LIMIT, 1, MOST);
    }

    int number(String name, int otherwise, int least, int most) {
        String value = Query.parameter(request, name);
        if (value == null) {
            return otherwise;
        }
        if (value.matches("[0-9]{1,10}")) {
            long number = Long.parseLong(value);
            if (number >= least && number <= most) {
                return (int) number;
            }
        }
        throw bad(name + " must be a number from " + least + " to " + most);
    }

    /** An id, 0 where there is none. */
    long id(String name) {
        String value = Query.parameter(request, name);
        if (value != null && !value.matches("[0-9]{1,18}")) {
            throw bad(name + " must be a value that 'next' told");
        }
        return value == null ? 0 : Long.parseLong(value);
    }

    @Nullable
    UUID after() {
        String value = Query.parameter(request, "after");
        UUID id = value == null ? null : uuid(value);
        if (value != null && id == null) {
            throw bad("after must be a value that 'next' told");
        }
        return id;
    }

    /** So many whole numbers, separated by points; null where there is none. */
    int @Nullable [] numbers(String name, int count) {
        String value = Query.parameter(request, name);
        if (value == null) {
            return null;
        }
        if (!value.matches("[0-9]{1,9}(\\.[0-9]{1,9}){" + (count - 1) + "}")) {
            throw bad(name + " must be a value that 'next' told");
        }
        return Arrays.stream(value.split("\\.", -1)).mapToInt(Integer::parseInt).toArray();
    }

    /** A UUID in its one form, or null. */
    static @Nullable UUID uuid(String text) {
        return text.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}") ? UUID.fromString(text) : null;
    }
}
