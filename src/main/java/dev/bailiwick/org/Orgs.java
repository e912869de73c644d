package dev.bailiwick.org;

import dev.bailiwick.bulk.Actor;
import dev.bailiwick.bulk.Batch;
import dev.bailiwick.bulk.DoorRules;
import dev.bailiwick.bulk.Item;
import dev.bailiwick.bulk.Kind;
import dev.bailiwick.bulk.Ledger;
import dev.bailiwick.bulk.Once;
import dev.bailiwick.bulk.Options;
import dev.bailiwick.bulk.Pipeline;
import dev.bailiwick.bulk.Report;
import dev.bailiwick.bulk.Role;
import dev.bailiwick.bulk.Target;
import dev.bailiwick.catalog.Catalog;
import dev.bailiwick.catalog.Module;
import dev.bailiwick.db.Transactions;
import dev.bailiwick.org.OrgFile.ItemList;
import dev.bailiwick.org.OrgFile.Mistake;
import dev.bailiwick.record.Records;
import dev.bailiwick.zone.Zones;
import java.io.OutputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Orgs: brought to what an org file says, through the same pipeline as every write. */
public final class Orgs {
    /**
     * What the org file demands of a new thing; spelling is the doors' matter, and an org that has inactive zones below
     * inactive ones can be exported and applied again.
     */
    private static final DoorRules FILE_RULES = new DoorRules() {
        private static final Set<String> REQUIRED = Set.of("code", "name", "Code", "Name", "Place");

        @Override
        public boolean requires(String field) {
            return REQUIRED.contains(field);
        }

        /** An org that has rules for leads, and has switched them off, can be exported and applied again. */
        @Override
        public boolean takesAsleep() {
            return true;
        }
    };

    private final OrgTable table;
    private final ClientTable clients;
    private final OAuthTable tokens;
    private final TokenMemory memory = new TokenMemory();
    private final OrgExport export;
    private final Transactions transactions;
    private final Passwords passwords = new Passwords();

    public Orgs(JdbcClient jdbc, Transactions transactions, Zones zones, Records records) {
        this.table = new OrgTable(jdbc);
        this.clients = new ClientTable(jdbc);
        this.tokens = new OAuthTable(jdbc);
        this.transactions = transactions;
        this.export = new OrgExport(table, clients, zones, records);
    }

    /** How the pipeline writes the org's settings, its users and its clients. */
    public List<Target> targets() {
        return List.of(new OrgTarget(table), new UserTarget(table, passwords), new ClientTarget(clients, passwords));
    }

    /** Sign-in for this org's users. */
    public SignIn signIn(InstantSource clock) {
        return new SignIn(table, passwords, transactions, clock, memory);
    }

    /** Tokens of this org's clients. */
    public OAuth oauth(InstantSource clock) {
        return new OAuth(table, clients, tokens, passwords, transactions, clock, memory);
    }

    /** What an admin hands out. */
    public Grants grants(OAuth oauth, InstantSource clock) {
        return new Grants(table, clients, tokens, transactions, oauth, clock);
    }

    /** What this org's users are called. */
    public People people(InstantSource clock) {
        return new People(table, transactions, clock);
    }

    /**
     * What an org is, for those who read its settings.
     *
     * @param title what people call it; null where nobody said
     * @param catalog what it has enabled
     * @param modifiedAt when its settings, modules or fields were changed last
     */
    public record About(long id, String key, @Nullable String title, Catalog catalog, Instant modifiedAt) {}

    /**
     * The org with this id.
     *
     * @throws Ledger.Unavailable when the database is away
     */
    public About about(long orgId) {
        return Objects.requireNonNull(
                transactions
                        .read(orgId, () -> Optional.ofNullable(table.about(orgId)))
                        .orElse(null),
                () -> "no org has the id " + orgId);
    }

    /** Whether an org has this key. */
    public boolean exists(String key) {
        return table.idOf(key) != null;
    }

    /**
     * Who acts for the command line, with the database's credentials: an admin of the org with this key, which need not
     * exist yet.
     */
    public Actor commandLine(String key) {
        Long id = table.idOf(key);
        return new Actor(id == null ? table.newOrgId() : id, key, 0, "(command line)", Role.ADMIN);
    }

    /**
     * Brings an org to what the file says: creates what is missing, changes what differs, leaves alone what is not
     * named. All of it or, where anything is wrong, nothing.
     *
     * @param door how the caller came in, for the batches' records
     * @param once the caller's key for it, or null
     * @throws Ledger.Unavailable when the database is away
     */
    public Applied apply(
            Pipeline pipeline, Actor actor, OrgFile file, String door, boolean dryRun, @Nullable Once once) {
        List<ItemList> lists =
                file.lists().stream().filter(l -> !l.items().isEmpty()).toList();
        boolean doomed = !file.mistakes().isEmpty();
        List<Batch> batches = new ArrayList<>();
        for (ItemList list : lists) {
            Options options = new Options(Options.Mode.ATOMIC, dryRun || doomed, true);
            batches.add(
                    list.kind() == Kind.RECORD
                            ? Batch.ofRecords(actor, door, Module.STORES, list.items(), options, FILE_RULES)
                            : new Batch(actor, door, list.kind(), keyed(list, actor), options, FILE_RULES));
        }
        List<Report> reports = pipeline.runTogether(batches, once);
        return Applied.of(actor.org(), dryRun, file, lists, reports);
    }

    /**
     * Writes one state of an org as an org file that, applied again, changes nothing.
     *
     * @param hashes whether to write the hashes of users' passwords and clients' secrets too
     * @param out should take it quickly: a transaction is open meanwhile
     * @throws Ledger.Unavailable when the database is away
     */
    public void export(long orgId, OrgExport.Format format, boolean hashes, OutputStream out) {
        transactions.snapshot(orgId, () -> {
            export.write(orgId, format, hashes, out);
            return true;
        });
    }

    /** A new org gets the key that the caller said, not what the file may leave out. */
    private static List<Item> keyed(ItemList list, Actor actor) {
        if (list.kind() != Kind.ORG) {
            return list.items();
        }
        return list.items().stream()
                .map(item -> {
                    Map<String, @Nullable Object> values = new LinkedHashMap<>(item.values());
                    values.put("id", actor.orgId());
                    values.put(OrgJudge.KEY, actor.org());
                    return new Item(item.index(), item.verb(), item.key(), values, item.faults(), item.warnings());
                })
                .toList();
    }

    /** Whether this may be an org's key. */
    public static @Nullable Mistake keyMistake(String key) {
        return key.matches("[A-Za-z0-9](-?[A-Za-z0-9])*") && key.length() <= 50
                ? null
                : new Mistake(0, "org", "MALFORMED", "an org's key is 1 to 50 letters, digits and single hyphens");
    }
}
