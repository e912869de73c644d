package dev.bailiwick.cli;

import dev.bailiwick.Bailiwick;
import dev.bailiwick.db.DatabaseUrl;
import dev.bailiwick.db.Migrations;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs a server on your own PostgreSQL. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = "Starts a server on your own PostgreSQL, 15 or later, that 'migrate' has prepared.")
final class ServeCommand implements Callable<Integer> {
    @Mixin
    private Listening listening = new Listening();

    @Option(
            names = "--database-url",
            required = true,
            defaultValue = "${env:BAILIWICK_DATABASE_URL}",
            paramLabel = "URL",
            description = "postgresql://role:password@host:port/database of the server's role, which owns nothing;"
                    + " 'migrate' prints it. May stand in BAILIWICK_DATABASE_URL instead")
    private String databaseUrl = "";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        DatabaseUrl database = DatabaseUrl.of(databaseUrl);
        Migrations.requireFit(database);
        Stop stop = new Stop();
        Bailiwick.Running running = stop.onStop(listening.start(database, spec));
        spec.commandLine().getOut().println("Bailiwick is ready: " + listening.url(running.port()));
        spec.commandLine().getOut().flush();
        stop.await();
        return 0;
    }
}
