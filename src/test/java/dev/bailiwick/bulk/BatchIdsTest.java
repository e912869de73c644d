package dev.bailiwick.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class BatchIdsTest {
    private static final Instant NOW = Instant.parse("2026-03-02T09:15:00.123Z");

    @Test
    void aNumberLeadsBackToItsIdAndToNoOther() {
        BatchIds ids = new BatchIds();
        long last = 0;
        // More than the counter has room for within a millisecond.
        for (int i = 0; i < 10_000; i++) {
            UUID id = ids.next(NOW);
            long number = BatchIds.numberOf(id);
            assertThat(number).isGreaterThan(last).isLessThan(1L << 60);
            UUID lowest = Objects.requireNonNull(BatchIds.lowest(number));
            assertThat(lowest.getMostSignificantBits()).isEqualTo(id.getMostSignificantBits());
            last = number;
        }
    }

    @Test
    void whatIsNoNumberOfABatchLeadsNowhere() {
        assertThat(BatchIds.lowest(-1)).isNull();
        assertThat(BatchIds.lowest(1L << 60)).isNull();
        assertThat(BatchIds.lowest(Long.MAX_VALUE)).isNull();
        assertThat(BatchIds.lowest((1L << 60) - 1)).isNotNull();
    }
}
