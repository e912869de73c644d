package dev.bailiwick.cli;

import dev.bailiwick.bulk.Ledger;
import dev.bailiwick.db.EmbeddedPostgresException;
import dev.bailiwick.db.Migrations;
import java.util.concurrent.Callable;
import org.springframework.boot.web.server.PortInUseException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry point of the jar: one command a class. */
@Command(
        name = "bailiwick",
        mixinStandardHelpOptions = true,
        version = "Bailiwick 0.1.0",
        description = "Who belongs where, in bulk, with an honest outcome for every row.",
        subcommands = {
            DemoCommand.class,
            ServeCommand.class,
            MigrateCommand.class,
            ApplyCommand.class,
            ExportCommand.class,
            TokenCommand.class
        })
public final class Main implements Callable<Integer> {
    /** Something outside keeps the command from doing its work, and the message says what to do. */
    static final int UNFIT = 78;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    private Main() {}

    public static void main(String[] args) {
        CommandLine line = new CommandLine(new Main());
        line.setExecutionExceptionHandler((error, command, parsed) -> told(error, command));
        System.exit(line.execute(args));
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(System.out);
        return CommandLine.ExitCode.USAGE;
    }

    /** What was foreseen is told in words; the rest with its stack, as the mistake it is. */
    private static int told(Exception error, CommandLine command) throws Exception {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof EmbeddedPostgresException
                    || cause instanceof Migrations.Unfit
                    || cause instanceof Trouble
                    || cause instanceof IllegalArgumentException) {
                command.getErr().println(cause.getMessage());
                return UNFIT;
            }
            if (cause instanceof Ledger.Unavailable unavailable) {
                command.getErr()
                        .println(
                                unavailable.isMaybeStored()
                                        ? "the database went away during the commit: look whether it is stored, or try again"
                                        : "nothing was stored: " + cause.getMessage() + "; try again");
                return UNFIT;
            }
            if (cause instanceof PortInUseException taken) {
                command.getErr()
                        .println("port " + taken.getPort() + " is taken by another program; choose one with --port");
                return UNFIT;
            }
        }
        throw error;
    }

    /** What keeps a command from its work. */
    static final class Trouble extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Trouble(String message) {
            super(message);
        }
    }
}
