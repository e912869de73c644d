package dev.bailiwick.crm;

import static dev.bailiwick.zone.ZoneFields.CODE;
import static dev.bailiwick.zone.ZoneFields.DESCRIPTION;
import static dev.bailiwick.zone.ZoneFields.MANAGER;
import static dev.bailiwick.zone.ZoneFields.NAME;
import static dev.bailiwick.zone.ZoneFields.PARENT;
import static dev.bailiwick.zone.ZoneFields.PERMISSION;
import static dev.bailiwick.zone.ZoneFields.READ_ONLY;
import static dev.bailiwick.zone.ZoneFields.RULES;

import dev.bailiwick.bulk.Entity;
import dev.bailiwick.bulk.Stamps;
import dev.bailiwick.catalog.Catalog;
import dev.bailiwick.catalog.Field;
import dev.bailiwick.catalog.Module;
import dev.bailiwick.org.People.Person;
import dev.bailiwick.record.Records;
import dev.bailiwick.zone.Territory;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A territory as this door shows it (sheet, 3.1).
 *
 * @param people what users are called
 * @param inner what is told of the manager besides
 * @param include which rules are told
 * @param catalog what fields they may name
 */
record TerritoryTree(Map<Long, Person> people, Set<String> inner, List<String> include, Catalog catalog) {
    private static final String INCLUDE = "include";

    /** The members of criteria in the order in which people write them (sheet, 3.3). */
    private static final List<String> PARTS = List.of("group_operator", "group", "comparator", "field", "value");

    /** The rules in the order in which they are told. */
    private static final List<String> CRITERIA =
            List.of("account_rule_criteria", "lead_rule_criteria", "deal_rule_criteria");

    private static final String INNER = "include_inner_details";
    private static final String ZUID = "manager.zuid";
    private static final String STATUS = "manager.status";

    /** As the request wants them; what the first version of this door has not, it leaves out. */
    static TerritoryTree of(Call call, Map<Long, Person> people, Records records) {
        List<String> inner = call.list(INNER);
        if (!inner.stream().allMatch(Set.of(ZUID, STATUS)::contains)) {
            throw CrmError.badParameter(INNER);
        }
        List<String> include = call.list(INCLUDE);
        if (!CRITERIA.containsAll(include)) {
            throw CrmError.badParameter(INCLUDE);
        }
        return new TerritoryTree(
                people,
                call.isFirstVersion() ? Set.of() : Set.copyOf(inner),
                CRITERIA.stream().filter(include::contains).toList(),
                include.isEmpty() ? Catalog.EMPTY : records.catalog(call.orgId()));
    }

    Tree of(Territory territory) {
        Entity zone = territory.zone();
        Stamps stamps = Objects.requireNonNull(zone.stamps());
        String permission = zone.text(PERMISSION);
        Tree tree = new Tree()
                .put("id", String.valueOf(zone.id()))
                .put("name", zone.text(NAME))
                .put("api_name", zone.text(CODE))
                .put("description", zone.text(DESCRIPTION))
                .put("manager", manager(zone.reference(MANAGER)))
                .put("reporting_to", named("name", territory.parentName(), zone.reference(PARENT)))
                .put("permission_type", permission == null ? READ_ONLY : permission);
        for (String name : include) {
            String module = Objects.requireNonNull(TerritoryReader.CRITERIA.get(name));
            if (catalog.placed().contains(module)) {
                tree.put(name, criteria(zone.map(RULES).get(module), catalog.module(module)));
            }
        }
        return tree.put("created_time", Answers.time(stamps.createdAt()))
                .put("modified_time", Answers.time(stamps.modifiedAt()))
                .put("created_by", Answers.user(stamps.createdBy(), people))
                .put("modified_by", Answers.user(stamps.modifiedBy(), people));
    }

    private @Nullable Tree manager(@Nullable Long id) {
        if (id == null) {
            return null;
        }
        Tree manager = Answers.user(id, people);
        if (inner.contains(ZUID)) {
            manager.put("zuid", String.valueOf(id));
        }
        if (inner.contains(STATUS)) {
            // Users who are there are active.
            manager.put("status", "active");
        }
        return manager;
    }

    /** Criteria with the ids of the fields that they name. */
    static @Nullable Object criteria(@Nullable Object stored, @Nullable Module module) {
        if (stored instanceof List<?> list) {
            return list.stream().map(part -> criteria(part, module)).toList();
        }
        if (!(stored instanceof Map<?, ?> map)) {
            return stored;
        }
        Tree shown = new Tree();
        map.entrySet().stream()
                .sorted(Comparator.comparing(TerritoryTree::place))
                .forEach(member -> {
                    Object name = member.getKey();
                    Object value = member.getValue();
                    Field field = value instanceof Map<?, ?> named && name.equals("field") && module != null
                            ? module.field(String.valueOf(named.get("api_name")))
                            : null;
                    shown.put(
                            String.valueOf(name),
                            field == null
                                    ? criteria(value, module)
                                    : new Tree().put("api_name", field.name()).put("id", MetaIds.of(field)));
                });
        return shown;
    }

    /** Those that are not listed come behind. */
    private static int place(Map.Entry<?, ?> member) {
        int place = PARTS.indexOf(String.valueOf(member.getKey()));
        return place < 0 ? PARTS.size() : place;
    }

    /** What has this id, under this name; null where there is none. */
    static @Nullable Tree named(String member, @Nullable String name, @Nullable Long id) {
        return id == null ? null : new Tree().put(member, name).put("id", String.valueOf(id));
    }
}
