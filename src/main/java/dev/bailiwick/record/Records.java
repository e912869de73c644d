package dev.bailiwick.record;

import dev.bailiwick.bulk.Guard;
import dev.bailiwick.bulk.Target;
import dev.bailiwick.catalog.Catalogs;
import dev.bailiwick.zone.Zones;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The records of an org: what other features may ask of them. Written through the pipeline only. */
public final class Records {
    private final RecordTable table;

    public Records(JdbcClient jdbc) {
        this.table = new RecordTable(jdbc);
    }

    /** How the pipeline writes stores. */
    public Target target(Catalogs catalogs, Zones zones) {
        return new StoreTarget(table, catalogs, zones);
    }

    /** Keeps zones with active stores from being switched off. */
    public Guard activeStores() {
        return table::placesInUse;
    }
}
