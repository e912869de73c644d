package dev.bailiwick;

import dev.bailiwick.batch.Batches;
import dev.bailiwick.bulk.Ledger;
import dev.bailiwick.bulk.Pipeline;
import dev.bailiwick.bulk.Target;
import dev.bailiwick.catalog.Catalogs;
import dev.bailiwick.db.LedgerTable;
import dev.bailiwick.db.Transactions;
import dev.bailiwick.org.Grants;
import dev.bailiwick.org.OAuth;
import dev.bailiwick.org.Orgs;
import dev.bailiwick.org.People;
import dev.bailiwick.org.SignIn;
import dev.bailiwick.record.Records;
import dev.bailiwick.zone.Zones;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * The features, put together over one database; the same for the server, the command line and the tests.
 *
 * @param pipeline writes everything
 * @param batches what ran
 * @param zones the tree
 * @param records rows of modules
 * @param orgs settings, users and clients
 * @param signIn who is who by password
 * @param oauth who is who by token, and tokens for clients that ask
 * @param grants tokens that an admin hands out
 * @param people what users are called
 */
public record Core(
        Pipeline pipeline,
        Batches batches,
        Zones zones,
        Records records,
        Orgs orgs,
        SignIn signIn,
        OAuth oauth,
        Grants grants,
        People people) {
    /**
     * What who runs a server may set.
     *
     * @param retention how long receipts are kept and batches can be undone, a day at least
     * @param mostZones how many zones an org may have (sheet of records, 3.2)
     */
    public record Settings(Duration retention, int mostZones) {
        /** Where nobody says otherwise. */
        public static final Settings USUAL = new Settings(Duration.ofDays(90), 100_000);
    }

    /** Puts the features together over a pool of connections of the server's role. */
    public static Core over(DataSource database, InstantSource clock, Settings settings) {
        JdbcClient jdbc = JdbcClient.create(database);
        Transactions transactions = new Transactions(new JdbcTemplate(database), new JdbcTransactionManager(database));
        Ledger ledger = new LedgerTable(jdbc, transactions);
        Catalogs catalogs = new Catalogs(jdbc);
        Zones zones = new Zones(jdbc, transactions, ledger);
        Records records = new Records(jdbc, transactions, catalogs, zones);
        Orgs orgs = new Orgs(jdbc, transactions, zones, records);
        List<Target> targets = new ArrayList<>(orgs.targets());
        targets.add(zones.target(catalogs, records.guard(), settings.mostZones()));
        targets.add(records.target());
        Pipeline pipeline = new Pipeline(ledger, clock, targets, records.follower());
        OAuth oauth = orgs.oauth(clock);
        Batches batches = new Batches(jdbc, transactions, clock, settings.retention(), List.of(oauth));
        return new Core(
                pipeline,
                batches,
                zones,
                records,
                orgs,
                orgs.signIn(clock),
                oauth,
                orgs.grants(oauth, clock),
                orgs.people(clock));
    }
}
