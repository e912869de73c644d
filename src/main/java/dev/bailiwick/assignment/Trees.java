package dev.bailiwick.assignment;

import dev.bailiwick.catalog.Catalog;
import dev.bailiwick.catalog.Catalogs;
import dev.bailiwick.catalog.Module;
import dev.bailiwick.rule.Criteria;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The trees of all orgs, read again when they changed. */
public final class Trees {
    private final TreeTable table;
    private final Map<Long, Known> known = new ConcurrentHashMap<>();

    public Trees(JdbcClient jdbc) {
        this.table = new TreeTable(jdbc);
    }

    private record Known(long stamp, Catalog catalog, Tree tree) {}

    /**
     * The tree of an org as this transaction sees it: one statement where it changed, else none.
     *
     * @param seen what the transaction sees of the org
     */
    public Tree of(long orgId, Catalogs.Seen seen) {
        Catalog catalog = seen.catalog();
        Known before = known.get(orgId);
        if (before != null && before.stamp() == seen.tree() && before.catalog() == catalog) {
            return before.tree();
        }
        List<Tree.Zone> zones = new ArrayList<>();
        for (TreeTable.Row row : table.zones(orgId)) {
            Map<String, Criteria> rules = new LinkedHashMap<>();
            row.rules().forEach((name, stored) -> {
                Module module = catalog.modules().get(name);
                if (module != null && stored instanceof Map<?, ?> criteria) {
                    rules.put(name, Criteria.of(module, criteria));
                }
            });
            zones.add(new Tree.Zone(
                    row.id(), row.parent(), row.code(), row.name(), row.active(), row.id(), rules, row.defaults()));
        }
        Tree tree = new Tree(zones);
        known.put(orgId, new Known(seen.tree(), catalog, tree));
        return tree;
    }
}
