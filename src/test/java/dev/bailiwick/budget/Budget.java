package dev.bailiwick.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DynamicTest;
import tools.jackson.databind.json.JsonMapper;

/** What the tests of the budget have in common: the same scene with one row and with many costs the same. */
final class Budget {
    static final List<Integer> UPDATES = List.of(1, 10, 100);
    static final List<Integer> CREATES = List.of(1, 10, 50);
    static final Statements STATEMENTS = new Statements();

    private Budget() {}

    interface Scene {
        /** Prepares a batch of so many rows, and returns what runs it. */
        Runnable of(int rows);
    }

    static List<DynamicTest> same(Write write, List<Integer> sizes, Scene scene) {
        return sizes.stream()
                .map(rows -> DynamicTest.dynamicTest(write + ", " + rows + (rows == 1 ? " row" : " rows"), () -> {
                    Runnable batch = scene.of(rows);
                    List<String> statements = STATEMENTS.during(batch);
                    requireBudget(write, statements);
                }))
                .toList();
    }

    static void requireBudget(Write write, List<String> statements) {
        String beginnings = statements.stream()
                .map(s -> s.substring(0, Math.min(80, s.length())))
                .collect(Collectors.joining("\n"));
        assertThat(statements.size()).as("%s:%n%s", write, beginnings).isEqualTo(write.statements);
    }

    static List<DynamicTest> all(List<List<DynamicTest>> tests) {
        return tests.stream().flatMap(List::stream).toList();
    }

    static String rows(int number, IntFunction<String> row) {
        return IntStream.range(0, number).mapToObj(row).collect(Collectors.joining(",\n", "[", "]"));
    }

    /** The ids of records that were made. */
    static List<String> ids(HttpResponse<String> made) {
        List<String> ids = new ArrayList<>();
        JsonMapper.shared()
                .readTree(made.body())
                .path("data")
                .forEach(item -> ids.add(item.path("details").path("id").asString()));
        return ids;
    }
}
