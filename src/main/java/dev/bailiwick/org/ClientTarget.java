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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** OAuth clients as the pipeline writes them. */
record ClientTarget(ClientTable table, Passwords passwords) implements Target {
    @Override
    public Kind kind() {
        return Kind.CLIENT;
    }

    @Override
    public boolean exclusive(Batch batch) {
        return false;
    }

    @Override
    public Writer begin(Batch batch, Instant now) {
        return new ClientWriter(table, passwords, batch.actor().orgId());
    }

    private record ClientWriter(ClientTable table, Passwords passwords, long orgId) implements Writer {
        @Override
        public Set<String> references() {
            return Set.of(ClientJudge.USER);
        }

        @Override
        public Set<Claim> mentions(Item item) {
            Set<Claim> claims = new HashSet<>();
            if (item.key() instanceof Key.Unique id) {
                claims.add(id.claim());
            }
            if (item.values().get(ClientJudge.USER) instanceof String login) {
                claims.add(ClientJudge.loginClaim(login));
            }
            return claims;
        }

        @Override
        public Judge resolve(List<Item> items, Set<Long> ids, Map<Claim, Owner> owners) {
            return new ClientJudge(table.clients(orgId, ids), owners, passwords);
        }

        @Override
        public Map<Long, Entity> write(List<Draft> drafts, Instant now) {
            return table.write(orgId, drafts, now);
        }
    }
}
