package dev.bailiwick.record;

import dev.bailiwick.bulk.Claim;
import dev.bailiwick.bulk.Text;
import dev.bailiwick.catalog.DataType;
import dev.bailiwick.catalog.Field;
import dev.bailiwick.catalog.Module;
import dev.bailiwick.db.Jsonb;
import dev.bailiwick.record.Condition.Attribute;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * In charge of conditions as SQL: the part of {@link SearchTable}'s statements that says which records {@code r} of a
 * module. What an index holds (ids, keys, the field that finds duplicates, the time of making) is compared by operators
 * that row-level security lets reach it; all else is asked of each record of the module.
 */
final class Where {
    /** What {@link String#strip} takes away. */
    private static final String BLANKS =
            "E'\\t\\n\\u000B\\f\\r\\u001C\\u001D\\u001E\\u001F \\u1680\\u2000\\u2001\\u2002"
                    + "\\u2003\\u2004\\u2005\\u2006\\u2008\\u2009\\u200A\\u2028\\u2029\\u205F\\u3000'";

    private static final String ASCII_BLANKS = "E'\\t\\n\\u000B\\f\\r\\u001C\\u001D\\u001E\\u001F '";

    private static final String FULL_NAME = "(coalesce(r.data ->> '" + Module.FIRST_NAME
            + "', '') || ' ' || coalesce(r.data ->> '" + Module.LAST_NAME + "', ''))";

    private static final int LONGEST_KEY = 1000;

    private final long orgId;
    private final Module module;
    private final long user;
    private final StringBuilder sql = new StringBuilder();
    private final List<Object> params = new ArrayList<>();

    private Where(long orgId, Module module, long user) {
        this.orgId = orgId;
        this.module = module;
        this.user = user;
    }

    /** A condition on records {@code r} of this module. */
    static Where of(long orgId, Module module, long user, Condition condition) {
        Where where = new Where(orgId, module, user);
        where.add(condition);
        return where;
    }

    String sql() {
        return sql.toString();
    }

    List<Object> params() {
        return params;
    }

    /**
     * Like {@link Text#comparable}; ICU, because the case of letters must not depend on the machine's locale. What is
     * ASCII, whose bytes are as many as its characters, is spared that: to bring a text into a Unicode form takes the
     * database a hundred times as long.
     */
    private static String folded(String text) {
        return "(CASE WHEN octet_length(" + text + ") = char_length(" + text + ") THEN lower(btrim(" + text + ", "
                + ASCII_BLANKS + ") COLLATE \"C\") ELSE normalize(lower(upper(normalize(btrim(" + text + ", " + BLANKS
                + "), NFC) COLLATE \"und-x-icu\")), NFC) COLLATE \"C\" END)";
    }

    /** In capitals: unlike small letters, these do not depend on what stands after them, so that parts can be found. */
    private static String capitals(String text) {
        return "(CASE WHEN octet_length(" + text + ") = char_length(" + text + ") THEN upper(" + text
                + " COLLATE \"C\") ELSE upper(normalize(" + text + ", NFC) COLLATE \"und-x-icu\") COLLATE \"C\" END)";
    }

    /** A value that is asked for, in capitals: once a statement. */
    private static final String CAPITALS = "(upper(normalize(?::text, NFC) COLLATE \"und-x-icu\") COLLATE \"C\")";

    private void add(Condition condition) {
        switch (condition) {
            case Condition.All all -> join(all.of(), " AND ", "true");
            case Condition.Any any -> join(any.of(), " OR ", "false");
            case Condition.ChangedAfter after -> put("r.modified_at > ?", Timestamp.from(after.at()));
            case Condition.InZone in -> in(in.zones());
            case Condition.Phone phone -> phone(phone.number());
            case Condition.Mentions mentions -> mentions(mentions.parts());
            case Condition.Compared compared -> {
                switch (compared.attribute()) {
                    case Attribute.Of of -> field(of.field(), compared.operator(), compared.values());
                    case Attribute.Always always -> always(always, compared.operator(), compared.values());
                }
            }
        }
    }

    /**
     * The ids first, from an index that holds all that is asked of them, so that a page by id reads no other records. Other
     * rows say that a word or a rule has to do with the zone.
     */
    private void in(List<Long> zones) {
        put(
                "r.record_id = ANY (ARRAY(SELECT a.record_id FROM assignment a WHERE a.org_id = ?"
                        + " AND a.zone_id = ANY (?::bigint[]) AND a.module = ? AND a.inside))",
                orgId,
                zones.toArray(Long[]::new),
                module.name());
    }

    private void put(String text, Object... values) {
        sql.append(text);
        params.addAll(List.of(values));
    }

    private void join(List<Condition> conditions, String word, String otherwise) {
        put(conditions.isEmpty() ? otherwise : "(");
        for (int i = 0; i < conditions.size(); i++) {
            put(i == 0 ? "" : word);
            add(conditions.get(i));
        }
        put(conditions.isEmpty() ? "" : ")");
    }

    private void always(Attribute.Always attribute, Operator operator, List<Object> values) {
        switch (attribute) {
            case ID -> compared("r.record_id", operator, "bigint", values);
            case CREATED_BY -> compared("r.created_by", operator, "bigint", values);
            case MODIFIED_BY -> compared("r.modified_by", operator, "bigint", values);
            case CREATED_TIME -> time("r.created_at", operator, values);
            case MODIFIED_TIME -> time("r.modified_at", operator, values);
        }
    }

    /** Times are shown to the second: each stands for the whole of it. */
    private void time(String column, Operator operator, List<Object> values) {
        Timestamp from = Timestamp.from((Instant) values.getFirst());
        Timestamp after = Timestamp.from(((Instant) values.getLast()).plus(1, ChronoUnit.SECONDS));
        switch (operator) {
            case EQUALS, BETWEEN -> put("(" + column + " >= ? AND " + column + " < ?)", from, after);
            case NOT_EQUAL -> put("NOT (" + column + " >= ? AND " + column + " < ?)", from, after);
            case GREATER_EQUAL -> put(column + " >= ?", from);
            case GREATER_THAN -> put(column + " >= ?", after);
            case LESS_EQUAL -> put(column + " < ?", after);
            case LESS_THAN -> put(column + " < ?", from);
            case IN -> {
                put("(false");
                for (Object value : values) {
                    put(" OR ");
                    time(column, Operator.EQUALS, List.of(value));
                }
                put(")");
            }
            case STARTS_WITH -> throw new IllegalArgumentException("no time begins with something");
        }
    }

    /**
     * Values that compare as their type in the database does.
     *
     * @param names what stands for the marks in the value
     */
    private void compared(String value, Operator operator, String type, List<?> values, Object... names) {
        put(operator == Operator.BETWEEN ? "(" + value : value, names);
        String mark = "?::" + type;
        Object first = values.getFirst();
        switch (operator) {
            case EQUALS, IN -> put(" = ANY (?::" + type + "[])", (Object) array(type, values));
            case NOT_EQUAL -> put(" IS DISTINCT FROM " + mark, first);
            case GREATER_EQUAL -> put(" >= " + mark, first);
            case GREATER_THAN -> put(" > " + mark, first);
            case LESS_EQUAL -> put(" <= " + mark, first);
            case LESS_THAN -> put(" < " + mark, first);
            case BETWEEN -> {
                put(" >= " + mark + " AND " + value, first);
                params.addAll(List.of(names));
                put(" <= " + mark + ")", values.getLast());
            }
            case STARTS_WITH -> throw new IllegalArgumentException("only texts begin with something");
        }
    }

    private static Object[] array(String type, List<?> values) {
        return type.equals("bigint")
                ? values.toArray(Long[]::new)
                : values.stream()
                        .map(v -> v instanceof BigDecimal number ? number.toPlainString() : (String) v)
                        .toArray(String[]::new);
    }

    private void field(Field field, Operator operator, List<Object> values) {
        boolean exact = operator == Operator.EQUALS || operator == Operator.NOT_EQUAL || operator == Operator.IN;
        if (exact && isKey(field)) {
            put(operator == Operator.NOT_EQUAL ? "NOT " : "");
            key(field, values);
        } else if (exact && !field.unique() && field.name().equals(module.checked())) {
            compared("r.checked", operator, "text", comparable(values));
        } else {
            stored(field, operator, values);
        }
    }

    /** Whether an index holds what the field has of a value. */
    private static boolean isKey(Field field) {
        return field.unique()
                && (field.type().isText() || field.type() == DataType.INTEGER || field.type() == DataType.BIGINT);
    }

    private static List<String> comparable(List<Object> values) {
        return values.stream().map(v -> Text.comparable((String) v)).toList();
    }

    private void key(Field field, List<Object> values) {
        List<String> texts = values.stream()
                .map(v -> v instanceof BigDecimal number ? number.toPlainString() : (String) v)
                .filter(text -> text.length() <= LONGEST_KEY)
                .toList();
        Keys keys = new Keys(module, user);
        List<Claim> claims = texts.stream().map(text -> keys.claim(field, text)).toList();
        if (claims.isEmpty()) {
            put("false");
            return;
        }
        // Codes of stores are unique as they are spelled, and found however they are.
        boolean spelled = module.isStores();
        put(
                "(r.record_id = ANY (ARRAY(SELECT k.entity_id FROM entity_key k WHERE k.org_id = ? AND k.space = ?"
                        + " AND k.user_id = ? AND " + (spelled ? "k.folded" : "k.value") + " = ANY (?::text[])))",
                orgId,
                claims.getFirst().space().number(),
                claims.getFirst().space().user(),
                claims.stream()
                        .map(c -> spelled ? String.valueOf(c.folded()) : c.value())
                        .toArray(String[]::new));
        if (spelled) {
            put(" AND ");
            texts(field, texts);
        }
        put(")");
    }

    private void stored(Field field, Operator operator, List<Object> values) {
        switch (field.type()) {
            case TEXT, TEXTAREA, EMAIL, PHONE, WEBSITE, AUTONUMBER -> text(field, operator, values);
            case INTEGER, BIGINT, DOUBLE, CURRENCY, PERCENT ->
                compared(
                        "(CASE WHEN jsonb_typeof(r.data -> ?) = 'number' THEN (r.data -> ?)::numeric END)",
                        operator,
                        "numeric",
                        values,
                        field.name(),
                        field.name());
            case DATE, DATETIME -> compared("((r.data ->> ?) COLLATE \"C\")", operator, "text", values, field.name());
            case BOOLEAN -> {
                put(operator == Operator.NOT_EQUAL ? "NOT " : "");
                put("coalesce(r.data -> ?, 'false') = to_jsonb(?::boolean)", field.name(), values.getFirst());
            }
            case LOOKUP, OWNERLOOKUP, USERLOOKUP ->
                exact(field, operator, values.stream().map(String::valueOf).toList());
            case PICKLIST -> exact(field, operator, spellings(field, values));
            case MULTISELECTPICKLIST -> several(field, operator, values);
        }
    }

    private void exact(Field field, Operator operator, List<String> texts) {
        put("coalesce((r.data ->> ?)", field.name());
        put(" = ANY (?::text[]), false)", (Object) texts.toArray(String[]::new));
        put(operator == Operator.NOT_EQUAL ? " = false" : "");
    }

    /** The values of the list that are meant; and the value itself, which may have been in the list. */
    private static List<String> spellings(Field field, List<Object> values) {
        List<String> meant = comparable(values);
        List<String> spellings = new ArrayList<>();
        values.forEach(v -> spellings.add((String) v));
        field.pickList().stream()
                .filter(v -> meant.contains(Text.comparable(v)))
                .forEach(spellings::add);
        return spellings;
    }

    private void several(Field field, Operator operator, List<Object> values) {
        if (operator == Operator.STARTS_WITH) {
            put(
                    "EXISTS (SELECT FROM jsonb_array_elements_text(CASE WHEN jsonb_typeof(r.data -> ?) = 'array'"
                            + " THEN r.data -> ? ELSE '[]' END) e WHERE starts_with(" + capitals("e.value") + ", "
                            + CAPITALS + "))",
                    field.name(),
                    field.name(),
                    values.getFirst());
            return;
        }
        put("coalesce(jsonb_exists_any(r.data -> ?", field.name());
        put(", ?::text[]), false)", (Object) spellings(field, values).toArray(String[]::new));
        put(operator == Operator.NOT_EQUAL ? " = false" : "");
    }

    /** The text of a field as it is stored; of the user's own value where each has one. */
    private void value(Field field, UnaryOperator<String> form) {
        if (field.name().equals(Module.FULL_NAME)) {
            put(form.apply(FULL_NAME));
            return;
        }
        if (field.type() == DataType.AUTONUMBER) {
            put(form.apply("(r.record_id::text)"));
            return;
        }
        String value = field.isUsers() ? "(r.data -> ? ->> ?)" : "(r.data ->> ?)";
        String formed = form.apply(value);
        put(formed);
        for (int at = formed.indexOf(value); at >= 0; at = formed.indexOf(value, at + 1)) {
            params.add(field.name());
            if (field.isUsers()) {
                params.add(String.valueOf(user));
            }
        }
    }

    private void text(Field field, Operator operator, List<Object> values) {
        if (operator == Operator.STARTS_WITH) {
            put("coalesce(starts_with(");
            value(field, Where::capitals);
            put(", " + CAPITALS + "), false)", values.getFirst());
            return;
        }
        put(operator == Operator.NOT_EQUAL ? "NOT " : "");
        texts(field, values);
    }

    private void texts(Field field, List<?> values) {
        put("coalesce(");
        value(field, Where::folded);
        put(" = ANY (ARRAY(SELECT " + folded("t.v") + " FROM unnest(?::text[]) AS t(v))), false)", (Object)
                values.toArray(String[]::new));
    }

    private void phone(String number) {
        List<Field> phones = module.fields().values().stream()
                .filter(f -> f.type() == DataType.PHONE)
                .toList();
        put("(false");
        for (Field field : phones) {
            put(" OR upper(translate(r.data ->> ?, ' +-./,:;#*()', '') COLLATE \"C\") = ?", field.name(), number);
        }
        put(")");
    }

    /** First in the record as a whole, which is quickly done, and where it stands there in its fields. */
    private void mentions(List<String> parts) {
        String[] everybodys = module.fields().values().stream()
                .filter(f -> isRead(f) && !f.isUsers())
                .map(Field::name)
                .toArray(String[]::new);
        List<Field> own = module.fields().values().stream()
                .filter(f -> isRead(f) && f.isUsers())
                .toList();
        put("(true");
        for (String part : parts) {
            String json = Jsonb.write(part);
            put(
                    " AND CASE WHEN (SELECT strpos(" + capitals("d.t") + ", " + CAPITALS
                            + ") > 0 FROM (SELECT r.data::text AS t OFFSET 0) d)",
                    json.substring(1, json.length() - 1));
            put(" THEN (EXISTS (SELECT FROM jsonb_each_text(r.data) e WHERE e.key = ANY (?::text[])", (Object)
                    everybodys);
            put(" AND strpos(" + capitals("e.value") + ", " + CAPITALS + ") > 0)", part);
            for (Field field : own) {
                put(" OR strpos(");
                value(field, Where::capitals);
                put(", " + CAPITALS + ") > 0", part);
            }
            put(") ELSE false END");
        }
        put(")");
    }

    private static boolean isRead(Field field) {
        return (field.type().isText() || field.type() == DataType.PICKLIST)
                && !field.name().equals(Module.FULL_NAME);
    }
}
