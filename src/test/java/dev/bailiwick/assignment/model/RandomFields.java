package dev.bailiwick.assignment.model;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Values of records drawn at random, and rules that read them. */
final class RandomFields {
    private static final List<@Nullable String> CITIES = Arrays.asList(
            "Pune", "pune", "PUNE ", "Oslo", "Osló", "OSLO\u0301", "Lima", "Arica", "New York", "York", null);
    private static final List<@Nullable BigDecimal> NUMBERS = Arrays.asList(
            new BigDecimal("0"), new BigDecimal("5E+1"), new BigDecimal("1E+2"), new BigDecimal("100.5"), null);
    private static final Map<String, List<String>> TEXTS = Map.of(
            "Accounts", List.of("Billing_City", "Billing_Country"),
            "Leads", List.of("City", "Company"),
            "Contacts", List.of("Mailing_City"),
            "Deals", List.of("Description"));
    private static final Map<String, String> SUMS =
            Map.of("Accounts", "Annual_Revenue", "Leads", "Annual_Revenue", "Deals", "Amount");

    private final Chance chance;
    private final World world;
    private int names;

    RandomFields(Chance chance, World world) {
        this.chance = chance;
        this.world = world;
    }

    /** A name, or an address, that no record has yet. */
    String name(String module) {
        names++;
        return module.equals("Accounts") || module.equals("Deals") ? module + " " + names : "p" + names + "@x.co";
    }

    /** The name of a record, perhaps in other letters. */
    String again(Thing record) {
        String name = String.valueOf(record.values.get(Objects.requireNonNull(Model.NAMES.get(record.module))));
        return chance.percent(30) ? name.toUpperCase(Locale.ROOT) : name;
    }

    /** A new record's. */
    Map<String, @Nullable Object> all(String module) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put(Objects.requireNonNull(Model.NAMES.get(module)), name(module));
        if (module.equals("Leads") || module.equals("Contacts")) {
            values.put("Last_Name", "Okafor");
        } else if (module.equals("Deals")) {
            values.put("Stage", "Qualification");
        }
        values.putAll(some(module));
        return values;
    }

    Map<String, @Nullable Object> some(String module) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (String text : Objects.requireNonNull(TEXTS.get(module))) {
            if (chance.percent(55)) {
                values.put(text, CITIES.get(chance.below(CITIES.size())));
            }
        }
        String sum = SUMS.get(module);
        if (sum != null && chance.percent(55)) {
            values.put(sum, NUMBERS.get(chance.below(NUMBERS.size())));
        }
        boolean deal = module.equals("Deals");
        if (deal && chance.percent(50)) {
            values.put("Contact_Name", link("Contacts"));
        }
        if ((deal || module.equals("Contacts")) && chance.percent(50)) {
            values.put("Account_Name", link("Accounts"));
        }
        return values;
    }

    /** What no record has yet. */
    Map<String, @Nullable Object> other(String module) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put(Objects.requireNonNull(TEXTS.get(module)).getFirst(), "Place " + ++names);
        return values;
    }

    private @Nullable Long link(String module) {
        List<Thing> all = world.of(module);
        return all.isEmpty() || chance.percent(12) ? null : (Long) chance.one(all).id;
    }

    /** @param depth of groups, at most */
    Map<String, Object> criteria(String module, int depth) {
        if (depth > 0 && chance.percent(45)) {
            List<Object> group = new ArrayList<>();
            for (int i = 2 + chance.below(2); i > 0; i--) {
                group.add(criteria(module, depth - 1));
            }
            return Map.of("group_operator", chance.one(List.of("AND", "OR", "and", "or")), "group", group);
        }
        String sum = SUMS.get(module);
        if (sum != null && chance.percent(25)) {
            return leaf(
                    sum,
                    chance.one(List.of("greater_than", "equal", "not_equal")),
                    chance.one(List.of("0", "50", "100")));
        }
        String comparator = chance.one(List.of("equal", "not_equal", "not_equal", "in", "contains", "starts_with"));
        Object value = switch (comparator) {
            case "in" -> List.of(city(), city(), city());
            case "contains", "starts_with" -> {
                String city = city();
                yield city.substring(0, 1 + chance.below(city.length() - 1)).strip();
            }
            default -> city();
        };
        return leaf(chance.one(Objects.requireNonNull(TEXTS.get(module))), comparator, value);
    }

    /** Lets in most records. */
    Map<String, Object> loose(String module) {
        return leaf(chance.one(Objects.requireNonNull(TEXTS.get(module))), "not_equal", "Pune");
    }

    private String city() {
        String city = CITIES.get(chance.below(CITIES.size()));
        return city == null ? "Nowhere" : city;
    }

    private static Map<String, Object> leaf(String field, String comparator, Object value) {
        return Map.of("comparator", comparator, "field", Map.of("api_name", field), "value", value);
    }
}
