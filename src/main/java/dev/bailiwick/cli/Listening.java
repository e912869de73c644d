package dev.bailiwick.cli;

import dev.bailiwick.Bailiwick;
import dev.bailiwick.Core;
import dev.bailiwick.db.DatabaseUrl;
import java.time.Duration;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Where a server listens, how long it remembers, and how much an org may have. */
final class Listening {
    @Option(
            names = "--port",
            defaultValue = "8080",
            paramLabel = "PORT",
            description = "where to listen, 0 for any free port (default: ${DEFAULT-VALUE})")
    int port;

    @Option(
            names = "--bind",
            defaultValue = "127.0.0.1",
            paramLabel = "ADDRESS",
            description = "the address to listen on; anything but loopback opens the server to others, who then send"
                    + " their passwords in clear unless a proxy adds TLS (default: ${DEFAULT-VALUE})")
    String bind = "";

    @Option(
            names = "--retention-days",
            defaultValue = "${env:BAILIWICK_RETENTION_DAYS:-90}",
            paramLabel = "DAYS",
            description = "how long receipts are kept and batches can be undone, 1 at least (default: 90); may stand in"
                    + " BAILIWICK_RETENTION_DAYS instead")
    int retentionDays;

    @Option(
            names = "--most-zones",
            defaultValue = "${env:BAILIWICK_MOST_ZONES:-100000}",
            paramLabel = "ZONES",
            description = "how many zones an org may have (default: 100000); may stand in BAILIWICK_MOST_ZONES instead")
    int mostZones;

    private static final int MOST_DAYS = 36_500;

    /**
     * Starts a server there.
     *
     * @throws CommandLine.ParameterException where an option cannot be
     */
    Bailiwick.Running start(DatabaseUrl database, CommandSpec spec) {
        if (retentionDays < 1 || retentionDays > MOST_DAYS) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(),
                    "--retention-days must be from 1, since repeated requests want their receipts, to " + MOST_DAYS);
        }
        if (mostZones < 1) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--most-zones must be from 1, since every org has a zone at the top");
        }
        return Bailiwick.start(database, bind, port, new Core.Settings(Duration.ofDays(retentionDays), mostZones));
    }

    String url(int actualPort) {
        String host = bind.equals("0.0.0.0") || bind.equals("::") ? "127.0.0.1" : bind;
        return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + actualPort;
    }
}
