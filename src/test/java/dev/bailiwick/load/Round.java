package dev.bailiwick.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Clients that write at once for a while, each as fast as it is answered.
 *
 * @param clients a thread each: one batch
 * @param time how long; what has begun is ended
 */
record Round(List<Runnable> clients, Duration time) {
    /**
     * What came of it.
     *
     * @param latencies of each batch, in nanoseconds
     */
    record Result(double rowsPerSecond, long[] latencies, Meter.Cost cost) {}

    Result run(Meter meter) {
        List<long[]> latencies = new ArrayList<>();
        long from = System.nanoTime();
        Meter.Cost cost = meter.of(() -> latencies.addAll(write(from + time.toNanos())));
        double seconds = (System.nanoTime() - from) / 1e9;
        long[] all = latencies.stream().flatMapToLong(Arrays::stream).toArray();
        return new Result(all.length * Client.ROWS / seconds, all, cost);
    }

    private List<long[]> write(long end) {
        try (ExecutorService threads = Executors.newFixedThreadPool(clients.size())) {
            List<Future<long[]>> running = clients.stream()
                    .map(client -> threads.submit(() -> write(client, end)))
                    .toList();
            List<long[]> latencies = new ArrayList<>();
            for (Future<long[]> client : running) {
                latencies.add(client.get());
            }
            return latencies;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private long[] write(Runnable client, long end) {
        long[] latencies = new long[64];
        int count = 0;
        while (System.nanoTime() < end) {
            long from = System.nanoTime();
            client.run();
            if (count == latencies.length) {
                latencies = Arrays.copyOf(latencies, 2 * count);
            }
            latencies[count++] = System.nanoTime() - from;
        }
        return Arrays.copyOf(latencies, count);
    }
}
