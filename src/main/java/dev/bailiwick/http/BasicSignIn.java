package dev.bailiwick.http;

import dev.bailiwick.bulk.Actor;
import dev.bailiwick.bulk.Ledger;
import dev.bailiwick.org.SignIn;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;

/** Turns a name and a password into an {@link Actor}, which becomes the request's principal. */
final class BasicSignIn implements AuthenticationProvider {
    private final SignIn signIn;

    BasicSignIn(SignIn signIn) {
        this.signIn = signIn;
    }

    @Override
    public Authentication authenticate(Authentication asked) {
        String name = asked.getName();
        Object password = asked.getCredentials();
        Actor actor;
        try {
            actor = signIn.check(name, password == null ? "" : password.toString())
                    .orElseThrow(() -> new BadCredentialsException("wrong user or password"));
        } catch (Ledger.Unavailable e) {
            throw new AuthenticationServiceException("the database is away", e);
        }
        return UsernamePasswordAuthenticationToken.authenticated(actor, null, List.of());
    }

    @Override
    public boolean supports(@Nullable Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.equals(authentication);
    }
}
