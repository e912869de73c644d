package dev.bailiwick.zone;

import static dev.bailiwick.zone.ZoneFields.*;

import dev.bailiwick.bulk.Batch;
import dev.bailiwick.bulk.Guard;
import dev.bailiwick.bulk.Kind;
import dev.bailiwick.bulk.Target;
import dev.bailiwick.bulk.Verb;
import dev.bailiwick.bulk.Writer;
import dev.bailiwick.catalog.Catalogs;
import java.time.Instant;

/** Zones as the pipeline writes them. */
final class ZoneTarget implements Target {
    private final ZoneTable table;
    private final TerritoryTable territories;
    private final Catalogs catalogs;
    private final Guard guard;
    private final int most;

    ZoneTarget(ZoneTable table, TerritoryTable territories, Catalogs catalogs, Guard guard, int most) {
        this.table = table;
        this.territories = territories;
        this.catalogs = catalogs;
        this.guard = guard;
        this.most = most;
    }

    @Override
    public Kind kind() {
        return Kind.ZONE;
    }

    /** Whatever touches the tree, activity or rules: stores, records and other zones rely on it. */
    @Override
    public boolean exclusive(Batch batch) {
        return batch.items().stream()
                .anyMatch(item -> item.verb() != Verb.UPDATE
                        || item.values().containsKey(ACTIVE)
                        || item.values().containsKey(PARENT)
                        || item.values().containsKey(ZoneFields.RULES)
                        || item.values().containsKey(DEFAULT_FOR));
    }

    @Override
    public Writer begin(Batch batch, Instant now) {
        return new ZoneWriter(batch, table, territories, catalogs, guard, most);
    }
}
