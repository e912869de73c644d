package dev.bailiwick.load;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * In charge of the processor time that a piece of work takes, by who takes it.
 *
 * @param server the server's process so far
 * @param postmaster the parent of PostgreSQL's processes, which stay as long as the pools keep their connections
 */
record Meter(Supplier<Duration> server, ProcessHandle postmaster) {
    /** Processor time, in nanoseconds. */
    record Cost(long server, long postgres, long self) {
        Cost plus(Cost other) {
            return new Cost(server + other.server, postgres + other.postgres, self + other.self);
        }
    }

    Cost of(Runnable work) {
        Map<Long, Long> before = postgres();
        long serverBefore = server.get().toNanos();
        long selfBefore = cpu(ProcessHandle.current());
        work.run();
        long self = cpu(ProcessHandle.current()) - selfBefore;
        long postgres = 0;
        for (Map.Entry<Long, Long> process : postgres().entrySet()) {
            postgres += process.getValue() - before.getOrDefault(process.getKey(), 0L);
        }
        return new Cost(server.get().toNanos() - serverBefore, postgres, self);
    }

    private Map<Long, Long> postgres() {
        Map<Long, Long> all = new HashMap<>();
        postmaster.children().forEach(child -> all.put(child.pid(), cpu(child)));
        return all;
    }

    private static long cpu(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
    }
}
