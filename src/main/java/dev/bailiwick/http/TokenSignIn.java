package dev.bailiwick.http;

import dev.bailiwick.bulk.Actor;
import dev.bailiwick.bulk.Ledger;
import dev.bailiwick.org.OAuth;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.web.filter.OncePerRequestFilter;

/** Turns an access token into an {@link Actor}, which becomes the request's principal. Other schemes are not its matter. */
final class TokenSignIn extends OncePerRequestFilter {
    private static final List<String> SCHEMES = List.of("zoho-oauthtoken", "bearer");

    private final OAuth oauth;
    private final AuthenticationEntryPoint refusal;

    TokenSignIn(OAuth oauth, AuthenticationEntryPoint refusal) {
        this.oauth = oauth;
        this.refusal = refusal;
    }

    /** The token is good no more, or never was. */
    static final class BadToken extends BadCredentialsException {
        private static final long serialVersionUID = 1L;

        BadToken() {
            super("invalid token");
        }
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String token = token(request.getHeader(HttpHeaders.AUTHORIZATION));
        if (token == null) {
            chain.doFilter(request, response);
            return;
        }
        Optional<Actor> actor;
        try {
            actor = oauth.check(token);
        } catch (Ledger.Unavailable e) {
            refusal.commence(request, response, new AuthenticationServiceException("the database is away", e));
            return;
        }
        if (actor.isEmpty()) {
            refusal.commence(request, response, new BadToken());
            return;
        }
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(actor.get(), null, List.of()));
        SecurityContextHolder.setContext(context);
        chain.doFilter(request, response);
    }

    private static @Nullable String token(@Nullable String header) {
        if (header == null) {
            return null;
        }
        String text = header.strip();
        int blank = text.indexOf(' ');
        return blank > 0 && SCHEMES.contains(text.substring(0, blank).toLowerCase(Locale.ROOT))
                ? text.substring(blank).strip()
                : null;
    }
}
