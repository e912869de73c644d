package dev.bailiwick.cli;

import com.zaxxer.hikari.HikariDataSource;
import dev.bailiwick.Core;
import dev.bailiwick.bulk.Actor;
import dev.bailiwick.cli.Main.Trouble;
import dev.bailiwick.db.DatabaseUrl;
import dev.bailiwick.db.Jsonb;
import dev.bailiwick.db.Migrations;
import dev.bailiwick.org.OrgFile;
import dev.bailiwick.org.OrgFileReader;
import dev.bailiwick.org.Orgs;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Brings an org to what a file says. */
@Command(
        name = "apply",
        mixinStandardHelpOptions = true,
        description = "Brings an org to what an org file says: all of it, or nothing and every mistake told.")
final class ApplyCommand implements Callable<Integer> {
    private static final int REFUSED = 1;

    @Parameters(
            paramLabel = "FILE",
            description = "YAML or JSON; ${NAME} in a password or secret is taken from the environment")
    private Path file = Path.of("");

    @Option(names = "--dry-run", description = "only tell what would be done")
    private boolean dryRun;

    @Mixin
    private Access access = new Access();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        String text = Environment.expand(read());
        Map<String, @Nullable Object> applied =
                access.isDirect(spec.commandLine().getParseResult()) ? direct(text) : throughServer(text);
        PrintWriter out = spec.commandLine().getOut();
        print(applied, out);
        out.flush();
        return list(applied, "mistakes").isEmpty() ? 0 : REFUSED;
    }

    private String read() {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new Trouble(file + " is not valid UTF-8");
        } catch (IOException e) {
            throw new Trouble("cannot read " + file + ": " + e.getMessage());
        }
    }

    private Map<String, @Nullable Object> throughServer(String text) {
        HttpRequest.Builder request = HttpRequest.newBuilder()
                .header("Content-Type", "application/yaml")
                .PUT(BodyPublishers.ofString(text));
        if (dryRun) {
            request.header("Prefer", "dry-run");
        }
        HttpResponse<String> answer = access.send(request, "/api/v1/org");
        String type = answer.headers().firstValue("Content-Type").orElse("");
        if (!type.startsWith("application/json")) {
            throw new Trouble("the server answered " + answer.statusCode() + ": " + answer.body());
        }
        return Jsonb.readMap(answer.body());
    }

    private Map<String, @Nullable Object> direct(String text) {
        DatabaseUrl url = DatabaseUrl.of(String.valueOf(access.databaseUrl));
        Migrations.requireFit(url);
        OrgFile org = OrgFileReader.read(text);
        String key = org.org();
        if (key == null || Orgs.keyMistake(key) != null) {
            throw new Trouble("the file must say which org it is: a line such as 'org: acme', of letters, digits and"
                    + " single hyphens");
        }
        try (HikariDataSource pool = Databases.pool(url, 2)) {
            Core core = Core.over(pool, InstantSource.system(), Core.Settings.USUAL);
            Actor actor = core.orgs().commandLine(key);
            return Jsonb.readMap(Jsonb.write(core.orgs()
                    .apply(core.pipeline(), actor, org, "cli.apply", dryRun, null)
                    .asMap()));
        }
    }

    private void print(Map<String, @Nullable Object> applied, PrintWriter out) {
        for (Map<String, @Nullable Object> list : list(applied, "lists")) {
            out.println(list.get("name") + ": " + shown(list.get("counts")));
            for (Map<String, @Nullable Object> item : list(list, "items")) {
                if (!"not_attempted".equals(item.get("outcome"))) {
                    out.println("  " + item.get("outcome") + " " + item.get("path") + " " + item.get("key")
                            + ("changed".equals(item.get("outcome")) ? " " + shown(item.get("changes")) : "")
                            + consequences(item));
                    if (item.get("warnings") instanceof List<?> warnings) {
                        warnings.forEach(warning -> out.println("    " + warning));
                    }
                }
            }
        }
        for (Map<String, @Nullable Object> mistake : list(applied, "mistakes")) {
            out.println(file + ":" + shown(mistake.get("line")) + ": " + mistake.get("path") + ": "
                    + mistake.get("message"));
        }
        boolean clean = list(applied, "mistakes").isEmpty();
        if (!clean) {
            out.println("nothing was applied; mend the file and apply it again");
        } else if (dryRun) {
            out.println("this is what would be done; nothing was");
        }
    }

    private static String consequences(Map<String, @Nullable Object> item) {
        String count = shown(item.get("consequences"));
        return count.equals("0") ? "" : "; it changed " + count + " others";
    }

    /** As a map or a list shows itself, but without exponents: ten is not 1E+1. */
    private static String shown(@Nullable Object value) {
        return switch (value) {
            case BigDecimal number -> number.toPlainString();
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + shown(entry.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
            case List<?> list -> list.stream().map(ApplyCommand::shown).collect(Collectors.joining(", ", "[", "]"));
            case null, default -> String.valueOf(value);
        };
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, @Nullable Object>> list(Map<String, @Nullable Object> map, String key) {
        return map.get(key) instanceof List<?> list ? (List<Map<String, @Nullable Object>>) list : List.of();
    }
}
