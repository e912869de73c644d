package dev.bailiwick.cli;

import dev.bailiwick.db.DatabaseUrl;
import dev.bailiwick.db.Migrations;
import java.io.PrintWriter;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prepares a PostgreSQL for the server. */
@Command(
        name = "migrate",
        mixinStandardHelpOptions = true,
        description = "Brings a database's schema up to date, makes the server's role and prints its URL.")
final class MigrateCommand implements Callable<Integer> {
    @Option(
            names = "--owner-url",
            required = true,
            defaultValue = "${env:BAILIWICK_OWNER_URL}",
            paramLabel = "URL",
            description = "postgresql://role:password@host:port/database of the schema's owner, who need not be a"
                    + " superuser but may make roles. May stand in BAILIWICK_OWNER_URL instead")
    private String ownerUrl = "";

    @Option(
            names = "--role",
            defaultValue = "bailiwick",
            paramLabel = "NAME",
            description = "the server's role (default: ${DEFAULT-VALUE})")
    private String role = "";

    @Option(
            names = "--keep-password",
            description = "leave the role's password as it is, instead of setting a new one; the role must exist")
    private boolean keepPassword;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        DatabaseUrl owner = DatabaseUrl.of(ownerUrl);
        String password = keepPassword ? null : random();
        int ran = Migrations.migrate(owner, role, password);
        out.println(ran == 0 ? "the schema is up to date" : "migrations run: " + ran);
        out.println("serve with: ./bailiwick serve --database-url '" + owner.forRole(role, shown(password)) + "'");
        out.flush();
        return 0;
    }

    private static String shown(@Nullable String password) {
        return password == null ? "PASSWORD" : password;
    }

    private static String random() {
        byte[] bytes = new byte[18];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
