package dev.bailiwick;

import dev.bailiwick.bulk.Actor;
import dev.bailiwick.db.DatabaseUrl;
import dev.bailiwick.db.Migrations;
import dev.bailiwick.db.TestPostgres;
import dev.bailiwick.org.Applied;
import dev.bailiwick.org.OrgFileReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** A real server on a port of its own over a real database, shared by the tests of a JVM. Each test makes an org. */
public final class TestServer implements AutoCloseable {
    private static final AtomicInteger ORGS = new AtomicInteger();
    private static @Nullable TestServer shared;

    private final TestPostgres.Database database;
    private final ConfigurableApplicationContext context;
    private final HttpClient client = HttpClient.newHttpClient();

    private TestServer(TestPostgres.Database database, UnaryOperator<DataSource> wrapping, Core.Settings settings) {
        this.database = database;
        DatabaseUrl server = DatabaseUrl.of(database.serverUrl());
        Migrations.migrate(DatabaseUrl.of(database.ownerUrl()), server.user(), null);
        Migrations.requireFit(server);
        BeanPostProcessor wrapper = new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof DataSource pool ? wrapping.apply(pool) : bean;
            }
        };
        SpringApplication application = Bailiwick.application(server, "127.0.0.1", 0, settings);
        application.addInitializers(c -> c.getBeanFactory().addBeanPostProcessor(wrapper));
        context = application.run();
        TestPostgres.requireServersRole(pool());
    }

    /** The server of this JVM. */
    public static synchronized TestServer shared() {
        if (shared == null) {
            shared = new TestServer(TestPostgres.newDatabase(), UnaryOperator.identity(), Core.Settings.USUAL);
        }
        return shared;
    }

    /** A server and a database of the caller's own, who closes it; it sees its connections through this wrapping. */
    public static TestServer own(UnaryOperator<DataSource> wrapping) {
        return new TestServer(TestPostgres.newDatabase(), wrapping, Core.Settings.USUAL);
    }

    /** A server and a database of the caller's own, who closes it, with other settings. */
    public static TestServer own(Core.Settings settings) {
        return new TestServer(TestPostgres.newDatabase(), UnaryOperator.identity(), settings);
    }

    /** Another server over this one's database, which the caller closes. */
    public TestServer beside() {
        return new TestServer(database, UnaryOperator.identity(), Core.Settings.USUAL);
    }

    @Override
    public void close() {
        client.close();
        context.close();
    }

    /** Every route that the server has, such as {@code PUT /v2/locations/zones}. */
    public List<String> routes() {
        return context.getBeansOfType(RequestMappingHandlerMapping.class).values().stream()
                .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
                .flatMap(route -> route.getPatternValues().stream()
                        .flatMap(path -> route.getMethodsCondition().getMethods().stream()
                                .map(method -> method + " " + path)))
                .sorted()
                .toList();
    }

    public Core core() {
        return context.getBean(Core.class);
    }

    /** The connections that the server works with, as this server sees them. */
    public DataSource pool() {
        return context.getBean(DataSource.class);
    }

    public TestPostgres.Database database() {
        return database;
    }

    public URI uri(String path) {
        return URI.create(
                "http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port") + path);
    }

    /**
     * An org of this server, and a user of it.
     *
     * @param authorization the header that signs the user in
     */
    public record Org(TestServer server, String key, long id, String authorization) {
        public HttpResponse<String> send(String method, String path, @Nullable String json) {
            return server.send(method, path, authorization, json);
        }

        public HttpResponse<String> put(String path, String json) {
            return send("PUT", path, json);
        }

        public HttpResponse<String> post(String path, String json) {
            return send("POST", path, json);
        }

        public HttpResponse<String> get(String path) {
            return send("GET", path, null);
        }

        /** The same org, asked by another of its users; all have the same password. */
        public Org as(String login) {
            return new Org(server, key, id, basic(key + "/" + login, PASSWORD));
        }

        public Actor actor() {
            return server.core().orgs().commandLine(key);
        }
    }

    public static final String PASSWORD = "correct horse battery";

    /** Cheap, so that a test does not spend its time on hashing. */
    private static final String HASH = String.valueOf(new BCryptPasswordEncoder(4).encode(PASSWORD));

    /** An org with these zones (the top one is made), fields and stores, given as in the org file. */
    public Org org(String file) {
        String key = "org" + ORGS.incrementAndGet();
        apply(key, """
                users:
                  - {login: admin, role: admin, passwordHash: "%1$s"}
                  - {login: editor, role: editor, passwordHash: "%1$s"}
                  - {login: viewer, role: viewer, passwordHash: "%1$s"}
                """.formatted(HASH));
        Actor actor = apply(key, file);
        return new Org(this, key, actor.orgId(), basic(key + "/admin", PASSWORD));
    }

    private Actor apply(String key, String file) {
        Actor actor = core().orgs().commandLine(key);
        Applied applied = core().orgs().apply(core().pipeline(), actor, OrgFileReader.read(file), "test", false, null);
        if (!applied.applied()) {
            throw new IllegalStateException("the test's org file is wrong: " + applied.mistakes());
        }
        return actor;
    }

    /** What the sandbox orgs enable. */
    public static final String LOCALES = """
            locales:
              languages: [en-IN, fr-FR, de-DE]
              currencies: [INR, EUR, USD]
              timezones: [Asia/Kolkata, Europe/Paris, America/New_York]
            """;

    /** An org with one zone, as the sandboxes have it. */
    public Org sandbox() {
        return org(LOCALES + """
                zones:
                  - {code: root, name: ROOT}
                """);
    }

    public static String basic(String user, String password) {
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    public HttpResponse<String> send(
            String method, String path, @Nullable String authorization, @Nullable String json, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .method(method, json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        if (json != null && !List.of(headers).contains("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return client.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
