package dev.bailiwick.crm.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Contacts as the sheet has them, done in the plainest way: one row after the other on a map. Shares no code with the
 * server.
 */
final class Model {
    static final List<String> TEXTS = List.of("Last_Name", "First_Name", "Email", "Lead_Source", "Date_of_Birth");
    static final List<String> ORG_KEYS = List.of("External_ID", "External_Campaign_ID");
    static final String OWN_KEY = "External_Contact_ID";
    /** In the order in which they find duplicates: external ones as they were made, then the e-mail. */
    private static final List<String> EXTERNAL = List.of("External_ID", OWN_KEY, "External_Campaign_ID");

    private static final Set<String> SOURCES = Set.of("Partner", "Trade Show");
    private final Map<String, Long> users;
    private final Set<Long> accounts;
    private final Map<Long, Contact> contacts;
    /** Where all or none is asked for: who would have which key if nobody minded. */
    private @Nullable Map<String, Long> supposed;

    /** A record. */
    static final class Contact {
        final Map<String, Object> values;
        int version;

        Contact(Map<String, Object> values, int version) {
            this.values = new TreeMap<>(values);
            this.version = version;
        }

        Contact copy() {
            return new Contact(values, version);
        }
    }

    Model(Map<String, Long> users, Set<Long> accounts) {
        this(users, accounts, new TreeMap<>());
    }

    private Model(Map<String, Long> users, Set<Long> accounts, Map<Long, Contact> contacts) {
        this.users = users;
        this.accounts = accounts;
        this.contacts = contacts;
    }

    Map<Long, Contact> contacts() {
        return contacts;
    }

    Model copy() {
        Map<Long, Contact> copies = new TreeMap<>();
        contacts.forEach((id, contact) -> copies.put(id, contact.copy()));
        return new Model(users, accounts, copies);
    }

    /** Takes over what another holds. */
    void become(Model other) {
        contacts.clear();
        contacts.putAll(other.copy().contacts);
    }

    /**
     * Plays a request, and says what each row comes to. Where it is all or none and one fails, nothing changed.
     *
     * @param newId the id of the next record that is made
     */
    List<Expected> play(Request request, LongSupplier newId) {
        Model before = copy();
        supposed = request.atomic() ? allKeys() : null;
        List<Expected> expected = new ArrayList<>();
        for (Row row : request.rows()) {
            expected.add(play(request, row, newId));
        }
        supposed = null;
        if (request.atomic()) {
            boolean failed = expected.stream().anyMatch(e -> e.outcome().equals("rejected")) || !areKeysUnique();
            if (failed) {
                become(before);
                return expected.stream()
                        .map(e -> e.outcome().equals("rejected")
                                ? e
                                : new Expected("not_attempted", null, null, Set.of(), 0))
                        .toList();
            }
        }
        return expected;
    }

    private Expected play(Request request, Row row, LongSupplier newId) {
        long user = Objects.requireNonNull(users.get(request.user()));
        Set<String> faults = new TreeSet<>();
        String by = null;
        Long found = null;
        if (request.kind() == Request.Kind.UPSERT && row.id() == null) {
            List<String> meant = new ArrayList<>();
            Set<Long> candidates = candidates(row, user, request.checked(), meant, faults);
            if (!faults.isEmpty()) {
                return new Expected("rejected", null, null, faults, 0);
            }
            if (!candidates.isEmpty()) {
                found = candidates.iterator().next();
                by = meant.getFirst();
            }
        } else if (request.kind() != Request.Kind.INSERT) {
            by = request.external() == null ? "id" : request.external();
            found = named(request, row, user);
            if (found == null) {
                boolean missing = request.external() == null
                        ? row.id() == null
                        : blank(row.values().get(request.external()));
                if (request.kind() == Request.Kind.DELETE) {
                    missing = false;
                }
                return new Expected("rejected", null, null, Set.of(missing ? "MISSING " + by : "NOT_FOUND "), 0);
            }
        }
        if (request.kind() == Request.Kind.DELETE) {
            int version = Objects.requireNonNull(contacts.remove(found)).version + 1;
            if (supposed != null) {
                Long gone = found;
                supposed.values().removeIf(owner -> owner.equals(gone));
            }
            return new Expected("deleted", found, by, faults, version);
        }
        return apply(request, row, user, found, by, newId, faults);
    }

    private Expected apply(
            Request request,
            Row row,
            long user,
            @Nullable Long found,
            @Nullable String by,
            LongSupplier newId,
            Set<String> faults) {
        Contact was = found == null ? null : contacts.get(found);
        Map<String, Object> values = was == null ? blank() : new TreeMap<>(was.values);
        row.values().forEach((name, value) -> {
            if (!(request.kind() == Request.Kind.UPDATE && name.equals(request.external()))) {
                ask(values, name, value, user, faults);
            }
        });
        if (was == null && !row.values().containsKey("Last_Name")) {
            faults.add("MISSING Last_Name");
        } else if (values.get("Last_Name") == null && row.values().containsKey("Last_Name")) {
            faults.add((was == null ? "MISSING" : "NULL_NOT_ALLOWED") + " Last_Name");
        }
        Set<String> bad = new LinkedHashSet<>();
        faults.forEach(f -> bad.add(f.substring(f.indexOf(' ') + 1)));
        Map<String, Long> taken = supposed == null ? allKeys() : supposed;
        if (supposed == null) {
            keys(values).forEach((key, path) -> {
                Long owner = taken.get(key);
                String field = path.contains(".") ? path.substring(0, path.indexOf('.')) : path;
                if (owner != null && !owner.equals(found) && !bad.contains(field)) {
                    faults.add("TAKEN " + path);
                }
            });
        }
        if (!faults.isEmpty()) {
            return new Expected("rejected", found, found == null ? null : by, faults, was == null ? 0 : was.version);
        }
        long id = found == null ? newId.getAsLong() : found;
        if (was != null && was.values.equals(values)) {
            return new Expected("unchanged", found, by, faults, was.version);
        }
        Contact contact = new Contact(values, was == null ? 1 : was.version + 1);
        contacts.put(id, contact);
        if (supposed != null) {
            Set<String> now = keys(values).keySet();
            supposed.entrySet().removeIf(e -> e.getValue() == id && !now.contains(e.getKey()));
            now.forEach(key -> taken.putIfAbsent(key, id));
        }
        return new Expected(was == null ? "created" : "changed", id, was == null ? null : by, faults, contact.version);
    }

    private static Map<String, Object> blank() {
        Map<String, Object> values = new TreeMap<>();
        values.put("Email_Opt_Out", false);
        return values;
    }

    private void ask(Map<String, Object> values, String name, @Nullable Object value, long user, Set<String> faults) {
        if (name.equals("Email_Opt_Out")) {
            if (value != null && !(value instanceof Boolean)) {
                faults.add("WRONG_TYPE " + name);
            } else {
                values.put(name, value == null ? false : value);
            }
        } else if (name.equals("Account_Name")) {
            if (value == null) {
                values.remove(name);
            } else if (value instanceof Long id && accounts.contains(id)) {
                values.put(name, value);
            } else {
                faults.add("NO_SUCH_REFERENCE " + name);
            }
        } else if (name.equals(OWN_KEY)) {
            Map<String, Object> own = new TreeMap<>();
            if (values.get(name) instanceof Map<?, ?> before) {
                before.forEach((k, v) -> own.put((String) k, v));
            }
            if (blank(value)) {
                own.remove(String.valueOf(user));
            } else if (value instanceof String text) {
                own.put(String.valueOf(user), text);
            } else {
                faults.add("WRONG_TYPE " + name);
            }
            values.put(name, own);
            values.values().removeIf(Map.of()::equals);
        } else {
            text(values, name, value, faults);
        }
    }

    private static void text(Map<String, Object> values, String name, @Nullable Object value, Set<String> faults) {
        if (blank(value)) {
            values.remove(name);
        } else if (!(value instanceof String text)) {
            faults.add("WRONG_TYPE " + name);
        } else if (name.equals("Email") && !text.contains("@")) {
            faults.add("MALFORMED " + name);
        } else if (name.equals("Lead_Source") && !SOURCES.contains(text)) {
            faults.add("NOT_PICKABLE " + name);
        } else if (name.equals("Date_of_Birth") && text.startsWith("2020-02-3")) {
            faults.add("WRONG_TYPE " + name);
        } else {
            values.put(name, name.equals("Email") ? text.strip() : text);
        }
    }

    private static boolean blank(@Nullable Object value) {
        return value == null || value instanceof String text && text.isBlank();
    }

    /** The record that a row names by id or external value; null for none. */
    private @Nullable Long named(Request request, Row row, long user) {
        if (request.external() == null) {
            return row.id() instanceof Long id && contacts.containsKey(id) ? id : null;
        }
        Object value =
                request.kind() == Request.Kind.DELETE ? row.id() : row.values().get(request.external());
        return blank(value) ? null : currentKeys().get(key(request.external(), String.valueOf(value), user));
    }

    private Map<String, Long> currentKeys() {
        return supposed == null ? allKeys() : supposed;
    }

    /** The records that a row's values mean; with a fault where they are several. */
    private Set<Long> candidates(Row row, long user, List<String> checked, List<String> meant, Set<String> faults) {
        List<String> order = new ArrayList<>();
        if (checked.isEmpty()) {
            order.addAll(EXTERNAL);
            order.add("Email");
        } else {
            order.addAll(checked);
            EXTERNAL.stream().filter(f -> !checked.contains(f)).forEach(order::add);
        }
        Long exact = null;
        Map<String, Set<Long>> all = new LinkedHashMap<>();
        for (String field : order) {
            Object value = row.values().get(field);
            if (!(value instanceof String text) || text.isBlank()) {
                continue;
            }
            Set<Long> ids = new LinkedHashSet<>();
            if (field.equals("Email")) {
                contacts.forEach((id, contact) -> {
                    if (contact.values.get("Email") instanceof String email
                            && fold(email).equals(fold(text))) {
                        ids.add(id);
                    }
                });
            } else {
                Long owner = currentKeys().get(key(field, text, user));
                if (owner != null) {
                    ids.add(owner);
                    exact = exact == null ? owner : exact;
                }
            }
            if (!ids.isEmpty()) {
                all.put(field, ids);
                meant.add(field);
            }
        }
        if (all.isEmpty()) {
            return Set.of();
        }
        if (exact == null) {
            Set<Long> sharing = all.getOrDefault("Email", Set.of());
            if (sharing.size() > 1) {
                faults.add("AMBIGUOUS Email");
            }
            return sharing;
        }
        long one = exact;
        all.entrySet().stream()
                .filter(e -> !e.getValue().contains(one))
                .findFirst()
                .ifPresent(e -> faults.add("TWO_MEANT " + e.getKey()));
        return Set.of(one);
    }

    private boolean areKeysUnique() {
        Set<String> seen = new TreeSet<>();
        return contacts.values().stream()
                .allMatch(c -> keys(c.values).keySet().stream().allMatch(seen::add));
    }

    /** Who holds which key. */
    Map<String, Long> allKeys() {
        Map<String, Long> keys = new TreeMap<>();
        contacts.forEach((id, contact) -> keys(contact.values).keySet().forEach(key -> keys.put(key, id)));
        return keys;
    }

    /** The keys of a record, each with the path that is blamed for it. */
    static Map<String, String> keys(Map<String, Object> values) {
        Map<String, String> keys = new TreeMap<>();
        for (String field : ORG_KEYS) {
            if (values.get(field) instanceof String text) {
                keys.put(key(field, text, 0), field);
            }
        }
        if (values.get(OWN_KEY) instanceof Map<?, ?> own) {
            own.forEach((user, text) ->
                    keys.put(key(OWN_KEY, (String) text, Long.parseLong((String) user)), OWN_KEY + "." + user));
        }
        return keys;
    }

    private static String key(String field, String value, long user) {
        return field + "/" + (field.equals(OWN_KEY) ? user : 0) + "/" + fold(value);
    }

    private static String fold(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }
}
