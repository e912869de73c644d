package dev.bailiwick.cli;

import com.zaxxer.hikari.HikariDataSource;
import dev.bailiwick.Bailiwick;
import dev.bailiwick.Core;
import dev.bailiwick.bulk.Actor;
import dev.bailiwick.db.DatabaseUrl;
import dev.bailiwick.db.EmbeddedPostgres;
import dev.bailiwick.db.Migrations;
import dev.bailiwick.demo.World;
import dev.bailiwick.org.Applied;
import dev.bailiwick.org.OrgFile;
import dev.bailiwick.org.OrgFileReader;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs a server on a PostgreSQL of its own, with the demo orgs in it. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Starts a server with its own PostgreSQL and loads the demo orgs.")
final class DemoCommand implements Callable<Integer> {
    @Mixin
    private Listening listening = new Listening();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "where the database and demo.env are kept: a directory of its own, or one that is not there yet"
                            + " (default: /var/lib/bailiwick/demo for root, else ~/.local/share/bailiwick/demo)")
    private @Nullable Path data;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        long began = System.nanoTime();
        PrintWriter out = spec.commandLine().getOut();
        Path home = (data == null ? usual() : data).toAbsolutePath().normalize();
        Stop stop = new Stop();
        DemoEnv env = new DemoEnv(home.resolve("demo.env"));
        EmbeddedPostgres postgres = stop.onStop(EmbeddedPostgres.start(
                home,
                said -> {
                    out.println(said);
                    out.flush();
                },
                env::putAside));
        postgres.lost().thenAccept(stop::because);
        Map<String, String> known = env.lastKnown();
        DatabaseUrl server = DatabaseUrl.of(postgres.serverUrl());
        Migrations.migrate(DatabaseUrl.of(postgres.ownerUrl()), server.user(), null);
        DemoEnv.Passwords passwords = DemoEnv.Passwords.from(known);
        Map<String, String> tokens = load(server, passwords, known, out);
        Bailiwick.Running running = stop.onStop(listening.start(server, spec));
        String url = listening.url(running.port());
        stop.onStop(env::putAside);
        env.write(url, passwords, tokens);
        tell(out, url, home, passwords, Duration.ofNanos(System.nanoTime() - began));
        stop.await();
        return 0;
    }

    private static Path usual() {
        return "root".equals(System.getProperty("user.name"))
                ? Path.of("/var/lib/bailiwick/demo")
                : Path.of(System.getProperty("user.home"), ".local", "share", "bailiwick", "demo");
    }

    /**
     * Makes the orgs that are not there yet. Those that are keep what was done to them, but for lost passwords.
     *
     * @return the tokens of their clients, as demo.env names them
     */
    private static Map<String, String> load(
            DatabaseUrl server, DemoEnv.Passwords passwords, Map<String, String> known, PrintWriter out) {
        boolean anew = known.isEmpty();
        try (HikariDataSource pool = Databases.pool(server, 2)) {
            Core core = Core.over(pool, InstantSource.system(), Core.Settings.USUAL);
            load(core, "demo", World.orgFile(passwords.demo()), passwords.demo(), anew, out);
            load(core, "sandbox", World.sandbox("sandbox", passwords.sandbox()), passwords.sandbox(), anew, out);
            load(core, "sandbox2", World.sandbox("sandbox2", passwords.sandbox2()), passwords.sandbox2(), anew, out);
            return DemoTokens.of(core, known);
        }
    }

    private static void load(
            Core core, String org, Map<String, Object> file, String password, boolean anew, PrintWriter out) {
        boolean there = core.orgs().exists(org);
        if (there && !anew) {
            return;
        }
        long began = System.nanoTime();
        Map<String, Object> admin = Map.of("login", "admin", "role", "admin", "password", password);
        Map<String, Object> wanted = there ? Map.of("org", org, "users", List.of(admin)) : file;
        OrgFile read = OrgFileReader.read(wanted);
        Actor actor = core.orgs().commandLine(org);
        Applied applied = core.orgs().apply(core.pipeline(), actor, read, "demo", false, null);
        if (!applied.applied()) {
            throw new IllegalStateException("the demo's own file is wrong: " + applied.mistakes());
        }
        if (!there) {
            int records = org.equals("demo") ? DemoRecords.load(core, actor) : 0;
            long millis = Duration.ofNanos(System.nanoTime() - began).toMillis();
            out.println("loaded the org " + org + " in " + millis + " ms: " + counts(applied)
                    + (records == 0 ? "" : ", " + records + " records of customers"));
            out.flush();
        }
    }

    private static String counts(Applied applied) {
        return String.join(
                ", ",
                applied.lists().stream()
                        .filter(list -> !list.name().equals("org"))
                        .map(list -> list.counts().getOrDefault("created", 0) + " " + list.name())
                        .toList());
    }

    private static void tell(PrintWriter out, String url, Path home, DemoEnv.Passwords passwords, Duration took) {
        String user = "demo/admin:" + passwords.demo();
        out.println("""

                Bailiwick is ready after %d.%d s:  %s
                  demo      demo/admin      %s   the world: continents, countries, regions
                  sandbox   sandbox/admin   %s   one zone, for scripts
                  sandbox2  sandbox2/admin  %s   another of the same
                  all of it for scripts: %s

                Rename a zone, and ask for one that does not exist (207: one row stands, one says why not):
                  curl -u '%s' -X PUT %s/v2/locations/zones -H 'Content-Type: application/json' \\
                    -d '[{"identifierName":"CODE","identifierValue":"zone-north","name":"North Region Zone Updated"},{"identifierName":"CODE","identifierValue":"zone-does-not-exist","name":"Should Fail"}]'

                Read zones by the beginning of their name:
                  curl -u '%s' '%s/v2/locations?type=ZONE&q=name:nor&limit=5'

                The whole org as a file, which can be applied again:
                  curl -u '%s' %s/api/v1/org

                Ctrl-C stops the server and its PostgreSQL; what is stored stays in %s.
                """.formatted(
                        took.toSeconds(),
                        took.toMillisPart() / 100,
                        url,
                        passwords.demo(),
                        passwords.sandbox(),
                        passwords.sandbox2(),
                        home.resolve("demo.env"),
                        user,
                        url,
                        user,
                        url,
                        user,
                        url,
                        home));
        out.flush();
    }
}
