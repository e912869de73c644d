package dev.bailiwick.zone;

import dev.bailiwick.bulk.Entity;
import dev.bailiwick.bulk.Guard;
import dev.bailiwick.bulk.Target;
import dev.bailiwick.catalog.Catalogs;
import java.util.Collection;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The zones of an org: what other features may ask of them. Written through the pipeline only. */
public final class Zones {
    private final ZoneTable table;

    public Zones(JdbcClient jdbc) {
        this.table = new ZoneTable(jdbc);
    }

    /** How the pipeline writes zones; the guard says where something active is placed. */
    public Target target(Catalogs catalogs, Guard guard) {
        return new ZoneTarget(table, catalogs, guard);
    }

    /** These zones and everything above them, by id; inside the caller's transaction, one statement. */
    public Map<Long, Entity> lines(long orgId, Collection<Long> ids) {
        return table.lines(orgId, ids);
    }

    /** The whole tree, by id; inside the caller's transaction. */
    public Map<Long, Entity> all(long orgId) {
        return table.all(orgId);
    }
}
