package dev.bailiwick.org;

import dev.bailiwick.bulk.Actor;
import dev.bailiwick.bulk.Entity;
import dev.bailiwick.bulk.Ledger;
import dev.bailiwick.bulk.Role;
import dev.bailiwick.bulk.Secret;
import dev.bailiwick.bulk.Text;
import dev.bailiwick.db.Transactions;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * In charge of who is who by name and password. A password hash is slow on purpose, so a pair that was right is
 * remembered for a minute, as a keyed digest: neither the password nor anything that opens it outside this process.
 * A change of users by this server is felt at once, one by another server within that minute.
 *
 * <p>Wrong pairs are slowed down, all alike, and never locked out: a lock would hand a stranger the switch.
 */
public final class SignIn {
    private static final Duration REMEMBERED = Duration.ofMinutes(1);
    private static final Duration SLOW = Duration.ofMillis(300);
    private static final int MOST_REMEMBERED = 10_000;

    private final OrgTable table;
    private final Passwords passwords;
    private final Transactions transactions;
    private final InstantSource clock;
    private final TokenMemory tokens;
    private final Map<String, Remembered> remembered = new ConcurrentHashMap<>();
    private final Map<Asked, CompletableFuture<Optional<Actor>>> running = new ConcurrentHashMap<>();
    private final AtomicLong changes = new AtomicLong();
    private final SecretKeySpec key;
    private final String nobodysHash;

    SignIn(OrgTable table, Passwords passwords, Transactions transactions, InstantSource clock, TokenMemory tokens) {
        this.table = table;
        this.passwords = passwords;
        this.transactions = transactions;
        this.clock = clock;
        this.tokens = tokens;
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        this.key = new SecretKeySpec(random, "HmacSHA256");
        this.nobodysHash = passwords.hash(HexFormat.of().formatHex(random, 0, 16));
    }

    private record Remembered(Actor actor, Instant until) {}

    /**
     * Who this is.
     *
     * @param name {@code org/login}
     * @return nobody where the pair is wrong, after a pause
     * @throws dev.bailiwick.bulk.Ledger.Unavailable when the database is away
     */
    public Optional<Actor> check(String name, String password) {
        String digest = digest(name, password);
        Instant now = clock.instant();
        Actor known = remembered(digest, now);
        if (known != null) {
            return Optional.of(known);
        }
        Actor actor = verifyOnce(new Asked(digest, changes.get()), now, name, password);
        if (actor == null) {
            pause();
            return Optional.empty();
        }
        return Optional.of(actor);
    }

    private @Nullable Actor remembered(String digest, Instant now) {
        Remembered known = remembered.get(digest);
        return known != null && now.isBefore(known.until()) ? known.actor() : null;
    }

    /**
     * A pair that is looked up.
     *
     * @param changes of users until then: who asks later must not learn what held before
     */
    private record Asked(String digest, long changes) {}

    /** Clients that share a pair are many, and all of them ask when its minute is over: one finds out, the others wait. */
    private @Nullable Actor verifyOnce(Asked asked, Instant now, String name, String password) {
        CompletableFuture<Optional<Actor>> mine = new CompletableFuture<>();
        CompletableFuture<Optional<Actor>> theirs = running.putIfAbsent(asked, mine);
        if (theirs != null) {
            return await(theirs);
        }
        try {
            // Somebody may have found out since this caller looked.
            Actor known = remembered(asked.digest(), now);
            Actor actor = known == null ? verify(name, password) : known;
            if (known == null) {
                remember(asked, now, actor);
            }
            mine.complete(Optional.ofNullable(actor));
            return actor;
        } catch (RuntimeException | Error e) {
            mine.completeExceptionally(e);
            throw e;
        } finally {
            running.remove(asked);
        }
    }

    private static @Nullable Actor await(CompletableFuture<Optional<Actor>> theirs) {
        try {
            return theirs.get().orElse(null);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Ledger.Unavailable away ? away : new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Ledger.Unavailable("the server is stopping", e);
        }
    }

    private void remember(Asked asked, Instant now, @Nullable Actor actor) {
        if (actor == null) {
            remembered.remove(asked.digest());
            return;
        }
        if (remembered.size() >= MOST_REMEMBERED) {
            remembered.clear();
        }
        // Users may have changed since this one was read; then the next request reads anew.
        if (changes.get() == asked.changes()) {
            remembered.put(asked.digest(), new Remembered(actor, now.plus(REMEMBERED)));
        }
    }

    /** Forgets the pairs and tokens of an org, because its users may have changed. */
    public void forget(long orgId) {
        changes.incrementAndGet();
        remembered.values().removeIf(known -> known.actor().orgId() == orgId);
        tokens.forget(orgId);
    }

    private @Nullable Actor verify(String name, String password) {
        int slash = name.indexOf('/');
        String org = slash < 0 ? "" : name.substring(0, slash);
        String login = name.substring(slash + 1);
        Long orgId = storable(name) && slash > 0 ? transactions.beforeAnyOrg(() -> table.idOf(org)) : null;
        Entity user = orgId == null ? null : transactions.read(orgId, () -> table.user(orgId, login));
        String hash = user != null && user.get(UserJudge.PASSWORD) instanceof Secret secret ? secret.value() : null;
        // A user that does not exist costs as much as one that does.
        String expected = hash == null ? nobodysHash : hash;
        boolean right = passwords.matchesInTurn(p -> p.matches(password, expected));
        if (!right || hash == null || user == null || orgId == null) {
            return null;
        }
        Role role = Role.valueOf(String.valueOf(user.text(UserJudge.ROLE)).toUpperCase(Locale.ROOT));
        return new Actor(orgId, org, user.id(), login, role);
    }

    private static boolean storable(String name) {
        return name.length() <= 200 && Text.isStorable(name);
    }

    private static void pause() {
        try {
            Thread.sleep(SLOW);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String digest(String name, String password) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update(name.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return HexFormat.of().formatHex(mac.doFinal(password.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }
}
