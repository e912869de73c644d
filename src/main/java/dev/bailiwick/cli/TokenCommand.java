package dev.bailiwick.cli;

import com.zaxxer.hikari.HikariDataSource;
import dev.bailiwick.Core;
import dev.bailiwick.bulk.Actor;
import dev.bailiwick.cli.Main.Trouble;
import dev.bailiwick.db.DatabaseUrl;
import dev.bailiwick.db.Jsonb;
import dev.bailiwick.db.Migrations;
import dev.bailiwick.org.Applied;
import dev.bailiwick.org.Grants;
import dev.bailiwick.org.OAuth;
import dev.bailiwick.org.OrgFileReader;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** OAuth clients and their tokens. What it prints as a secret, nobody can be shown again. */
@Command(
        name = "token",
        mixinStandardHelpOptions = true,
        description = "Makes OAuth clients, hands out their tokens, lists and revokes them.",
        subcommands = {
            TokenCommand.Client.class,
            TokenCommand.Refresh.class,
            TokenCommand.Access.class,
            TokenCommand.Code.class,
            TokenCommand.ListTokens.class,
            TokenCommand.Revoke.class
        })
final class TokenCommand implements Callable<Integer> {
    private static final String TOKENS = "/api/v1/tokens";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        spec.commandLine().usage(System.out);
        return CommandLine.ExitCode.USAGE;
    }

    /** What all of them share: how they reach the org. */
    abstract static class Reaching implements Callable<Integer> {
        @Mixin
        dev.bailiwick.cli.Access access = new dev.bailiwick.cli.Access();

        @Option(names = "--org", paramLabel = "ORG", description = "which org, with --database-url")
        @Nullable
        String org;

        @Spec
        CommandSpec spec = CommandSpec.create();

        abstract void run(PrintWriter out);

        @Override
        public final Integer call() {
            PrintWriter out = spec.commandLine().getOut();
            run(out);
            out.flush();
            return 0;
        }

        boolean isDirect() {
            return access.isDirect(spec.commandLine().getParseResult());
        }

        /** Works on the database. */
        <R> R direct(BiFunction<Core, Actor, R> work) {
            DatabaseUrl url = DatabaseUrl.of(String.valueOf(access.databaseUrl));
            Migrations.requireFit(url);
            try (HikariDataSource pool = Databases.pool(url, 2)) {
                Core core = Core.over(pool, InstantSource.system(), Core.Settings.USUAL);
                if (org == null || !core.orgs().exists(org)) {
                    throw new Trouble(org == null ? "say which org with --org" : "no org has the key " + org);
                }
                return work.apply(core, core.orgs().commandLine(org));
            } catch (Grants.Refused e) {
                throw new Trouble(String.valueOf(e.getMessage()));
            }
        }

        /** Asks the server, which must answer with this status. */
        Map<String, @Nullable Object> ask(String method, String path, @Nullable Map<String, Object> body, int status) {
            HttpRequest.Builder request = HttpRequest.newBuilder()
                    .method(
                            method,
                            body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(Jsonb.write(body)));
            if (body != null) {
                request.header("Content-Type", "application/json");
            }
            HttpResponse<String> answer = access.send(request, path);
            if (answer.statusCode() != status) {
                throw new Trouble("the server answered " + answer.statusCode() + ": " + answer.body());
            }
            return answer.body().isEmpty() ? Map.of() : Jsonb.readMap(answer.body());
        }

        /** The org's key. */
        String key() {
            return isDirect()
                    ? String.valueOf(org)
                    : String.valueOf(access.user).split("/", 2)[0];
        }
    }

    /** A client with a new secret. */
    @Command(
            name = "client",
            mixinStandardHelpOptions = true,
            description =
                    "Makes a client with a secret, or gives one that is there a new secret; the one before is good"
                            + " for a day more.")
    static final class Client extends Reaching {
        @Option(names = "--id", required = true, paramLabel = "ID", description = "its id, without the org in front")
        private String id = "";

        @Option(names = "--owner", paramLabel = "LOGIN", description = "its owner, as whom it acts in its own name")
        private @Nullable String owner;

        @Option(names = "--scopes", split = ",", paramLabel = "SCOPE", description = "what it may ask for, by commas")
        private @Nullable List<String> scopes;

        @Option(names = "--redirect-uri", paramLabel = "URI", description = "where codes may be sent; several times")
        private @Nullable List<String> redirectUris;

        @Override
        void run(PrintWriter out) {
            String secret = OAuth.newSecret();
            Map<String, Object> client = new LinkedHashMap<>();
            client.put("id", id);
            client.put("secret", secret);
            put(client, "user", owner);
            put(client, "scopes", scopes);
            put(client, "redirectUris", redirectUris);
            Map<String, Object> file = Map.of("clients", List.of(client));
            if (isDirect()) {
                Applied applied = direct((core, admin) ->
                        core.orgs().apply(core.pipeline(), admin, OrgFileReader.read(file), "cli.token", false, null));
                if (!applied.applied()) {
                    throw new Trouble(applied.mistakes().stream()
                            .map(mistake -> mistake.path() + " " + mistake.message())
                            .reduce("nothing was done", (all, one) -> all + "; " + one));
                }
            } else {
                ask("PUT", "/api/v1/org", file, 200);
            }
            out.println("CLIENT_ID='" + key() + "." + id + "'");
            out.println("CLIENT_SECRET='" + secret + "'");
        }

        private static void put(Map<String, Object> map, String name, @Nullable Object value) {
            if (value != null) {
                map.put(name, value);
            }
        }
    }

    /** Something handed out. */
    abstract static class Making extends Reaching {
        private final Grants.What what;

        @Option(names = "--client", required = true, paramLabel = "ID", description = "for which client")
        private String client = "";

        @Option(names = "--for", paramLabel = "LOGIN", description = "as whom it acts (default: the client's owner)")
        private @Nullable String login;

        @Option(
                names = "--scopes",
                split = ",",
                paramLabel = "SCOPE",
                description = "for what, by commas (default: all that the client may ask for)")
        private @Nullable List<String> scopes;

        Making(Grants.What what) {
            this.what = what;
        }

        @Nullable
        Integer seconds() {
            return null;
        }

        @Nullable
        String redirectUri() {
            return null;
        }

        @Override
        void run(PrintWriter out) {
            Integer seconds = seconds();
            String token;
            if (isDirect()) {
                Duration lifetime = seconds == null ? null : Duration.ofSeconds(seconds);
                Grants.Wish wish = new Grants.Wish(what, client, login, scopes, redirectUri(), lifetime);
                token = direct((core, admin) -> core.grants().make(admin, wish).token());
            } else {
                Map<String, @Nullable Object> wish = new LinkedHashMap<>();
                wish.put("make", what.name().toLowerCase(Locale.ROOT));
                wish.put("client", client);
                wish.put("user", login);
                wish.put("scopes", scopes);
                wish.put("redirectUri", redirectUri());
                wish.put("expiresIn", seconds);
                wish.values().removeIf(value -> value == null);
                token = String.valueOf(
                        ask("POST", TOKENS, new LinkedHashMap<>(wish), 201).get("token"));
            }
            out.println(token);
        }
    }

    /** A refresh token. */
    @Command(
            name = "refresh",
            mixinStandardHelpOptions = true,
            description =
                    "Prints a new refresh token, good until it is revoked. Of a user and client the 20 newest stay.")
    static final class Refresh extends Making {
        Refresh() {
            super(Grants.What.REFRESH);
        }
    }

    /** An access token. */
    @Command(
            name = "access",
            mixinStandardHelpOptions = true,
            description = "Prints a new access token, as Authorization: Zoho-oauthtoken shows it.")
    static final class Access extends Making {
        @Option(
                names = "--seconds",
                paramLabel = "N",
                description = "how long it is good (default: 3600; 30 days at most)")
        private @Nullable Integer seconds;

        Access() {
            super(Grants.What.ACCESS);
        }

        @Override
        @Nullable
        Integer seconds() {
            return seconds;
        }
    }

    /** An authorization code. */
    @Command(
            name = "code",
            mixinStandardHelpOptions = true,
            description = "Prints a code, which a client trades once for a refresh and an access token.")
    static final class Code extends Making {
        @Option(
                names = "--seconds",
                paramLabel = "N",
                description = "how long it is good (default: 180; 30 days at most)")
        private @Nullable Integer seconds;

        @Option(names = "--redirect-uri", paramLabel = "URI", description = "one of the client's, to be shown with it")
        private @Nullable String redirectUri;

        Code() {
            super(Grants.What.CODE);
        }

        @Override
        @Nullable
        Integer seconds() {
            return seconds;
        }

        @Override
        @Nullable
        String redirectUri() {
            return redirectUri;
        }
    }

    /** The refresh tokens that are good. */
    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Lists the refresh tokens that are good: id, client, user, since when, scopes.")
    static final class ListTokens extends Reaching {
        private static final int AT_ONCE = 500;

        @Override
        void run(PrintWriter out) {
            if (isDirect()) {
                direct((core, admin) -> {
                    long after = 0;
                    List<Grants.Listed> page;
                    do {
                        page = core.grants().list(admin, after, AT_ONCE);
                        for (Grants.Listed one : page) {
                            line(out, one.id(), one.client(), one.login(), one.madeAt(), one.scopes());
                            after = one.id();
                        }
                    } while (page.size() == AT_ONCE);
                    return true;
                });
                return;
            }
            Object after = BigDecimal.ZERO;
            while (after instanceof BigDecimal id) {
                Map<String, @Nullable Object> page =
                        ask("GET", TOKENS + "?limit=" + AT_ONCE + "&after=" + id.toPlainString(), null, 200);
                for (Object one : page.get("items") instanceof List<?> items ? items : new ArrayList<>()) {
                    if (one instanceof Map<?, ?> item && item.get("id") instanceof BigDecimal number) {
                        line(
                                out,
                                number.longValueExact(),
                                item.get("client"),
                                item.get("user"),
                                item.get("madeAt"),
                                item.get("scopes") instanceof List<?> scopes ? scopes : List.of());
                    }
                }
                after = page.get("next");
            }
        }

        private static void line(
                PrintWriter out,
                long id,
                @Nullable Object client,
                @Nullable Object user,
                @Nullable Object madeAt,
                List<?> scopes) {
            String joined =
                    String.join(",", scopes.stream().map(String::valueOf).toList());
            out.println(id + "\t" + client + "\t" + user + "\t" + madeAt + "\t" + joined);
        }
    }

    /** Takes one back. */
    @Command(
            name = "revoke",
            mixinStandardHelpOptions = true,
            description = "Revokes a refresh token with all that came of it, or an access token that was handed out.")
    static final class Revoke extends Reaching {
        @Parameters(paramLabel = "ID", description = "as 'list' prints it")
        private long id;

        @Override
        void run(PrintWriter out) {
            if (isDirect()) {
                if (!direct((core, admin) -> core.grants().revoke(admin, id))) {
                    throw new Trouble("there is no token with this id");
                }
            } else {
                ask("DELETE", TOKENS + "/" + id, null, 204);
            }
            out.println("revoked " + id);
        }
    }
}
