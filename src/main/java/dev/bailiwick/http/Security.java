package dev.bailiwick.http;

import dev.bailiwick.org.OAuth;
import dev.bailiwick.org.SignIn;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
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
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;

/**
 * In charge of who gets in: a password or an access token on every door, no sessions. Open are the health check and the
 * place where clients get their tokens, who show there who they are.
 */
@Configuration(proxyBeanMethods = false)
public class Security {

    @Bean
    AuthenticationManager authenticationManager(SignIn signIn) {
        ProviderManager manager = new ProviderManager(new BasicSignIn(signIn));
        manager.setEraseCredentialsAfterAuthentication(true);
        return manager;
    }

    /** Whatever stands in a header there is no sign-in, so none is refused for it. */
    @Bean
    @Order(1)
    SecurityFilterChain tokens(HttpSecurity http) {
        return bare(http.securityMatcher("/oauth/**"))
                .authorizeHttpRequests(a -> a.anyRequest().permitAll())
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain doors(HttpSecurity http, AuthenticationManager manager, OAuth oauth) {
        return bare(http)
                .authenticationManager(manager)
                .addFilterBefore(new TokenSignIn(oauth, Security::challenge), BasicAuthenticationFilter.class)
                .httpBasic(basic -> basic.authenticationEntryPoint(Security::challenge))
                .exceptionHandling(h -> h.authenticationEntryPoint(Security::challenge))
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

    private static HttpSecurity bare(HttpSecurity http) {
        return http.csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .anonymous(AbstractHttpConfigurer::disable)
                .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS));
    }

    /** Asks for credentials; or says that nobody can be known just now, which is not the caller's fault. */
    private static void challenge(HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
            throws IOException {
        boolean away = why instanceof AuthenticationServiceException;
        boolean token = why instanceof TokenSignIn.BadToken;
        if (away) {
            response.setHeader(HttpHeaders.RETRY_AFTER, Problems.RETRY_AFTER_SECONDS);
        }
        if (CrmErrors.isFor(request)) {
            CrmErrors error = token ? CrmErrors.INVALID_TOKEN : CrmErrors.AUTHENTICATION_FAILURE;
            (away ? CrmErrors.INTERNAL_ERROR : error).write(response);
        } else if (away) {
            ErrorAnswers.problem(response, HttpStatus.SERVICE_UNAVAILABLE, Problems.NOTHING_STORED);
        } else if (token) {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
            ErrorAnswers.problem(response, HttpStatus.UNAUTHORIZED, "the token is unknown, revoked or at its end");
        } else {
            response.setHeader(HttpHeaders.WWW_AUTHENTICATE, "Basic realm=\"Bailiwick\", charset=\"UTF-8\"");
            ErrorAnswers.problem(response, HttpStatus.UNAUTHORIZED, "sign in as org/login with a password");
        }
    }
}
