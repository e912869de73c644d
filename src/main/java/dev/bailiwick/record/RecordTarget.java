package dev.bailiwick.record;

import dev.bailiwick.assignment.Places;
import dev.bailiwick.assignment.Trees;
import dev.bailiwick.bulk.Batch;
import dev.bailiwick.bulk.Kind;
import dev.bailiwick.bulk.Target;
import dev.bailiwick.bulk.Writer;
import dev.bailiwick.catalog.Catalog;
import dev.bailiwick.catalog.Catalogs;
import dev.bailiwick.catalog.Module;
import dev.bailiwick.rule.Moment;
import dev.bailiwick.zone.Zones;
import java.time.Instant;
import java.util.Objects;

/** Records of every module as the pipeline writes them. They rely on the tree and on fields, and change neither. */
record RecordTarget(RecordTable table, FollowerTable followers, Catalogs catalogs, Zones zones, Trees trees)
        implements Target {
    @Override
    public Kind kind() {
        return Kind.RECORD;
    }

    /** What comes to refer to the record that goes, while two become one, would refer to it for good. */
    @Override
    public boolean exclusive(Batch batch) {
        return batch.items().stream()
                .anyMatch(item -> Merging.of(item).findAny().isPresent());
    }

    @Override
    public Writer begin(Batch batch, Instant now) {
        Catalogs.Seen seen = catalogs.seen(batch.actor().orgId());
        Catalog catalog = seen.catalog();
        String name = Objects.requireNonNull(batch.module());
        Module module = catalog.modules().get(name);
        if (module == null) {
            throw new NoSuchModule(name);
        }
        Form form = Form.of(module);
        if (module.isStores()) {
            return new StoreWriter(batch, catalog, form, table, zones);
        }
        Keys keys = new Keys(module, batch.actor().userId());
        Placing placing = Places.MODULES.contains(module.name())
                ? new Placing(
                        followers,
                        zones,
                        module,
                        trees.of(batch.actor().orgId(), seen),
                        new Moment(now, catalog.calendar()))
                : null;
        return new RecordWriter(batch, catalog, form, table, keys, placing);
    }
}
