package dev.bailiwick.http;

import dev.bailiwick.org.SignIn;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
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
                .httpBasic(basic -> basic.authenticationEntryPoint((request, response, e) -> challenge(response)))
                .exceptionHandling(h -> h.authenticationEntryPoint((request, response, e) -> challenge(response)))
                // An error is dispatched anew; asking for credentials there would hide what went wrong.
                .authorizeHttpRequests(a -> a.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers("/health")
                        .permitAll()
                        .anyRequest()
                        .authenticated())
                .build();
    }

    private static void challenge(HttpServletResponse response) throws IOException {
        response.setStatus(HttpStatus.UNAUTHORIZED.value());
        response.setHeader("WWW-Authenticate", "Basic realm=\"Bailiwick\", charset=\"UTF-8\"");
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream()
                .print(
                        "{\"title\":\"Unauthorized\",\"status\":401,\"detail\":\"sign in as org/login with a password\"}");
    }
}
