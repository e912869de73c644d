package dev.bailiwick.crm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.TestServer;
import dev.bailiwick.bulk.Actor;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Every operator of every type, over random records, against what this test thinks of them itself. */
class SearchWireTest {
    private static final long SEED = Long.getLong("search.seed", 20260302L);
    private static final int RECORDS = 120;
    private static final int ROUNDS = Integer.getInteger("search.rounds", 400);
    private static final List<String> TEXTS = List.of(
            "Strasse",
            "Straße",
            "STRASSE 1",
            "Blå",
            "BLA\u030A",
            "a\\b",
            "(x), y",
            "50% _",
            "ΟΔΟΣ",
            "οδος",
            "O'Neil",
            " padded ",
            "\"quoted\"",
            "co\tl",
            "K\u212A",
            "İ",
            "x\\");
    private static final List<String> PICKS = List.of("Red", "Green", "Blå", "Straße");
    private static final List<String> SEVERAL = List.of("Red", "Green", "Blå", "Reddish");

    private static Wanted wanted;
    private static Wanted other;
    private static final List<Map<String, @Nullable Object>> records = new ArrayList<>();
    private static List<Long> ids = List.of();
    private static List<Long> accounts = List.of();
    private static Map<String, Long> users = Map.of();

    @BeforeAll
    static void make() {
        String file = TestServer.LOCALES + """
                zones:
                  - {code: root, name: ROOT}
                stores:
                  - {code: Ab-1, name: Store 1, place: root}
                  - {code: ab-1, name: Store 2, place: root}
                  - {code: ab-2, name: Store 3, place: root}
                """;
        wanted = Wanted.org(TestServer.shared(), file);
        other = Wanted.org(TestServer.shared(), file);
        Random random = new Random(SEED);
        users = Map.of(
                "admin", wanted.actor("admin").userId(),
                "viewer", wanted.actor("viewer").userId(),
                "editor", wanted.actor("editor").userId());
        Actor admin = wanted.actor("admin");
        accounts = wanted.insert(admin, "Accounts", List.of(Map.of("Account_Name", "A"), Map.of("Account_Name", "B")));
        for (int i = 0; i < RECORDS; i++) {
            records.add(record(random, i));
        }
        ids = wanted.insert(
                admin, "Leads", records.stream().map(SearchWireTest::sent).toList());
        other.insert(other.actor("admin"), "Leads", List.of(Map.of("Last_Name", "Foreign", "Text", "Strasse")));
    }

    /** A record as it is to be found: times in UTC, ids as numbers. */
    private static Map<String, @Nullable Object> record(Random random, int i) {
        Map<String, @Nullable Object> record = new LinkedHashMap<>();
        record.put("Last_Name", RandomCriteria.one(random, TEXTS) + i % 7);
        record.put("First_Name", random.nextBoolean() ? "Pat" : null);
        record.put("Email", "mail" + i % 9 + "@Example.com");
        record.put("Text", RandomCriteria.one(random, TEXTS));
        record.put("Area", RandomCriteria.one(random, TEXTS) + "\n" + RandomCriteria.one(random, TEXTS));
        record.put("Mail", "p" + i % 5 + "@x.co");
        record.put("Call", "+49 (30) " + i % 6);
        record.put("Site", "www.x" + i % 4 + ".com");
        record.put("Whole", new BigDecimal(random.nextInt(9) - 4));
        record.put("Big", new BigDecimal("12345678901234567" + random.nextInt(3)));
        record.put(
                "Double",
                new BigDecimal(random.nextInt(40) - 20).movePointLeft(1).stripTrailingZeros());
        record.put("Money", new BigDecimal(random.nextInt(5) * 100));
        record.put("Part", new BigDecimal(random.nextInt(3)));
        record.put("Flag", random.nextBoolean());
        record.put("Day", "2026-03-0" + (1 + random.nextInt(5)));
        record.put("Moment", "2026-03-02T0" + random.nextInt(6) + ":45:00Z");
        record.put("Pick", RandomCriteria.one(random, PICKS));
        record.put("Picks", SEVERAL.stream().filter(p -> random.nextInt(3) == 0).toList());
        record.put("Account", RandomCriteria.one(random, accounts));
        record.put("Helper", RandomCriteria.one(random, List.copyOf(new TreeSet<>(users.values()))));
        record.put("Unique", "Unique " + i);
        record.put("UniqueWhole", new BigDecimal(i * 10));
        record.put("Mine", "Mine " + i);
        record.put("Ours", "Öurs " + i);
        for (String name : List.copyOf(record.keySet())) {
            if (!name.equals("Last_Name") && !name.equals("Flag") && random.nextInt(6) == 0) {
                record.put(name, null);
            }
        }
        if (record.get("Picks") instanceof List<?> list && list.isEmpty()) {
            record.put("Picks", null);
        }
        return record;
    }

    private static Map<String, @Nullable Object> sent(Map<String, @Nullable Object> record) {
        Map<String, @Nullable Object> sent = new LinkedHashMap<>(record);
        for (String lookup : List.of("Account", "Helper")) {
            sent.computeIfPresent(lookup, (n, id) -> Map.of("id", String.valueOf(id)));
        }
        sent.computeIfPresent("Big", (n, number) -> String.valueOf(number));
        return sent;
    }

    private static Set<Long> found(HttpResponse<String> answer) {
        if (answer.statusCode() == 204) {
            return Set.of();
        }
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        Set<Long> found = new TreeSet<>();
        Wanted.json(answer)
                .path("data")
                .forEach(r -> found.add(Long.parseLong(r.path("id").asString())));
        return found;
    }

    private static Set<Long> search(String criteria) {
        return found(wanted.get("Leads/search?fields=id&criteria=" + Wanted.encoded(criteria)));
    }

    private static Set<Long> expected(Predicate<Map<String, @Nullable Object>> test) {
        return IntStream.range(0, RECORDS)
                .filter(i -> test.test(records.get(i)))
                .mapToObj(ids::get)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void everyOperatorOfEveryTypeFindsWhatItSays() {
        RandomCriteria criteria = new RandomCriteria(records, new Random(SEED));
        int some = 0;
        for (int i = 0; i < ROUNDS; i++) {
            RandomCriteria.Said said = i % 2 == 0 ? criteria.condition() : criteria.tree(3, new int[] {8});
            Set<Long> found = search(said.text());
            assertThat(found).as(said.text()).isEqualTo(expected(said.test()));
            some += found.isEmpty() || found.size() == RECORDS ? 0 : 1;
        }
        assertThat(some).as("searches that find some and not all").isGreaterThan(ROUNDS / 2);
    }

    @Test
    void andBindsMoreThanOr() {
        Set<Long> all = search("(Flag:equals:true)or(Flag:equals:false)and(Whole:equals:99)");
        assertThat(all).isEqualTo(expected(r -> Boolean.TRUE.equals(r.get("Flag"))));
        assertThat(search("Flag:equals:true")).isEqualTo(all);
    }

    @Test
    void systemFields() {
        String id = String.valueOf(ids.get(3));
        assertThat(search("(id:equals:" + id + ")")).containsExactly(ids.get(3));
        assertThat(search("(id:in:" + id + "," + ids.get(4) + ",1)")).containsExactly(ids.get(3), ids.get(4));
        assertThat(search("(id:between:" + ids.get(3) + "," + ids.get(5) + ")")).hasSize(3);
        JsonNode one = Wanted.json(wanted.get("Leads/" + id)).path("data").path(0);
        String created = one.path("Created_Time").asString();
        assertThat(search("(Created_Time:equals:" + created + ")")).hasSize(RECORDS);
        assertThat(search("(Modified_Time:between:2020-01-01T00:00:00Z," + created + ")"))
                .hasSize(RECORDS);
        assertThat(search("(Created_Time:greater_than:" + created + ")")).isEmpty();
        assertThat(search("(Created_Time:not_equal:" + created + ")")).isEmpty();
        assertThat(search("(Modified_Time:less_than:" + created + ")")).isEmpty();
        assertThat(search("(Created_By:equals:" + users.get("admin") + ")")).hasSize(RECORDS);
        assertThat(search("(Owner:in:" + users.get("viewer") + "," + users.get("editor") + ")"))
                .isEmpty();
        assertThat(search("(Full_Name:equals:pat " + records.getFirst().get("Last_Name")
                        + ")".replace("(x), y", "\\(x\\)\\, y")))
                .isNotNull();
        assertThat(Instant.parse("2026-03-02T00:00:00Z"))
                .isBefore(OffsetDateTime.parse(created).toInstant());
    }

    @Test
    void aUsersOwnValuesAreFoundByThatUserOnly() {
        int known = IntStream.range(0, RECORDS)
                .filter(i -> records.get(i).get("Mine") != null)
                .findFirst()
                .orElseThrow();
        String path = "Leads/search?fields=Mine&criteria=" + Wanted.encoded("(Mine:equals:MINE " + known + ")");
        assertThat(found(wanted.get(path))).containsExactly(ids.get(known));
        assertThat(wanted.getAs("viewer", path).statusCode()).isEqualTo(204);
        String word = "Leads/search?fields=Mine&word=" + Wanted.encoded("ine " + known);
        assertThat(found(wanted.get(word))).contains(ids.get(known));
    }

    @Test
    void codesOfStoresAreFoundHoweverTheyAreSpelled() {
        for (String operator : List.of("equals", "in")) {
            HttpResponse<String> both = wanted.get("Stores/search?criteria=(Code:" + operator + ":AB-1)");
            assertThat(found(both)).hasSize(2);
        }
        assertThat(found(wanted.get("Stores/search?criteria=(Code:not_equal:AB-1)")))
                .hasSize(1);
        assertThat(found(wanted.get("Stores/search?criteria=(Place:equals:1)"))).isEmpty();
    }

    @Test
    void wordsMailsAndPhones() {
        for (String text : List.of("strasse", "STRASSE", "x\\", "50% _", "\"quoted\"", "pat", "δος", "red", "co\tl")) {
            List<String> parts = List.of(text.split("\\s+"));
            Set<Long> expected = expected(r -> mentionsAll(r, parts));
            assertThat(found(wanted.get("Leads/search?fields=id&word=" + Wanted.encoded(text))))
                    .as(text)
                    .isEqualTo(expected);
        }
        assertThat(found(wanted.get("Leads/search?fields=id&email=MAIL3%40example.com")))
                .isEqualTo(expected(r -> "mail3@Example.com".equals(r.get("Email"))));
        assertThat(found(wanted.get("Leads/search?fields=id&phone=%2B49303")))
                .isEqualTo(expected(r -> "+49 (30) 3".equals(r.get("Call"))));
        // As two of the official clients send it: everything raw, and an & at the end.
        assertThat(found(wanted.get("Leads/search?fields=id&phone=+49303&"))).isNotEmpty();
    }

    private static boolean mentionsAll(Map<String, @Nullable Object> record, List<String> parts) {
        for (String part : parts) {
            if (!mentions(record, part)) {
                return false;
            }
        }
        return true;
    }

    private static boolean mentions(Map<String, @Nullable Object> record, String part) {
        return record.entrySet().stream()
                .filter(e -> !e.getKey().equals("Day") && !e.getKey().equals("Moment"))
                .anyMatch(e -> e.getValue() instanceof String text
                        && RandomCriteria.capitals(text).contains(RandomCriteria.capitals(part)));
    }

    @Test
    void pagesOfASearch() {
        JsonNode page = Wanted.json(wanted.get(
                "Leads/search?fields=Last_Name&per_page=50&page=3&sort_order=asc" + "&criteria=(id:greater_than:1)"));
        assertThat(page.path("data").size()).isEqualTo(RECORDS - 100);
        assertThat(page.path("info").toString())
                .isEqualTo("{\"per_page\":50,\"count\":20,\"sort_by\":\"id\",\"page\":3,\"sort_order\":\"asc\","
                        + "\"more_records\":false}");
        assertThat(wanted.get("Leads/search?criteria=(id:greater_than:1)&page=11")
                        .body())
                .contains("LIMIT_REACHED", "\"limit\":\"2000\"");
        assertThat(wanted.get("Leads/search?email=x&word=Pat&criteria=(Flag:equals:true)")
                        .statusCode())
                .as("criteria go before")
                .isEqualTo(200);
        assertThat(wanted.get("Leads/search?word=Pat&converted=true").statusCode())
                .isEqualTo(204);
        assertThat(Wanted.json(wanted.get("Leads/actions/count?criteria=(Flag:equals:true)"))
                        .path("count")
                        .asInt())
                .isEqualTo(expected(r -> Boolean.TRUE.equals(r.get("Flag"))).size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "(",
                ")",
                "()",
                "(Text)",
                "(Text:equals)",
                "(Text:equals:a",
                "(Text:equals:a))",
                "((Text:equals:a)",
                "(Text:equals:a)and",
                "(Text:equals:a)(Text:equals:b)",
                "(Text:equals:a)xor(Text:equals:b)",
                "(Text:equals:)",
                "(Text:equals: )",
                "(Text:equals:a(b)",
                "(Text:like:a)",
                "(Text:EQUALS:a)",
                "(Text:between:a,b)",
                "(Nothing:equals:a)",
                "(Whole:equals:x)",
                "(Whole:equals:1e999999999)",
                "(Whole:equals:0x10)",
                "(Whole:starts_with:1)",
                "(Double:equals:NaN)",
                "(Double:between:1)",
                "(Double:between:1,2,3)",
                "(Flag:equals:yes)",
                "(Flag:in:true)",
                "(Day:equals:2026-02-30)",
                "(Day:equals:today)",
                "(Moment:equals:2026-03-02)",
                "(Moment:equals:+999999999-01-01T00:00:00Z)",
                "(Created_Time:equals:0000-01-01T00:00:00Z)",
                "(Account:equals:A)",
                "(Account:starts_with:1)",
                "(Pick:starts_with:R)",
                "(Area:in:a,b)",
                "(id:equals:99999999999999999999)",
                "(id:starts_with:1)",
                "(Text:equals:a\u0000b)"
            })
    void whatIsNoCriteriaIsToldSo(String criteria) {
        HttpResponse<String> answer = wanted.get("Leads/search?criteria=" + Wanted.encoded(criteria));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).containsAnyOf("INVALID_QUERY", "EXPECTED_PARAM_MISSING");
    }

    @Test
    void limitsOfCriteria() {
        String one = "(Text:equals:a)";
        String most = IntStream.range(0, 15).mapToObj(i -> one).collect(Collectors.joining("and"));
        assertThat(search(most)).isEmpty();
        HttpResponse<String> more = wanted.get("Leads/search?criteria=" + Wanted.encoded(most + "and" + one));
        assertThat(more.body()).contains("CRITERIA_LIMIT_EXCEEDED");
        HttpResponse<String> deep =
                wanted.get("Leads/search?criteria=" + Wanted.encoded("(".repeat(50) + one + ")".repeat(50)));
        assertThat(deep.body()).contains("INVALID_QUERY");
        String values = IntStream.range(0, 101).mapToObj(String::valueOf).collect(Collectors.joining(","));
        HttpResponse<String> in = wanted.get("Leads/search?criteria=" + Wanted.encoded("(Whole:in:" + values + ")"));
        assertThat(in.body()).contains("INVALID_QUERY", "Only 100 values");
        assertThat(wanted.get("Leads/search?word=a").body()).contains("INVALID_DATA", "\"param_name\":\"word\"");
        assertThat(wanted.get("Leads/search").body()).contains("EXPECTED_PARAM_MISSING");
    }
}
