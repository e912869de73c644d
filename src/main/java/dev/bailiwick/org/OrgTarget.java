package dev.bailiwick.org;

import dev.bailiwick.bulk.Batch;
import dev.bailiwick.bulk.Claim;
import dev.bailiwick.bulk.Draft;
import dev.bailiwick.bulk.Entity;
import dev.bailiwick.bulk.Item;
import dev.bailiwick.bulk.Judge;
import dev.bailiwick.bulk.Kind;
import dev.bailiwick.bulk.Owner;
import dev.bailiwick.bulk.Target;
import dev.bailiwick.bulk.Writer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The org's own settings as the pipeline writes them. Every other batch relies on them. */
record OrgTarget(OrgTable table) implements Target {
    @Override
    public Kind kind() {
        return Kind.ORG;
    }

    @Override
    public boolean exclusive(Batch batch) {
        return true;
    }

    @Override
    public Writer begin(Batch batch, Instant now) {
        return new OrgWriter(table, batch.actor().orgId());
    }

    private record OrgWriter(OrgTable table, long orgId) implements Writer {
        @Override
        public Set<Claim> mentions(Item item) {
            return Set.of();
        }

        @Override
        public Judge resolve(List<Item> items, Set<Long> ids, Map<Claim, Owner> owners) {
            return new OrgJudge(table.orgs(orgId));
        }

        @Override
        public Map<Long, Entity> write(List<Draft> drafts, Instant now) {
            return table.writeOrg(orgId, drafts.getFirst(), now);
        }
    }
}
