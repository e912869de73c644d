package dev.bailiwick.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The server and the bare SQL, measured in turns at the same load. */
final class Comparison {
    /** Processor time is in microseconds a row. */
    static final String HEAD = """
            | changes | clients | rows/s | bare SQL | ratio (rounds) | p50 ms | p99 ms | p99/p50 | bare p50 | bare p99 \
            | CPU server | PostgreSQL | client | bare: PostgreSQL | client |
            |---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|""";

    private final Load load;
    private final Measured server = new Measured();
    private final Measured bare = new Measured();

    Comparison(Load load) {
        this.load = load;
    }

    void add(Round.Result throughServer, Round.Result bySql) {
        server.add(throughServer);
        bare.add(bySql);
    }

    /** How much of the bare SQL's pace the server keeps: the median of the rounds, whose halves lie beside each other. */
    private double ratio() {
        return Measured.median(ratios());
    }

    private List<Double> ratios() {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < server.rates().size(); i++) {
            ratios.add(server.rates().get(i) / bare.rates().get(i));
        }
        return ratios;
    }

    private String lowestToHighest() {
        List<Double> sorted = ratios().stream().sorted().toList();
        return String.format(Locale.ROOT, "%.2f to %.2f", sorted.getFirst(), sorted.getLast());
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %.0f | %.0f | %.2f (%s) | %.1f | %.1f | %.1f | %.1f | %.1f | %.0f | %.0f | %.0f | %.0f | %.0f |",
                load.change(),
                load.clients(),
                Measured.median(server.rates()),
                Measured.median(bare.rates()),
                ratio(),
                lowestToHighest(),
                server.latency(0.5),
                server.latency(0.99),
                server.latency(0.99) / server.latency(0.5),
                bare.latency(0.5),
                bare.latency(0.99),
                server.serverCpu(),
                server.postgresCpu(),
                server.ownCpu(),
                bare.postgresCpu(),
                bare.ownCpu());
    }
}
