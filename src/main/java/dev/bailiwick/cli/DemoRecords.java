package dev.bailiwick.cli;

import dev.bailiwick.Core;
import dev.bailiwick.bulk.Actor;
import dev.bailiwick.bulk.Batch;
import dev.bailiwick.bulk.DoorRules;
import dev.bailiwick.bulk.Item;
import dev.bailiwick.bulk.Key;
import dev.bailiwick.bulk.Kind;
import dev.bailiwick.bulk.Options;
import dev.bailiwick.bulk.Receipt;
import dev.bailiwick.bulk.Report;
import dev.bailiwick.bulk.Verb;
import dev.bailiwick.demo.Companies;
import dev.bailiwick.demo.Customers;
import dev.bailiwick.zone.ZoneFields;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes the customers of a new demo org, as its admin, to whom they then belong. */
final class DemoRecords {
    private static final Options WHOLE = new Options(Options.Mode.ATOMIC, false, true);

    private final Core core;
    private final Actor actor;

    /** By the keys of the demo's own list. */
    private final Map<String, Long> ids = new HashMap<>();

    private DemoRecords(Core core, Actor actor) {
        this.core = core;
        this.actor = actor;
    }

    /**
     * Makes them.
     *
     * @param commandLine who made the org
     * @return how many
     */
    static int load(Core core, Actor commandLine) {
        Actor admin = core.people().of(commandLine.orgId()).values().stream()
                .filter(person -> person.login().equals("admin"))
                .map(person ->
                        new Actor(commandLine.orgId(), commandLine.org(), person.id(), person.login(), person.role()))
                .findFirst()
                .orElse(commandLine);
        DemoRecords records = new DemoRecords(core, admin);
        records.rule(Companies.rules());
        return records.make("Accounts", Customers.accounts())
                + records.make("Accounts", Companies.accounts())
                + records.make("Contacts", Customers.contacts())
                + records.make("Leads", Customers.leads())
                + records.make("Deals", Customers.deals());
    }

    /** Says what zones want, by their codes. */
    private void rule(Map<String, Map<String, Object>> rules) {
        List<Item> items = new ArrayList<>();
        rules.forEach((code, wanted) -> items.add(new Item(
                items.size(),
                Verb.UPDATE,
                new Key.Unique("code", ZoneFields.codeKey(code)),
                Map.of(ZoneFields.RULES, wanted),
                List.of(),
                List.of())));
        run("zones", new Batch(actor, "demo", Kind.ZONE, items, WHOLE, DoorRules.IN_ORDER));
    }

    private Report run(String what, Batch batch) {
        Report report = core.pipeline().run(batch);
        if (report.anyFailed()) {
            throw new IllegalStateException("the demo's own " + what + " are wrong: "
                    + report.receipts().stream()
                            .filter(receipt -> !receipt.outcome().holds())
                            .limit(10)
                            .map(Receipt::faults)
                            .toList());
        }
        return report;
    }

    private int make(String module, List<Map<String, Object>> rows) {
        List<Item> items = new ArrayList<>();
        for (Map<String, Object> row : rows) {
            Map<String, @Nullable Object> values = new LinkedHashMap<>(row);
            for (String lookup : List.of("Account_Name", "Contact_Name")) {
                values.computeIfPresent(lookup, (field, key) -> ids.containsKey(key) ? ids.get(key) : key);
            }
            items.add(new Item(items.size(), Verb.CREATE, new Key.None(), values, List.of(), List.of()));
        }
        Report report = run(module, Batch.ofRecords(actor, "demo", module, items, WHOLE, DoorRules.IN_ORDER));
        for (Receipt receipt : report.receipts()) {
            if (rows.get(receipt.index()).get(Customers.KEY) instanceof String key) {
                ids.put(key, Objects.requireNonNull(receipt.id()));
            }
        }
        return rows.size();
    }
}
