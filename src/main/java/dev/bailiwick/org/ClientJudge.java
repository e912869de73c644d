package dev.bailiwick.org;

import dev.bailiwick.bulk.Claim;
import dev.bailiwick.bulk.DoorRules;
import dev.bailiwick.bulk.Draft;
import dev.bailiwick.bulk.Entity;
import dev.bailiwick.bulk.FaultCode;
import dev.bailiwick.bulk.Judge;
import dev.bailiwick.bulk.Key;
import dev.bailiwick.bulk.Owner;
import dev.bailiwick.bulk.Scopes;
import dev.bailiwick.bulk.Secret;
import dev.bailiwick.bulk.Space;
import dev.bailiwick.bulk.Text;
import dev.bailiwick.bulk.Working;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rules of OAuth clients. Scopes and redirect addresses are what the item says, not added to what was: who takes one
 * out of the list takes it away.
 *
 * @param owners who has the logins that the batch names
 */
record ClientJudge(Map<Long, Entity> entities, Map<Claim, Owner> owners, Passwords passwords) implements Judge {
    /** Its id within the org; clients show {@code org.id}. */
    static final String CLIENT = "client";

    /** Its owner: a login where it is asked for, the user's id where it is kept. */
    static final String USER = "user";

    static final String SCOPES = "scopes";
    static final String REDIRECT_URIS = "redirectUris";

    /** Asked in clear, kept as a hash. */
    static final String SECRET = "secret";

    /** Asked as a hash. */
    static final String SECRET_HASH = "secretHash";

    private static final int MOST_REDIRECTS = 20;
    private static final int LONGEST_REDIRECT = 500;

    static Key clientKey(String id) {
        return new Key.Unique(CLIENT, new Claim(Space.CLIENT_ID, id));
    }

    static Claim loginClaim(String login) {
        return new Claim(Space.LOGIN, login);
    }

    /** Whether this may be a client's id. */
    static boolean isId(String id) {
        return id.matches("[A-Za-z0-9][A-Za-z0-9_-]{0,49}");
    }

    @Override
    public String label(Entity client) {
        return String.valueOf(client.text(CLIENT));
    }

    @Override
    public List<String> fields() {
        return List.of("id", CLIENT, USER, SCOPES, REDIRECT_URIS, SECRET, SECRET_HASH);
    }

    @Override
    public Map<String, @Nullable Object> blank() {
        Map<String, @Nullable Object> blank = new LinkedHashMap<>();
        blank.put(CLIENT, "");
        blank.put(USER, null);
        blank.put(SCOPES, List.of());
        blank.put(REDIRECT_URIS, List.of());
        blank.put(SECRET, null);
        return blank;
    }

    @Override
    public Map<Claim, String> claims(Entity client) {
        return Map.of(new Claim(Space.CLIENT_ID, String.valueOf(client.get(CLIENT))), CLIENT);
    }

    @Override
    public void shape(Draft draft, DoorRules rules) {
        if (draft.isNew()) {
            if (draft.asked(CLIENT) instanceof String id && isId(id)) {
                draft.set(CLIENT, id);
            } else {
                draft.fault(FaultCode.MALFORMED, CLIENT, "expected", "1 to 50 letters, digits, - and _");
            }
        }
        user(draft);
        scopes(draft);
        redirectUris(draft);
        secret(draft);
    }

    private void user(Draft draft) {
        if (draft.asks(USER)) {
            Owner owner = draft.asked(USER) instanceof String login ? owners.get(loginClaim(login)) : null;
            if (owner == null) {
                draft.fault(FaultCode.MALFORMED, USER, "expected", "the login of a user of this org");
            } else {
                draft.set(USER, owner.id());
            }
        } else if (draft.isNew()) {
            draft.fault(FaultCode.MISSING, USER);
        }
    }

    private static void scopes(Draft draft) {
        if (draft.asks(SCOPES)) {
            List<String> texts = texts(draft.asked(SCOPES));
            Scopes scopes = texts == null ? null : Scopes.of(texts).orElse(null);
            if (scopes == null) {
                draft.fault(
                        FaultCode.MALFORMED,
                        SCOPES,
                        "expected",
                        "a list of 1 to " + Scopes.MOST + " scopes such as ZohoCRM.modules.ALL");
            } else {
                draft.set(SCOPES, scopes.texts());
            }
        } else if (draft.isNew()) {
            draft.fault(FaultCode.MISSING, SCOPES);
        }
    }

    private static void redirectUris(Draft draft) {
        if (!draft.asks(REDIRECT_URIS)) {
            return;
        }
        List<String> uris = texts(draft.asked(REDIRECT_URIS));
        boolean right = uris != null
                && uris.size() <= MOST_REDIRECTS
                && uris.stream().allMatch(u -> u.length() <= LONGEST_REDIRECT && u.matches("[a-z][a-z0-9+.-]*:\\S+"))
                && uris.stream().allMatch(Text::isStorable);
        if (uris != null && right) {
            draft.set(REDIRECT_URIS, uris);
        } else {
            draft.fault(
                    FaultCode.MALFORMED,
                    REDIRECT_URIS,
                    "expected",
                    "a list of at most " + MOST_REDIRECTS + " addresses");
        }
    }

    private static @Nullable List<String> texts(@Nullable Object asked) {
        if (!(asked instanceof List<?> list)) {
            return null;
        }
        List<String> texts = new ArrayList<>();
        for (Object one : list) {
            if (!(one instanceof String text)) {
                return null;
            }
            texts.add(text);
        }
        return texts;
    }

    /** Null takes every secret away, at once; another one leaves the present one good for a day. */
    private void secret(Draft draft) {
        if (draft.asks(SECRET) && draft.asks(SECRET_HASH)) {
            draft.fault(FaultCode.MALFORMED, SECRET_HASH, "expected", "secret or secretHash, not both");
        } else if (draft.asks(SECRET)) {
            Object asked = draft.asked(SECRET);
            if (asked == null) {
                draft.set(SECRET, null);
            } else if (asked instanceof String text && text.startsWith("${")) {
                draft.fault(
                        FaultCode.MALFORMED, SECRET, "expected", "a secret; only the command line fills in ${NAME}");
            } else if (!(asked instanceof String secret) || !Passwords.acceptable(secret)) {
                draft.fault(FaultCode.MALFORMED, SECRET, "expected", "8 characters to 72 bytes");
            } else if (!(draft.after().get(SECRET) instanceof Secret now) || !passwords.isSecret(secret, now.value())) {
                draft.set(SECRET, new Secret(passwords.hashOfSecret(secret)));
            }
        } else if (draft.asks(SECRET_HASH)) {
            if (draft.asked(SECRET_HASH) instanceof String hash && Passwords.isSecretHash(hash)) {
                draft.set(SECRET, new Secret(hash));
            } else {
                draft.fault(FaultCode.MALFORMED, SECRET_HASH, "expected", "a hash as an export writes it");
            }
        }
    }

    @Override
    public void link(Draft draft, Working working) {}

    @Override
    public void fit(Draft draft, Working working, DoorRules rules) {}
}
