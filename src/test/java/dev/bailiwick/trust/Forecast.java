package dev.bailiwick.trust;

import java.util.List;

/** What a request has to be answered with, and the world after it. */
record Forecast(int status, List<Foretold> rows, World after) {
    Forecast {
        rows = List.copyOf(rows);
    }
}
