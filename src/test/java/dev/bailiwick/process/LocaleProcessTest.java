package dev.bailiwick.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bailiwick.TestServer;
import dev.bailiwick.db.DatabaseUrl;
import dev.bailiwick.db.Migrations;
import dev.bailiwick.db.TestPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A machine's language and charset change nothing: in Turkish, I and i are two letters; ISO-8859-1 lacks most. */
class LocaleProcessTest {
    private static final List<String> PLAIN =
            List.of("-Duser.language=en", "-Duser.country=US", "-Dfile.encoding=UTF-8");
    private static final List<String> TURKISH = List.of(
            "-Duser.language=tr",
            "-Duser.country=TR",
            "-Dfile.encoding=ISO-8859-1",
            "-Dstdout.encoding=ISO-8859-1",
            "-Dstderr.encoding=ISO-8859-1");
    private static final String PASSWORD = "Grüße, İı und €";

    private static final String FILE = """
            org: Izmir-i
            title: "İzmir ıssız €"
            locales:
              languages: [en-IN, tr-TR, it-IT]
              currencies: [INR, EUR, IQD]
              timezones: [Asia/Kolkata, Europe/Istanbul]
            users:
              - {login: admin, role: admin, password: "Grüße, İı und €"}
              - {login: ILKER, name: "Ilker İıI", role: editor, password: "Grüße, İı und €"}
              - {login: viewer, role: viewer, password: "Grüße, İı und €"}
            zoneFields:
              - {name: cf_string, type: String}
              - {name: cf_integer, type: Integer}
              - {name: cf_double, type: Double}
              - {name: cf_bit, type: Boolean}
            zones:
              - {code: root, name: ROOT, language: tr-TR, currency: IQD, timezone: Europe/Istanbul}
              - {code: ISTANBUL, id: 71, name: İstanbul, parent: root, externalIds: {"ID ı": "ILICA"}}
              - {code: izmit, name: Izmit, parent: ISTANBUL}
            stores:
              - {code: IĞDIR, name: "Iğdır İ ı", place: izmit, latitude: 39.9, longitude: 44.0}
            """;

    @TempDir
    Path directory;

    @Test
    void theSameBytesAreAnsweredEverywhere() throws Exception {
        List<String> plain = play(PLAIN);
        assertThat(plain.getFirst()).as("not one of them is broken everywhere").startsWith("207 ");
        assertThat(plain.getFirst()).contains("\"totalCount\":6,\"failureCount\":3");
        assertThat(play(TURKISH)).containsExactlyElementsOf(plain);
    }

    /** Everything that a server with this locale answers, and an export, from a database of its own. */
    private List<String> play(List<String> locale) throws Exception {
        TestPostgres.Database database = TestPostgres.newDatabase();
        DatabaseUrl server = DatabaseUrl.of(database.serverUrl());
        Migrations.migrate(DatabaseUrl.of(database.ownerUrl()), server.user(), null);
        Map<String, String> environment =
                Map.of("BAILIWICK_DATABASE_URL", server.forRole(server.user(), server.password()));
        Path file = Files.writeString(directory.resolve("org.yaml"), FILE);
        List<String> answers = new ArrayList<>();
        Program.End applied = end(locale, environment, "apply", file.toString());
        assertThat(applied.exit()).as(applied.toString()).isZero();
        try (Program program = Program.start(locale, environment, "serve", "--port", "0");
                HttpClient client = HttpClient.newHttpClient()) {
            URI at = URI.create(program.line("Bailiwick is ready: ").split(": ", 2)[1]);
            for (Ask ask : asks()) {
                answers.add(ask.answer(client, at));
            }
            client.shutdownNow();
        }
        answers.add(end(locale, environment, "export", "--org", "Izmir-i").out());
        return answers;
    }

    private static Program.End end(List<String> locale, Map<String, String> environment, String... words) {
        try (Program program = Program.start(locale, environment, words)) {
            return program.end();
        }
    }

    private record Ask(String method, String path, String user, String body) {
        /** Status, type and the bytes as they are; only the time of the last change may differ. */
        String answer(HttpClient client, URI server) throws IOException, InterruptedException {
            HttpResponse<byte[]> answer = client.send(
                    HttpRequest.newBuilder(server.resolve(path))
                            .method(method, BodyPublishers.ofString(body))
                            .header("Authorization", TestServer.basic("Izmir-i/" + user, PASSWORD))
                            .header("Content-Type", "application/json")
                            .build(),
                    BodyHandlers.ofByteArray());
            String bytes = new String(answer.body(), StandardCharsets.ISO_8859_1);
            return answer.statusCode() + " " + answer.headers().firstValue("Content-Type") + " "
                    + bytes.replaceAll("\"lastUpdated\":\"[^\"]*\"", "\"lastUpdated\":…")
                            .replaceAll("\"batch\":\"[^\"]*\"", "\"batch\":…");
        }
    }

    private static List<Ask> asks() {
        List<Ask> asks = new ArrayList<>();
        asks.add(new Ask("PUT", "/v2/locations/zones?inheritLocale=false", "ILKER", """
                [{"identifierName":"id","identifierValue":71,"description":"ıI iİ ü ß € 🏙"},
                 {"identifierName":"EXTERNAL_ID","identifierValue":"ILICA","name":"twice"},
                 {"identifierName":"ıd","identifierValue":"71","name":"dotless"},
                 {"identifierName":"Code","identifierValue":"izmit","name":"IIii ıİ Köy"},
                 {"identifierName":"CODE","identifierValue":"İZMİT","name":"nobody"},
                 {"identifierName":"CODE","identifierValue":"root","description":"kök","language":"TR-tr"}]
                """));
        asks.add(new Ask("POST", "/v2/locations/zones", "admin", """
                [{"code":"RIZE","name":"Rize","areaParentCode":"root","externalIds":{"İ":"ı","I":"i"},
                  "customFields":{"cf_string":"ığüşöçİ","cf_integer":17,"cf_double":1.5,"cf_bit":true}},
                 {"code":"rize","name":"RIZE","areaParentCode":"ROOT"},
                 {"code":"siirt","name":"SİİRT","areaParentCode":"root","language":"TR-tr","currency":"iqd",
                  "timezone":"europe/ISTANBUL"}]
                """));
        asks.add(new Ask("PUT", "/v2/locations/zones?inheritLocale=TRUE", "ILKER", """
                [{"identifierName":"external_id","identifierValue":"ı","isActive":true},
                 {"identifierName":"Id","identifierValue":"71","name":"istanbul"}]
                """));
        asks.add(new Ask("PUT", "/v2/locations/stores", "ILKER", """
                [{"identifierName":"CODE","identifierValue":"IĞDIR","name":"ığdır I i","isActive":false},
                 {"identifierName":"code","identifierValue":"iğdir","name":"nobody"}]
                """));
        asks.add(new Ask("PUT", "/v2/locations/zones", "viewer", "[]"));
        asks.add(new Ask("PUT", "/api/v1/org", "admin", """
                {"zones":[{"code":"izmit","language":"it-IT"},{"code":"IZMİR","name":"Izmir","parent":"IZMIT"}]}
                """));
        for (String query : List.of("type=zone&sortBy=name", "type=STORE", "type=till&isActive=TRUE")) {
            asks.add(new Ask("GET", "/v2/locations?" + query, "viewer", ""));
        }
        for (String prefix : List.of("NAME:ıs", "name:i", "name:I", "name:İ", "Code:ri", "external_ID:IL")) {
            asks.add(new Ask(
                    "GET", "/v2/locations?q=" + URLEncoder.encode(prefix, StandardCharsets.UTF_8), "viewer", ""));
        }
        asks.add(new Ask("GET", "/api/v1/org", "admin", ""));
        return asks;
    }
}
