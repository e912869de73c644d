package dev.bailiwick.org;

import dev.bailiwick.bulk.Actor;
import dev.bailiwick.bulk.Ledger;
import dev.bailiwick.bulk.Role;
import dev.bailiwick.bulk.Scopes;
import dev.bailiwick.db.Expiring;
import dev.bailiwick.db.Transactions;
import dev.bailiwick.org.OAuthTable.Grant;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * In charge of tokens that clients ask for, show and give back. Access tokens end after an hour, refresh tokens when they
 * are revoked, codes after their first use or some minutes. Every method may throw {@link Ledger.Unavailable}.
 */
public final class OAuth implements Expiring {
    /** How long an access token is good. */
    public static final Duration ACCESS = Duration.ofSeconds(3600);

    /** How long a used code is known, so that its second use is noticed. */
    private static final Duration CODES_KEPT = Duration.ofDays(1);

    /** Per user and client; one more, and the oldest goes. */
    private static final int MOST_REFRESH = 20;

    /** Per refresh token, or per client that asks in its own name; one more, and the oldest goes. */
    private static final int MOST_ACCESS = 30;

    private static final int ATTEMPTS = 3;

    private final OrgTable orgs;
    private final ClientTable clients;
    private final OAuthTable table;
    private final Passwords passwords;
    private final Transactions transactions;
    private final InstantSource clock;
    private final TokenMemory memory;

    OAuth(
            OrgTable orgs,
            ClientTable clients,
            OAuthTable table,
            Passwords passwords,
            Transactions transactions,
            InstantSource clock,
            TokenMemory memory) {
        this.orgs = orgs;
        this.clients = clients;
        this.table = table;
        this.passwords = passwords;
        this.transactions = transactions;
        this.clock = clock;
        this.memory = memory;
    }

    /** Why there is no token. */
    public enum Error {
        /** The code or refresh token is unknown, at its end, used, or another client's. */
        INVALID_CODE,
        INVALID_CLIENT,
        INVALID_CLIENT_SECRET,
        INVALID_REDIRECT_URI,
        /** No scope, none that is one, or more than the client's. */
        INVALID_SCOPE,
        /** The org is not named, or is another than the client's. */
        MISSING_ORG_INFO,
        /** Anything else. */
        GENERAL_ERROR;

        /** As clients are told. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** There is no token. */
    public static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final Error error;

        public Refused(Error error) {
            super(error.word());
            this.error = error;
        }

        public Error error() {
            return error;
        }
    }

    /**
     * What a client shows of itself.
     *
     * @param id {@code org.id}
     */
    public record Credentials(@Nullable String id, @Nullable String secret) {
        @Override
        public String toString() {
            return "Credentials[" + id + "]";
        }
    }

    /**
     * A new token, shown once.
     *
     * @param refreshToken null where the grant gives none
     */
    public record Issued(String accessToken, @Nullable String refreshToken, Duration lifetime) {
        @Override
        public String toString() {
            return "Issued[" + lifetime + "]";
        }
    }

    /** A new secret for a client: 256 random bits in small hex digits. */
    public static String newSecret() {
        return Passwords.newSecret();
    }

    private record Known(long orgId, ClientTable.Client client) {}

    /** A client that shows its secret. The secret before the present one is good until its end. */
    private Known known(Credentials shown) {
        String id = shown.id() == null ? "" : shown.id();
        int dot = id.indexOf('.');
        String org = dot < 0 ? "" : id.substring(0, dot);
        String name = id.substring(dot + 1);
        if (Orgs.keyMistake(org) != null || !ClientJudge.isId(name)) {
            throw new Refused(Error.INVALID_CLIENT);
        }
        Long orgId = transactions.beforeAnyOrg(() -> orgs.idOf(org));
        ClientTable.Client client = orgId == null
                ? null
                : transactions.read(orgId, () -> clients.byName(orgId, name)).orElse(null);
        if (client == null || orgId == null) {
            throw new Refused(Error.INVALID_CLIENT);
        }
        String secret = shown.secret();
        boolean right = secret != null
                && (isSecret(secret, client.hash())
                        || client.formerUntil() != null
                                && clock.instant().isBefore(client.formerUntil())
                                && isSecret(secret, client.former()));
        if (!right) {
            throw new Refused(Error.INVALID_CLIENT_SECRET);
        }
        return new Known(orgId, client);
    }

    private boolean isSecret(String secret, @Nullable String hash) {
        if (hash == null) {
            return false;
        }
        return Passwords.isSlow(hash)
                ? passwords.matchesInTurn(p -> p.isSecret(secret, hash))
                : passwords.isSecret(secret, hash);
    }

    /** What a client shows beside its secret, if it is of the client's org. */
    private static Token token(Known known, @Nullable String text) {
        return Token.read(text == null ? "" : text)
                .filter(t -> t.orgId() == known.orgId())
                .orElseThrow(() -> new Refused(Error.INVALID_CODE));
    }

    /**
     * Trades a code for a refresh and an access token. A code that comes a second time has been seen by somebody else, so
     * what came of it is revoked (RFC 6749, 4.1.2).
     *
     * @param redirectUri must be the code's, where the code has one
     * @throws Refused where there is none
     */
    public Issued byCode(Credentials shown, @Nullable String code, @Nullable String redirectUri) {
        Known known = known(shown);
        Token token = token(known, code);
        Optional<Issued> issued = attempt(known.orgId(), () -> trade(known, token, redirectUri));
        return issued.orElseThrow(() -> new Refused(Error.INVALID_CODE));
    }

    private Optional<Issued> trade(Known known, Token token, @Nullable String redirectUri) {
        long org = known.orgId();
        OAuthTable.Code code = table.code(org, token.hash())
                .filter(c -> c.grant().clientId() == known.client().id())
                .orElseThrow(() -> new Refused(Error.INVALID_CODE));
        Long used = code.refreshId();
        if (used != null) {
            revoke(org, used);
            return Optional.empty();
        }
        Instant now = clock.instant();
        if (!now.isBefore(code.end())) {
            throw new Refused(Error.INVALID_CODE);
        }
        requireRedirect(known.client(), code.redirectUri(), redirectUri);
        Grant grant = narrowed(code.grant(), known.client());
        Refresh refresh = newRefresh(grant, now);
        table.useCode(org, token.hash(), refresh.id());
        return Optional.of(new Issued(newAccess(grant, refresh.id(), now, ACCESS), refresh.text(), ACCESS));
    }

    /** A code without an address is of a client without pages; what such a client sends must still be its own. */
    private static void requireRedirect(ClientTable.Client client, @Nullable String wanted, @Nullable String shown) {
        boolean right = wanted != null
                ? wanted.equals(shown)
                : shown == null
                        || client.redirectUris().isEmpty()
                        || client.redirectUris().contains(shown);
        if (!right) {
            throw new Refused(Error.INVALID_REDIRECT_URI);
        }
    }

    /** What was granted, without what the client may ask for no more. */
    private static Grant narrowed(Grant grant, ClientTable.Client client) {
        Scopes scopes = grant.scopes().within(client.scopes()).orElseThrow(() -> new Refused(Error.INVALID_SCOPE));
        return new Grant(grant.orgId(), grant.clientId(), grant.userId(), scopes);
    }

    /**
     * A new access token for a refresh token, which stays as it is.
     *
     * @throws Refused where there is none
     */
    public Issued byRefresh(Credentials shown, @Nullable String refreshToken) {
        Known known = known(shown);
        Token token = token(known, refreshToken);
        return attempt(known.orgId(), () -> {
            OAuthTable.Refresh refresh = table.refresh(known.orgId(), token.hash())
                    .filter(r -> r.grant().clientId() == known.client().id())
                    .orElseThrow(() -> new Refused(Error.INVALID_CODE));
            Grant grant = narrowed(refresh.grant(), known.client());
            return new Issued(newAccess(grant, refresh.id(), clock.instant(), ACCESS), null, ACCESS);
        });
    }

    /**
     * An access token for a client in its own name, which acts as its owner.
     *
     * @param scope a list, within the client's
     * @param soid {@code ZohoCRM.} and the org's number
     * @throws Refused where there is none
     */
    public Issued byClient(Credentials shown, @Nullable String scope, @Nullable String soid) {
        Known known = known(shown);
        if (!("ZohoCRM." + known.orgId()).equals(soid)) {
            throw new Refused(Error.MISSING_ORG_INFO);
        }
        ClientTable.Client client = known.client();
        Scopes scopes = Scopes.parse(scope == null ? "" : scope)
                .filter(client.scopes()::covers)
                .orElseThrow(() -> new Refused(Error.INVALID_SCOPE));
        Grant grant = new Grant(known.orgId(), client.id(), client.userId(), scopes);
        return attempt(known.orgId(), () -> {
            clients.lock(known.orgId(), client.id());
            return new Issued(newAccess(grant, client.id(), clock.instant(), ACCESS), null, ACCESS);
        });
    }

    /** A refresh token that was made, and its id. */
    record Refresh(long id, String text) {}

    /** Makes a refresh token inside a transaction; the oldest one too many goes. */
    Refresh newRefresh(Grant grant, Instant now) {
        clients.lock(grant.orgId(), grant.clientId());
        Token refresh = Token.fresh(grant.orgId());
        long id = table.newId();
        table.addRefresh(grant, id, refresh.hash(), now);
        if (table.countRefresh(grant) > MOST_REFRESH) {
            table.oldRefresh(grant, MOST_REFRESH).forEach(old -> revoke(grant.orgId(), old));
        }
        return new Refresh(id, refresh.text());
    }

    /** Makes an access token inside a transaction; the oldest one too many goes. */
    String newAccess(Grant grant, long sourceId, Instant now, Duration lifetime) {
        Token access = Token.fresh(grant.orgId());
        table.addAccess(grant, access.hash(), sourceId, now, now.plus(lifetime));
        if (table.countAccess(grant.orgId(), sourceId, MOST_ACCESS + 1) > MOST_ACCESS) {
            table.deleteOldAccess(grant.orgId(), sourceId, MOST_ACCESS);
            Transactions.afterCommit(() -> memory.forget(grant.orgId(), sourceId));
        }
        return access.text();
    }

    /** Revokes a refresh token, or an access token that stands alone, inside a transaction. */
    boolean revoke(long orgId, long id) {
        boolean refresh = table.deleteRefresh(orgId, id);
        boolean access = table.deleteAccessOf(orgId, id) > 0;
        Transactions.afterCommit(() -> memory.forget(orgId, id));
        return refresh || access;
    }

    /**
     * Takes a token back: with a refresh token all that came of it.
     *
     * @return false where there is no such token
     */
    public boolean revoke(@Nullable String text) {
        Token token = Token.read(text == null ? "" : text).orElse(null);
        if (token == null || key(token).isEmpty()) {
            return false;
        }
        return attempt(
                token.orgId(),
                () -> table.refresh(token.orgId(), token.hash())
                        .map(refresh -> revoke(token.orgId(), refresh.id()))
                        .orElseGet(() -> {
                            Transactions.afterCommit(() -> memory.forget(token.orgId()));
                            return table.deleteAccess(token.orgId(), token.hash());
                        }));
    }

    private Optional<String> key(Token token) {
        return transactions.beforeAnyOrg(() -> table.keyOf(token.orgId()));
    }

    /**
     * Who shows this access token, with the role that the user has now.
     *
     * @return nobody where it is unknown, revoked or at its end
     */
    public Optional<Actor> check(String text) {
        Token token = Token.read(text).orElse(null);
        if (token == null) {
            return Optional.empty();
        }
        byte[] hash = token.hash();
        Instant now = clock.instant();
        Optional<Actor> remembered = memory.find(hash, now);
        if (remembered.isPresent()) {
            return remembered;
        }
        long changes = memory.changes();
        Optional<String> org = key(token);
        if (org.isEmpty()) {
            return Optional.empty();
        }
        return transactions
                .read(token.orgId(), () -> table.holder(token.orgId(), hash, now))
                .map(holder -> {
                    Role role = Role.valueOf(holder.role().toUpperCase(Locale.ROOT));
                    Actor actor =
                            new Actor(token.orgId(), org.get(), holder.userId(), holder.login(), role, holder.scopes());
                    memory.keep(hash, new TokenMemory.Known(actor, holder.sourceId(), holder.end()), now, changes);
                    return actor;
                });
    }

    /** Whether this is a refresh token that is good, of a client with this secret. */
    public boolean isGood(Credentials shown, String refreshToken) {
        try {
            Known known = known(shown);
            Token token = token(known, refreshToken);
            return transactions
                    .read(known.orgId(), () -> table.refresh(known.orgId(), token.hash()))
                    .filter(refresh ->
                            refresh.grant().clientId() == known.client().id())
                    .isPresent();
        } catch (Refused e) {
            return false;
        }
    }

    /** Work in a transaction of the org, again where the database ended a conflict. */
    <R> R attempt(long orgId, Supplier<R> work) {
        for (int i = 1; ; i++) {
            try {
                return transactions.read(orgId, work);
            } catch (Ledger.LostRace e) {
                if (i == ATTEMPTS) {
                    throw new Ledger.Unavailable("tokens are asked for and revoked too fast", e);
                }
            }
        }
    }

    @Override
    public int deleteSome(long orgId, Instant now, int limit) {
        return table.deleteEndedAccess(orgId, now, limit) + table.deleteEndedCodes(orgId, now.minus(CODES_KEPT), limit);
    }
}
