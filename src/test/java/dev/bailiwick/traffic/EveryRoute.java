package dev.bailiwick.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.TestServer;
import dev.bailiwick.bulk.BatchIds;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPatternParser;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** In charge of sending every one of {@link Requests}, and of an org that each of them means something to. */
public final class EveryRoute {
    private EveryRoute() {}

    /** An org that every request of the list means something to. */
    public static TestServer.Org org(TestServer server) {
        TestServer.Org org = server.org(file());
        OldTokens.make(org);
        SomeRecords.make(org);
        Stream.concat(Requests.OLD.stream(), Stream.of(AssignmentRequests.RUN)).forEach(request -> {
            HttpResponse<String> answer = send(org, request, request.path());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(request.status());
        });
        return org;
    }

    private static String file() {
        return TestServer.LOCALES + """
                title: First
                zoneFields: [{name: cf, type: String}]
                zones:
                  - {code: root, name: ROOT}
                  - {code: park, name: Park, parent: root, admin: true, language: fr-FR, currency: EUR, timezone: Europe/Paris}
                  - {code: other, name: Taken, parent: root}
                  - {code: kept, id: 75001001, name: Kept, parent: root}
                  - {code: below, id: 75001002, name: Below, parent: kept}
                """
                + numbered(i ->
                        "  - {code: z%1$d, name: Zone %1$d, parent: %2$s, active: %3$b, externalIds: {erp: Z-%1$d}}\n"
                                .formatted(i, i == 7 ? "z8" : "root", i != 1))
                + """
                stores:
                  - {code: other, name: Other, place: root, externalIds: {pos: TAKEN}}
                """
                + numbered(i ->
                        "  - {code: s%1$d, name: Store %1$d, place: %2$s, active: %3$b, externalIds: {pos: S-%1$d}}\n"
                                .formatted(i, i == 6 ? "z6" : "root", i != 1))
                + """
                clients:
                  - {id: erp, user: admin, scopes: [ZohoCRM.modules.ALL, ZohoCRM.settings.ALL], secret: "%s"}
                  - {id: idle, user: editor, scopes: [ZohoCRM.modules.READ]}
                """.formatted(OldTokens.SECRET);
    }

    private static String numbered(java.util.function.IntFunction<String> line) {
        return IntStream.range(0, 10).mapToObj(line).collect(Collectors.joining());
    }

    /** What was asked, and what was answered. */
    public record Answer(String request, int status, String body) {}

    /** Sends the whole list, and expects of each request the status it must have. */
    public static List<Answer> use(TestServer.Org org) {
        return send(org, true);
    }

    /** Sends the whole list to an org that has seen it: what was to be changed is changed already. */
    public static List<Answer> useAgain(TestServer.Org org) {
        return send(org, false);
    }

    private static List<Answer> send(TestServer.Org org, boolean first) {
        List<Answer> answers = new ArrayList<>();
        List<JsonNode> old = oldBatches(org);
        String lastBatch = "";
        String contact = firstId(org, "/Contacts/search?fields=id&criteria=(Email:equals:c0@x.co)");
        String gone = firstId(org, "/Contacts/deleted?per_page=1");
        String goneBatch = lastBatch(org, "test");
        String job = String.valueOf(BatchIds.numberOf(UUID.fromString(lastBatch(org, "crm.territories.run_rules"))));
        String movedBatch = lastBatch(org, SomeRecords.MOVING);
        String mergedBatch = lastBatch(org, "api.records.merge");
        String editor = org.server().core().people().of(org.id()).values().stream()
                .filter(person -> person.login().equals("editor"))
                .map(person -> String.valueOf(person.id()))
                .findFirst()
                .orElse("");
        String pageToken = "";
        for (Request request : Requests.ALL) {
            String path = request.path()
                    .replace(Requests.LAST_BATCH, lastBatch)
                    .replace(Requests.PAGE_TOKEN, pageToken)
                    .replace(Requests.JOB, job)
                    .replace(Requests.CONTACT, contact)
                    .replace(Requests.GONE_BATCH, goneBatch)
                    .replace(Requests.MOVED_BATCH, movedBatch)
                    .replace(Requests.MERGED_BATCH, mergedBatch)
                    .replace(Requests.GONE, gone)
                    .replace(Requests.EDITOR, editor);
            for (int i = 0; i < old.size(); i++) {
                path = path.replace(
                                Requests.OLD_BATCH.formatted(i),
                                old.get(i).path("id").asString())
                        .replace(
                                Requests.OLD_TIME.formatted(i),
                                old.get(i).path("at").asString());
            }
            HttpResponse<String> answer = send(
                    org,
                    request.body() == null
                            ? request
                            : request.saying(request.body()
                                    .replace(Requests.CONTACT, contact)
                                    .replace(Requests.EDITOR, editor)),
                    path);
            String what = request.method() + " " + path + " " + (request.body() == null ? "" : request.body());
            if (first) {
                assertThat(answer.statusCode())
                        .as("%s: %s", what, answer.body())
                        .isEqualTo(request.status());
            }
            assertThat(answer.statusCode()).as("%s: %s", what, answer.body()).isLessThan(500);
            lastBatch = answer.headers().firstValue("Bailiwick-Batch").orElse(lastBatch);
            pageToken = pageToken(answer.body(), pageToken);
            answers.add(new Answer(what, answer.statusCode(), answer.body()));
        }
        return answers;
    }

    private static final Pattern NEXT = Pattern.compile("\"next_page_token\":\"([^\"]+)\"");

    private static String pageToken(String body, String otherwise) {
        Matcher next = NEXT.matcher(body);
        return next.find() ? next.group(1) : otherwise;
    }

    /** The last that came through a door. */
    private static String lastBatch(TestServer.Org org, String door) {
        return JsonMapper.shared()
                .readTree(
                        org.get(Requests.BATCHES + "?door=" + door + "&limit=1").body())
                .path("items")
                .path(0)
                .path("id")
                .asString();
    }

    private static String firstId(TestServer.Org org, String path) {
        return JsonMapper.shared()
                .readTree(org.get(Requests.CRM + path).body())
                .path("data")
                .path(0)
                .path("id")
                .asString();
    }

    private static HttpResponse<String> send(TestServer.Org org, Request request, String path) {
        String authorization = request.login().equals(Requests.BY_TOKEN)
                ? "Zoho-oauthtoken " + OldTokens.own(org, OldTokens.ACCESS.formatted(0))
                : org.as(request.login()).authorization();
        return org.server()
                .send(request.method(), path, authorization, OldTokens.own(org, request.body()), request.headers());
    }

    /** The first that came through a door of locations. */
    private static List<JsonNode> oldBatches(TestServer.Org org) {
        JsonNode newestFirst = JsonMapper.shared()
                .readTree(
                        org.get(Requests.BATCHES + "?door=locations&limit=1000").body())
                .path("items");
        return IntStream.range(0, Requests.OLD.size())
                .mapToObj(i -> newestFirst.path(newestFirst.size() - 1 - i))
                .toList();
    }

    /** The routes, as {@link TestServer#routes()} has them, that no request of the list uses. */
    public static List<String> unused(List<String> routes) {
        return routes.stream()
                .filter(route -> Requests.ALL.stream().noneMatch(request -> uses(request, route)))
                .toList();
    }

    private static boolean uses(Request request, String route) {
        String[] methodAndPath = route.split(" ", 2);
        String path = request.path().split("\\?", 2)[0];
        return request.method().equals(methodAndPath[0])
                && PathPatternParser.defaultInstance.parse(methodAndPath[1]).matches(PathContainer.parsePath(path));
    }
}
