package dev.bailiwick;

import dev.bailiwick.batch.Batches;
import dev.bailiwick.batch.Housekeeping;
import dev.bailiwick.bulk.Pipeline;
import dev.bailiwick.db.DatabaseUrl;
import dev.bailiwick.db.Migrations;
import dev.bailiwick.org.Grants;
import dev.bailiwick.org.OAuth;
import dev.bailiwick.org.Orgs;
import dev.bailiwick.org.People;
import dev.bailiwick.org.SignIn;
import dev.bailiwick.record.Records;
import dev.bailiwick.zone.Zones;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;

/** The server: the features of {@link Core} behind their doors. */
@SpringBootApplication(proxyBeanMethods = false)
public class Bailiwick {
    /**
     * Starts a server.
     *
     * @param database as the server's role, which must be fit (see {@link Migrations#requireFit})
     * @param address where to listen
     * @param port 0 for any free one
     */
    public static Running start(DatabaseUrl database, String address, int port, Core.Settings settings) {
        return new Running(application(database, address, port, settings).run());
    }

    static SpringApplication application(DatabaseUrl database, String address, int port, Core.Settings settings) {
        SpringApplication application = new SpringApplication(Bailiwick.class);
        // Two doors may have a controller of the same name.
        application.setBeanNameGenerator(FullyQualifiedAnnotationBeanNameGenerator.INSTANCE);
        // Whoever starts the server stops it: the database below it has to outlive it.
        application.setRegisterShutdownHook(false);
        application.setDefaultProperties(Map.of(
                "server.address", address,
                "server.port", String.valueOf(port),
                "spring.datasource.url", database.jdbc(),
                "spring.datasource.username", database.user(),
                "spring.datasource.password", database.password(),
                "bailiwick.retention", settings.retention().toString(),
                "bailiwick.most-zones", String.valueOf(settings.mostZones())));
        return application;
    }

    /** A server that runs. */
    public static final class Running implements AutoCloseable {
        private final ConfigurableApplicationContext context;

        private Running(ConfigurableApplicationContext context) {
            this.context = context;
        }

        /** The port it listens on. */
        public int port() {
            return Integer.parseInt(context.getEnvironment().getRequiredProperty("local.server.port"));
        }

        public Core core() {
            return context.getBean(Core.class);
        }

        /** Takes no more requests, lets the running ones end, and stops. */
        @Override
        public void close() {
            context.close();
        }
    }

    @Bean
    InstantSource clock() {
        return InstantSource.system();
    }

    @Bean
    Core core(
            DataSource database,
            InstantSource clock,
            @Value("${bailiwick.retention}") Duration retention,
            @Value("${bailiwick.most-zones}") int mostZones) {
        return Core.over(database, clock, new Core.Settings(retention, mostZones));
    }

    /** Deletes what is kept no longer, now and then, on one of the servers of a database. */
    @Bean(initMethod = "start", destroyMethod = "stop")
    Housekeeping housekeeping(DataSource database, Core core) {
        return new Housekeeping(database, core.batches());
    }

    @Bean
    Batches batches(Core core) {
        return core.batches();
    }

    @Bean
    Pipeline pipeline(Core core) {
        return core.pipeline();
    }

    @Bean
    Zones zones(Core core) {
        return core.zones();
    }

    @Bean
    Records records(Core core) {
        return core.records();
    }

    @Bean
    Orgs orgs(Core core) {
        return core.orgs();
    }

    @Bean
    People people(Core core) {
        return core.people();
    }

    @Bean
    SignIn signIn(Core core) {
        return core.signIn();
    }

    @Bean
    OAuth oauth(Core core) {
        return core.oauth();
    }

    @Bean
    Grants grants(Core core) {
        return core.grants();
    }
}
