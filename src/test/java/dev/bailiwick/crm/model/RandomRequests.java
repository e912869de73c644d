package dev.bailiwick.crm.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;

/** Requests drawn at random, from few values, so that they meet. */
final class RandomRequests {
    private static final List<String> NAMES = List.of("Boyle", "Okafor", "Lindqvist");
    private static final List<String> EMAILS = List.of("a@b.co", "A@B.CO", "c@d.co", " e@f.co", "g@h.co", "no address");
    private static final List<String> KEYS = List.of("K1", "k1", "K2", "K3 ", "K4", "K5", "K6");
    private final RandomGenerator random;
    private final List<Long> accounts;

    RandomRequests(long seed, List<Long> accounts) {
        this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        this.accounts = accounts;
    }

    private boolean percent(int percent) {
        return random.nextInt(100) < percent;
    }

    private <T> T one(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    /** Whether to take it back at once. */
    boolean takesBack() {
        return percent(15);
    }

    Request next(List<Long> known) {
        Request.Kind kind = one(Arrays.asList(
                Request.Kind.INSERT,
                Request.Kind.UPDATE,
                Request.Kind.UPDATE,
                Request.Kind.UPSERT,
                Request.Kind.UPSERT,
                Request.Kind.UPSERT,
                Request.Kind.DELETE));
        String external = kind != Request.Kind.INSERT && kind != Request.Kind.UPSERT && percent(40)
                ? one(List.of("External_ID", "External_Contact_ID", "External_Campaign_ID"))
                : null;
        List<String> checked = kind != Request.Kind.UPSERT || percent(60)
                ? List.of()
                : one(List.of(
                        List.of("Email"),
                        List.of("External_Contact_ID"),
                        List.of("External_Campaign_ID", "External_ID"),
                        List.of("Email", "External_ID")));
        List<Row> rows = new ArrayList<>();
        int count = 1 + random.nextInt(5);
        for (int i = 0; i < count; i++) {
            rows.add(row(kind, external, known));
        }
        return new Request(kind, percent(60) ? "admin" : "editor", percent(25), percent(15), external, checked, rows);
    }

    private Row row(Request.Kind kind, @Nullable String external, List<Long> known) {
        if (kind == Request.Kind.DELETE) {
            return new Row(external == null ? id(known) : one(KEYS).strip(), Map.of());
        }
        Map<String, @Nullable Object> values = values(kind == Request.Kind.INSERT || percent(70));
        boolean byId = kind == Request.Kind.UPDATE && external == null || kind == Request.Kind.UPSERT && percent(8);
        return new Row(byId && !percent(4) ? id(known) : null, values);
    }

    private Object id(List<Long> known) {
        return known.isEmpty() || percent(6) ? (Object) 17L : one(known);
    }

    private Map<String, @Nullable Object> values(boolean named) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        if (named && !percent(4)) {
            values.put("Last_Name", percent(4) ? null : one(NAMES));
        }
        maybe(values, 30, "First_Name", Arrays.asList("Ann", "Bo", "", null));
        if (percent(50)) {
            values.put("Email", percent(8) ? null : one(EMAILS));
        }
        maybe(values, 20, "Lead_Source", Arrays.asList("Partner", "Trade Show", "Nowhere", null));
        maybe(values, 15, "Email_Opt_Out", Arrays.asList(true, false, "true", null));
        maybe(values, 15, "Date_of_Birth", Arrays.asList("1990-01-31", "2020-02-30", null));
        maybe(values, 20, "Account_Name", Arrays.asList(accounts.get(0), accounts.get(1), 99L, null));
        for (String key : List.of("External_ID", "External_Contact_ID", "External_Campaign_ID")) {
            if (percent(35)) {
                values.put(key, percent(8) ? null : one(KEYS));
            }
        }
        return values;
    }

    private void maybe(Map<String, @Nullable Object> values, int percent, String name, List<@Nullable Object> from) {
        if (percent(percent)) {
            values.put(name, from.get(random.nextInt(from.size())));
        }
    }
}
