package dev.bailiwick.org;

import dev.bailiwick.bulk.Batch;
import dev.bailiwick.bulk.Claim;
import dev.bailiwick.bulk.Draft;
import dev.bailiwick.bulk.Entity;
import dev.bailiwick.bulk.Item;
import dev.bailiwick.bulk.Judge;
import dev.bailiwick.bulk.Key;
import dev.bailiwick.bulk.Kind;
import dev.bailiwick.bulk.Owner;
import dev.bailiwick.bulk.Target;
import dev.bailiwick.bulk.Writer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Users as the pipeline writes them. */
record UserTarget(OrgTable table, Passwords passwords) implements Target {
    @Override
    public Kind kind() {
        return Kind.USER;
    }

    @Override
    public boolean exclusive(Batch batch) {
        return false;
    }

    @Override
    public Writer begin(Batch batch, Instant now) {
        return new UserWriter(table, passwords, batch.actor().orgId());
    }

    private record UserWriter(OrgTable table, Passwords passwords, long orgId) implements Writer {
        @Override
        public Set<Claim> mentions(Item item) {
            return item.key() instanceof Key.Unique login ? Set.of(login.claim()) : Set.of();
        }

        @Override
        public Judge resolve(List<Item> items, Set<Long> ids, Map<Claim, Owner> owners) {
            return new UserJudge(table.users(orgId, ids), passwords);
        }

        @Override
        public Map<Long, Entity> write(List<Draft> drafts, Instant now) {
            return table.writeUsers(orgId, drafts, now);
        }
    }
}
