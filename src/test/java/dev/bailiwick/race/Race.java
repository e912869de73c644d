package dev.bailiwick.race;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Requests that start at once, and what was answered. */
final class Race {
    private static final JsonMapper JSON = new JsonMapper();

    private Race() {}

    /** One request. */
    interface Runner extends Callable<HttpResponse<String>> {}

    /**
     * An answer of the door.
     *
     * @param codes the codes of the errors of each row
     */
    record Answer(int status, List<List<Integer>> codes, String body) {
        boolean won() {
            return status == 200 || status == 201;
        }

        /** The one code of the one row. */
        int code() {
            assertThat(codes).as(body).hasSize(1);
            assertThat(codes.getFirst()).as(body).hasSize(1);
            return codes.getFirst().getFirst();
        }
    }

    static List<Answer> run(Runner... runners) {
        return run(Arrays.asList(runners));
    }

    /** Runs all, from one moment, and returns their answers in order; none is anything but the sheet's statuses. */
    static List<Answer> run(List<? extends Runner> runners) {
        CyclicBarrier start = new CyclicBarrier(runners.size());
        List<Answer> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<HttpResponse<String>>> futures = new ArrayList<>();
            for (Runner runner : runners) {
                futures.add(threads.submit(() -> {
                    start.await();
                    return runner.call();
                }));
            }
            for (Future<HttpResponse<String>> future : futures) {
                answers.add(answer(future.get()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        }
        return answers;
    }

    static Answer answer(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isIn(200, 201, 207, 400);
        List<List<Integer>> codes = new ArrayList<>();
        for (JsonNode row : JSON.readTree(response.body()).path("response")) {
            List<Integer> ofRow = new ArrayList<>();
            row.path("errors").forEach(error -> ofRow.add(error.path("code").asInt()));
            codes.add(ofRow);
        }
        return new Answer(response.statusCode(), codes, response.body());
    }

    /** Exactly one won, and each loser's one row says why. */
    static void requireOneWinner(List<Answer> answers, Integer... codes) {
        assertThat(answers.stream().filter(Answer::won))
                .as("winners of " + answers)
                .hasSize(1);
        answers.stream()
                .filter(answer -> !answer.won())
                .forEach(answer -> assertThat(answer.code()).as(answer.body()).isIn((Object[]) codes));
    }
}
