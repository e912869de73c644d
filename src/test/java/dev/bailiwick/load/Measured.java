package dev.bailiwick.load;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What one side was measured to do, over several rounds. */
final class Measured {
    private final List<Double> rates = new ArrayList<>();
    private long[] latencies = {};
    private Meter.Cost cost = new Meter.Cost(0, 0, 0);
    private long rows;

    void add(Round.Result round) {
        rates.add(round.rowsPerSecond());
        int had = latencies.length;
        latencies = Arrays.copyOf(latencies, had + round.latencies().length);
        System.arraycopy(round.latencies(), 0, latencies, had, round.latencies().length);
        Arrays.sort(latencies);
        cost = cost.plus(round.cost());
        rows += (long) round.latencies().length * Client.ROWS;
    }

    List<Double> rates() {
        return rates;
    }

    long batches() {
        return latencies.length;
    }

    /** In milliseconds; the share is between 0 and 1. */
    double latency(double share) {
        return latencies[(int) Math.min(latencies.length - 1, Math.floor(share * latencies.length))] / 1e6;
    }

    /** In microseconds a row. */
    double serverCpu() {
        return cost.server() / 1e3 / rows;
    }

    double postgresCpu() {
        return cost.postgres() / 1e3 / rows;
    }

    /** Of this process: the client's, and on the side without a server all that is not PostgreSQL. */
    double ownCpu() {
        return cost.self() / 1e3 / rows;
    }

    static double median(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
