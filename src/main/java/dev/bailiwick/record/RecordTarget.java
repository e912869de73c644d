package dev.bailiwick.record;

import dev.bailiwick.bulk.Batch;
import dev.bailiwick.bulk.Kind;
import dev.bailiwick.bulk.Target;
import dev.bailiwick.bulk.Writer;
import dev.bailiwick.catalog.Catalog;
import dev.bailiwick.catalog.Catalogs;
import dev.bailiwick.catalog.Module;
import dev.bailiwick.zone.Zones;
import java.util.Objects;

/** Records of every module as the pipeline writes them. They rely on the tree and on fields, and change neither. */
record RecordTarget(RecordTable table, Catalogs catalogs, Zones zones) implements Target {
    @Override
    public Kind kind() {
        return Kind.RECORD;
    }

    @Override
    public boolean exclusive(Batch batch) {
        return false;
    }

    @Override
    public Writer begin(Batch batch) {
        Catalog catalog = catalogs.of(batch.actor().orgId());
        Module module = Objects.requireNonNull(
                catalog.modules().get(Objects.requireNonNull(batch.module())), "doors name modules that exist");
        Form form = Form.of(module);
        return module.isStores()
                ? new StoreWriter(batch, catalog, form, table, zones)
                : new RecordWriter(
                        batch,
                        catalog,
                        form,
                        table,
                        new Keys(module, batch.actor().userId()));
    }
}
