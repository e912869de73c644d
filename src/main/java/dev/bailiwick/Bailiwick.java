package dev.bailiwick;

import dev.bailiwick.bulk.Pipeline;
import dev.bailiwick.db.Transactions;
import dev.bailiwick.org.Orgs;
import dev.bailiwick.org.SignIn;
import dev.bailiwick.record.Records;
import dev.bailiwick.zone.Zones;
import java.time.InstantSource;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** The server: the features of {@link Core} behind their doors. */
@SpringBootApplication(proxyBeanMethods = false)
public class Bailiwick {
    @Bean
    Core core(DataSource database) {
        return Core.over(database, InstantSource.system());
    }

    @Bean
    Pipeline pipeline(Core core) {
        return core.pipeline();
    }

    @Bean
    Transactions transactions(Core core) {
        return core.transactions();
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
    SignIn signIn(Core core) {
        return core.signIn();
    }
}
