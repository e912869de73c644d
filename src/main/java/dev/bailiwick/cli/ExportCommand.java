package dev.bailiwick.cli;

import com.zaxxer.hikari.HikariDataSource;
import dev.bailiwick.Core;
import dev.bailiwick.cli.Main.Trouble;
import dev.bailiwick.db.DatabaseUrl;
import dev.bailiwick.db.Migrations;
import dev.bailiwick.org.OrgExport.Format;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes an org as a file. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = "Writes an org as an org file that changes nothing when it is applied again.")
final class ExportCommand implements Callable<Integer> {
    @Option(names = "--format", defaultValue = "YAML", description = "YAML or JSON (default: ${DEFAULT-VALUE})")
    private Format format = Format.YAML;

    @Option(names = "--hashes", description = "with the users' password hashes")
    private boolean hashes;

    @Option(names = "--org", paramLabel = "ORG", description = "which org, with --database-url")
    private @Nullable String org;

    @Option(names = "--out", paramLabel = "FILE", description = "where to (default: standard output)")
    private @Nullable Path file;

    @Mixin
    private Access access = new Access();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        try (OutputStream out = new BufferedOutputStream(file == null ? System.out : Files.newOutputStream(file))) {
            if (access.isDirect(spec.commandLine().getParseResult())) {
                direct(out);
            } else {
                out.write(throughServer().getBytes(StandardCharsets.UTF_8));
            }
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String throughServer() {
        HttpRequest.Builder request = HttpRequest.newBuilder()
                .header("Accept", format == Format.JSON ? "application/json" : "application/yaml")
                .GET();
        HttpResponse<String> answer = access.send(request, "/api/v1/org" + (hashes ? "?hashes=true" : ""));
        if (answer.statusCode() != 200) {
            throw new Trouble("the server answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    private void direct(OutputStream out) {
        DatabaseUrl url = DatabaseUrl.of(String.valueOf(access.databaseUrl));
        Migrations.requireFit(url);
        try (HikariDataSource pool = Databases.pool(url, 2)) {
            Core core = Core.over(pool, InstantSource.system(), Core.Settings.USUAL);
            if (org == null || !core.orgs().exists(org)) {
                throw new Trouble(org == null ? "say which org with --org" : "no org has the key " + org);
            }
            core.orgs().export(core.orgs().commandLine(org).orgId(), format, hashes, out);
        }
    }
}
