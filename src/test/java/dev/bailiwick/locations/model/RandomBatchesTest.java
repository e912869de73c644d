package dev.bailiwick.locations.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The batches: they reach every case, come again from their seed, and leave a sound org. */
class RandomBatchesTest extends TriedOrg {

    @Test
    void randomBatchesReachEverything() {
        Set<String> missing = new TreeSet<>(RandomBatches.ALL_CODES);
        missing.addAll(RandomBatches.OWN_CODES);
        missing.addAll(RandomBatches.ALL_SITUATIONS);
        for (long seed = 0; seed < 20; seed++) {
            RandomBatches batches = new RandomBatches(seed);
            ZoneModel org = bound(RandomBatches.org());
            long id = 1000;
            for (int i = 0; i < 250; i++) {
                Expected expected = batches.next(org).applyTo(org);
                for (Expected.Row row : expected.rows()) {
                    if (expected.operation().creates() && row.identified()) {
                        org.bindId(expected.operation(), Objects.requireNonNull(row.code()), id++);
                    }
                }
            }
            missing.removeAll(org.coverage());
            assertThat(org).satisfies(RandomBatchesTest::sound);
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void sameSeedSameBatches() {
        List<String> runs = new ArrayList<>();
        for (int run = 0; run < 2; run++) {
            RandomBatches batches = new RandomBatches(42);
            ZoneModel org = RandomBatches.org();
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < 200; i++) {
                RandomBatches.Batch batch = batches.next(org);
                assertThat(batch.body()).isASCII();
                assertThat(JSON.readTree(batch.body())).hasToString(batch.rows().toString());
                text.append(batch.operation()).append(batch.inheritLocale()).append(batch.rows());
                batch.applyTo(org);
            }
            runs.add(text.toString());
        }
        assertThat(runs.getFirst()).isEqualTo(runs.getLast());
    }

    /** What no batch may break: one top, unique names and values, nothing active under something inactive. */
    private static void sound(ZoneModel model) {
        List<Place> zones = List.copyOf(model.world().zones.values());
        List<Place> stores = List.copyOf(model.world().stores.values());
        assertThat(zones).filteredOn(zone -> zone.parent == null).hasSize(1);
        assertThat(zones).extracting(zone -> TextRules.fold(zone.name)).doesNotHaveDuplicates();
        List<String> values = new ArrayList<>();
        for (List<Place> places : List.of(zones, stores)) {
            for (Place place : places) {
                values.addAll(new TreeSet<>(place.externalIds.values()));
                assertThat(place.externalIds).hasSizeLessThanOrEqualTo(5);
                assertThat(!place.active || model.world().chainActive(place.parent))
                        .isTrue();
            }
        }
        assertThat(values).doesNotHaveDuplicates();
    }
}
