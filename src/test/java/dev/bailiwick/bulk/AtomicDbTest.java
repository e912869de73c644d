package dev.bailiwick.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.TestServer;
import dev.bailiwick.race.Invariants;
import dev.bailiwick.zone.ZoneFields;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Batches of which all rows hold, or none. */
class AtomicDbTest {
    private static final DoorRules ANY = new DoorRules() {
        @Override
        public boolean requires(String field) {
            return field.equals(ZoneFields.NAME);
        }

        @Override
        public boolean wantsActiveParent() {
            return true;
        }
    };

    private final TestServer.Org org = TestServer.shared().org("""
            zones:
              - {code: root, name: ROOT}
              - {code: a, name: A, parent: root, externalIds: {erp: X}}
              - {code: b, name: B, parent: a, externalIds: {erp: Y}}
              - {code: c, name: C, parent: root}
            """);

    private Report run(boolean dryRun, List<Item> items) {
        Batch batch =
                new Batch(org.actor(), "test", Kind.ZONE, items, new Options(Options.Mode.ATOMIC, dryRun, false), ANY);
        return org.server().core().pipeline().run(batch);
    }

    private static Item update(int index, String code, Map<String, @Nullable Object> values) {
        Key key = new Key.Unique("code", ZoneFields.codeKey(code));
        return new Item(index, Verb.UPDATE, key, values, List.of(), List.of());
    }

    private Map<String, String> names() {
        Map<String, String> names = new java.util.TreeMap<>();
        for (String line : org.get("/api/v1/org").body().split("\n")) {
            if (line.startsWith("  - code:")) {
                names.put(line.substring(10), "");
            } else if (line.startsWith("    name:")) {
                names.replaceAll((code, name) -> name.isEmpty() ? line.substring(10) : name);
            }
        }
        return names;
    }

    @Test
    void namesParentsAndExternalIdsCanBeSwapped() {
        Report report = run(
                false,
                List.of(
                        update(
                                0,
                                "a",
                                Map.of(
                                        ZoneFields.NAME,
                                        "B",
                                        ZoneFields.PARENT,
                                        "b",
                                        ZoneFields.EXTERNAL_IDS,
                                        Map.of("erp", "Y"))),
                        update(
                                1,
                                "b",
                                Map.of(
                                        ZoneFields.NAME,
                                        "A",
                                        ZoneFields.PARENT,
                                        "root",
                                        ZoneFields.EXTERNAL_IDS,
                                        Map.of("erp", "X")))));
        assertThat(report.receipts()).extracting(Receipt::outcome).containsOnly(Outcome.CHANGED);
        assertThat(names()).containsEntry("\"a\"", "\"B\"").containsEntry("\"b\"", "\"A\"");
        Invariants.check(org.server().database(), org.id());
    }

    @Test
    void activityIsJudgedAtTheEnd() {
        Report report = run(
                false,
                List.of(
                        update(0, "a", Map.of(ZoneFields.ACTIVE, false)),
                        update(1, "b", Map.of(ZoneFields.ACTIVE, false))));
        assertThat(report.receipts()).extracting(Receipt::outcome).containsOnly(Outcome.CHANGED);
        Report back = run(
                false,
                List.of(
                        update(0, "b", Map.of(ZoneFields.ACTIVE, true)),
                        update(1, "a", Map.of(ZoneFields.ACTIVE, true))));
        assertThat(back.receipts()).extracting(Receipt::outcome).containsOnly(Outcome.CHANGED);
    }

    @Test
    void oneFaultStopsAllAndTheInnocentAreToldSo() {
        Map<String, String> before = names();
        Report report = run(
                false,
                List.of(
                        update(0, "a", Map.of(ZoneFields.NAME, "New")),
                        update(1, "b", Map.of(ZoneFields.NAME, "C", ZoneFields.ADMIN, BigDecimal.ONE)),
                        update(2, "c", Map.of())));
        assertThat(report.receipts())
                .extracting(Receipt::outcome)
                .containsExactly(Outcome.NOT_ATTEMPTED, Outcome.REJECTED, Outcome.NOT_ATTEMPTED);
        assertThat(report.receipts().get(1).faults())
                .extracting(Fault::code)
                .containsExactly(FaultCode.TAKEN, FaultCode.WRONG_TYPE);
        assertThat(names()).isEqualTo(before);
        Invariants.check(org.server().database(), org.id());
    }

    @Test
    void aDryRunTellsTheSameReceipts() {
        List<Item> items =
                List.of(update(0, "a", Map.of(ZoneFields.NAME, "B")), update(1, "b", Map.of(ZoneFields.NAME, "A")));
        Map<String, String> before = names();
        Report dry = run(true, items);
        assertThat(dry.batchId()).isNull();
        assertThat(names()).isEqualTo(before);
        Report real = run(false, items);
        assertThat(real.receipts()).isEqualTo(dry.receipts());
        assertThat(real.batchId()).isNotNull();
    }

    @Test
    void manyRowsAreOneBatch() {
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < 12_000; i++) {
            // Each below the one before it, last first: parents may stand after their children.
            int at = 12_000 - 1 - i;
            Map<String, @Nullable Object> values = Map.of(
                    ZoneFields.CODE, "z" + at,
                    ZoneFields.NAME, "Zone " + at,
                    ZoneFields.PARENT, at % 100 == 0 ? "root" : "z" + (at - 1));
            items.add(new Item(i, Verb.CREATE, new Key.None(), values, List.of(), List.of()));
        }
        Report report = run(false, items);
        assertThat(report.receipts()).extracting(Receipt::outcome).containsOnly(Outcome.CREATED);
        Invariants.check(org.server().database(), org.id());
    }
}
