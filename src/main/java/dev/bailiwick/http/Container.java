package dev.bailiwick.http;

import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/**
 * In charge of what the container lets through and how it refuses the rest. A code may hold any character, and stands
 * percent-encoded in a path; what is refused before any of our code sees it is told as everything else is.
 */
@Configuration(proxyBeanMethods = false)
class Container {
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> paths() {
        return factory -> {
            factory.addConnectorCustomizers(connector -> {
                connector.setEncodedSolidusHandling("passthrough");
                connector.setEncodedReverseSolidusHandling("passthrough");
            });
            factory.addContextCustomizers(context -> {
                if (context.getParent() instanceof StandardHost host) {
                    host.setErrorReportValveClass(Refusals.class.getName());
                }
            });
        };
    }

    /** Paths are matched segment by segment before they are decoded, so an encoded character parts nothing. */
    @Bean
    HttpFirewall encodedPaths() {
        StrictHttpFirewall firewall = new StrictHttpFirewall();
        firewall.setAllowUrlEncodedSlash(true);
        firewall.setAllowUrlEncodedDoubleSlash(true);
        firewall.setAllowUrlEncodedPercent(true);
        firewall.setAllowUrlEncodedPeriod(true);
        firewall.setAllowBackSlash(true);
        firewall.setAllowSemicolon(true);
        return firewall;
    }

    /** The answers of the container itself. Made by it, by name. */
    public static final class Refusals extends ErrorReportValve {
        @Override
        protected void report(Request request, Response response, @Nullable Throwable thrown) {
            HttpStatus status = HttpStatus.resolve(response.getStatus());
            if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
                return;
            }
            try {
                ErrorAnswers.refused(
                        response.getResponse(),
                        request.getRequestURI(),
                        status == null ? HttpStatus.BAD_REQUEST : status);
                response.finishResponse();
            } catch (java.io.IOException e) {
                container.getLogger().debug("nobody was there to be told", e);
            }
        }
    }
}
