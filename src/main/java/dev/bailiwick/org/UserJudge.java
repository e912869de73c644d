package dev.bailiwick.org;

import dev.bailiwick.bulk.Claim;
import dev.bailiwick.bulk.DoorRules;
import dev.bailiwick.bulk.Draft;
import dev.bailiwick.bulk.Entity;
import dev.bailiwick.bulk.FaultCode;
import dev.bailiwick.bulk.Judge;
import dev.bailiwick.bulk.Key;
import dev.bailiwick.bulk.Role;
import dev.bailiwick.bulk.Secret;
import dev.bailiwick.bulk.Space;
import dev.bailiwick.bulk.Working;
import dev.bailiwick.catalog.FieldRules;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rules of users. */
record UserJudge(Map<Long, Entity> entities, Passwords passwords) implements Judge {
    static final String LOGIN = "login";
    static final String NAME = "name";
    static final String EMAIL = "email";
    static final String ROLE = "role";

    /** Asked in clear, kept as a hash. */
    static final String PASSWORD = "password";

    /** Asked as a hash. */
    static final String PASSWORD_HASH = "passwordHash";

    static Key loginKey(String login) {
        return new Key.Unique(LOGIN, new Claim(Space.LOGIN, login));
    }

    @Override
    public String label(Entity user) {
        return String.valueOf(user.text(LOGIN));
    }

    @Override
    public List<String> fields() {
        return List.of("id", LOGIN, NAME, EMAIL, ROLE, PASSWORD, PASSWORD_HASH);
    }

    @Override
    public Map<String, @Nullable Object> blank() {
        Map<String, @Nullable Object> blank = new LinkedHashMap<>();
        blank.put(LOGIN, "");
        blank.put(NAME, null);
        blank.put(EMAIL, null);
        blank.put(ROLE, Role.VIEWER.name().toLowerCase(Locale.ROOT));
        blank.put(PASSWORD, null);
        return blank;
    }

    @Override
    public Map<Claim, String> claims(Entity user) {
        return Map.of(new Claim(Space.LOGIN, String.valueOf(user.get(LOGIN))), LOGIN);
    }

    @Override
    public void shape(Draft draft, DoorRules rules) {
        if (draft.isNew()) {
            FieldRules.code(draft, LOGIN);
            if (draft.asked(LOGIN) instanceof String login && !login.matches("[A-Za-z0-9._@+-]+")) {
                draft.fault(FaultCode.MALFORMED, LOGIN, "expected", "letters, digits and . _ @ + -");
            }
        }
        FieldRules.optionalText(draft, NAME);
        FieldRules.optionalText(draft, EMAIL);
        role(draft);
        password(draft);
    }

    private static void role(Draft draft) {
        if (draft.asks(ROLE)) {
            boolean known = draft.asked(ROLE) instanceof String role
                    && List.of("viewer", "editor", "admin").contains(role);
            if (known) {
                draft.set(ROLE, draft.asked(ROLE));
            } else {
                draft.fault(FaultCode.MALFORMED, ROLE, "expected", "viewer, editor or admin");
            }
        } else if (draft.isNew()) {
            draft.fault(FaultCode.MISSING, ROLE);
        }
    }

    private void password(Draft draft) {
        if (draft.asks(PASSWORD) && draft.asks(PASSWORD_HASH)) {
            draft.fault(FaultCode.MALFORMED, PASSWORD_HASH, "expected", "password or passwordHash, not both");
        } else if (draft.asks(PASSWORD)) {
            if (draft.asked(PASSWORD) instanceof String text && text.startsWith("${")) {
                draft.fault(
                        FaultCode.MALFORMED,
                        PASSWORD,
                        "expected",
                        "a password; only the command line fills in ${NAME}");
            } else if (!(draft.asked(PASSWORD) instanceof String password) || !Passwords.acceptable(password)) {
                draft.fault(FaultCode.MALFORMED, PASSWORD, "expected", "8 characters to 72 bytes");
            } else if (!(draft.after().get(PASSWORD) instanceof Secret now)
                    || !passwords.matches(password, now.value())) {
                draft.set(PASSWORD, new Secret(passwords.hash(password)));
            }
        } else if (draft.asks(PASSWORD_HASH)) {
            if (draft.asked(PASSWORD_HASH) instanceof String hash && Passwords.isHash(hash)) {
                draft.set(PASSWORD, new Secret(hash));
            } else {
                draft.fault(FaultCode.MALFORMED, PASSWORD_HASH, "expected", "a bcrypt hash");
            }
        }
    }

    @Override
    public void link(Draft draft, Working working) {}

    @Override
    public void fit(Draft draft, Working working, DoorRules rules) {}
}
