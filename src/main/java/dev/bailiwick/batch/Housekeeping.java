package dev.bailiwick.batch;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * In charge of work that one of the servers of a database does now and then: whoever is free when it is due claims its
 * row, so that two never do it at once; if a server dies over it, another takes it up.
 */
public final class Housekeeping {
    private static final Logger log = LoggerFactory.getLogger(Housekeeping.class);
    private static final Duration EVERY = Duration.ofHours(1);

    /** How often a server looks whether something is due; one small statement. */
    private static final Duration LOOK = Duration.ofMinutes(1);

    /** Six of these without a word of a server, and what it claimed is another's. */
    private static final Duration HEARTBEAT = Duration.ofMinutes(1);

    /** How long a stop waits for what runs, which ends early then. */
    private static final Duration STOP = Duration.ofSeconds(5);

    private final Scheduler scheduler;

    public Housekeeping(DataSource database, Batches batches) {
        this(database, batches, EVERY, LOOK, HEARTBEAT);
    }

    Housekeeping(DataSource database, Batches batches, Duration every, Duration look, Duration heartbeat) {
        RecurringTask<Void> purge = Tasks.recurring("purge", FixedDelay.of(every))
                .execute((instance, context) -> {
                    long rows = batches.purge(() -> !context.getSchedulerState().isShuttingDown());
                    if (rows > 0) {
                        log.info(
                                "deleted {} rows of receipts, idempotency keys and tokens that are kept no longer",
                                rows);
                    }
                });
        this.scheduler = Scheduler.create(database)
                .startTasks(purge)
                .threads(1)
                .pollingInterval(look)
                .heartbeatInterval(heartbeat)
                .shutdownMaxWait(STOP)
                .build();
    }

    public void start() {
        scheduler.start();
    }

    /** Waits a little for what runs. */
    public void stop() {
        scheduler.stop();
    }

    boolean isStopping() {
        return scheduler.getSchedulerState().isShuttingDown();
    }
}
