package dev.bailiwick.cli;

import dev.bailiwick.cli.Main.Trouble;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;

/** How a command reaches an org: through a server, as one of its users, or straight in the database. */
final class Access {
    @Option(
            names = "--server",
            paramLabel = "URL",
            defaultValue = "${env:BASE_URL}",
            description = "a running server, such as http://127.0.0.1:8080; may stand in BASE_URL instead")
    @Nullable
    String server;

    @Option(
            names = "--user",
            paramLabel = "ORG/LOGIN",
            defaultValue = "${env:BASIC_USER}",
            description = "who signs in there; may stand in BASIC_USER instead. The password stands in BASIC_PASSWORD")
    @Nullable
    String user;

    @Option(
            names = "--database-url",
            paramLabel = "URL",
            defaultValue = "${env:BAILIWICK_DATABASE_URL}",
            description = "instead of a server: the database, as the server's role; this way can also make a new org")
    @Nullable
    String databaseUrl;

    /** Whether to go straight to the database: what was typed counts before what stands in the environment. */
    boolean isDirect(ParseResult typed) {
        boolean database = typed.hasMatchedOption("--database-url");
        boolean server = typed.hasMatchedOption("--server") || typed.hasMatchedOption("--user");
        if (database && server) {
            throw new Trouble("either --server or --database-url, not both");
        }
        return database || !server && databaseUrl != null;
    }

    /** Sends a request to the server's org. */
    HttpResponse<String> send(HttpRequest.Builder request, String path) {
        String password = System.getenv("BASIC_PASSWORD");
        if (server == null || user == null || password == null) {
            throw new Trouble("say where: --server and --user with the password in BASIC_PASSWORD (demo.env holds all"
                    + " three), or --database-url");
        }
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        request.uri(URI.create(server.replaceAll("/+$", "") + path))
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
            if (answer.statusCode() == 401) {
                throw new Trouble("the server does not know " + user + " with this password");
            }
            return answer;
        } catch (IOException e) {
            throw new Trouble("no server answers at " + server + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Trouble("interrupted");
        }
    }
}
