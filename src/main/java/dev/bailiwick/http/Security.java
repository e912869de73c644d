package dev.bailiwick.http;

import dev.bailiwick.org.SignIn;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.SecurityFilterChain;

/** In charge of who gets in: HTTP Basic on every door, no sessions, nothing open but the health check. */
@Configuration(proxyBeanMethods = false)
public class Security {

    @Bean
    AuthenticationManager authenticationManager(SignIn signIn) {
        ProviderManager manager = new ProviderManager(new BasicSignIn(signIn));
        manager.setEraseCredentialsAfterAuthentication(true);
        return manager;
    }

    @Bean
    SecurityFilterChain doors(HttpSecurity http, AuthenticationManager manager) {
        return http.authenticationManager(manager)
                .csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .anonymous(AbstractHttpConfigurer::disable)
                .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .httpBasic(basic -> basic.authenticationEntryPoint((request, response, e) -> challenge(response, e)))
                .exceptionHandling(h -> h.authenticationEntryPoint((request, response, e) -> challenge(response, e)))
                // An error is dispatched anew; asking for credentials there would hide what went wrong.
                .authorizeHttpRequests(a -> a.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers("/error")
                        .denyAll()
                        .requestMatchers("/health")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .build();
    }

    /** Asks for credentials; or says that nobody can be known just now, which is not the caller's fault. */
    private static void challenge(HttpServletResponse response, AuthenticationException why) throws IOException {
        if (why instanceof AuthenticationServiceException) {
            response.setHeader(HttpHeaders.RETRY_AFTER, Problems.RETRY_AFTER_SECONDS);
            ErrorAnswers.problem(response, HttpStatus.SERVICE_UNAVAILABLE, Problems.NOTHING_STORED);
        } else {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Bailiwick\", charset=\"UTF-8\"");
            ErrorAnswers.problem(response, HttpStatus.UNAUTHORIZED, "sign in as org/login with a password");
        }
    }
}
