package dev.bailiwick.org;

import dev.bailiwick.bulk.Actor;
import dev.bailiwick.bulk.Role;
import dev.bailiwick.db.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * In charge of what the users of an org are called, wherever an answer tells who did something. An org has few users, and
 * many answers tell of them, so they are remembered for half a minute: a new name is told that much later.
 */
public final class People {
    private static final Duration REMEMBERED = Duration.ofSeconds(30);
    private static final int MOST_ORGS = 1000;

    private final OrgTable table;
    private final Transactions transactions;
    private final InstantSource clock;
    private final Map<Long, Known> known = new ConcurrentHashMap<>();

    People(OrgTable table, Transactions transactions, InstantSource clock) {
        this.table = table;
        this.transactions = transactions;
        this.clock = clock;
    }

    private record Known(Map<Long, Person> people, Instant until) {}

    /**
     * A user.
     *
     * @param name what people call the user; the login where nobody said
     * @param email null where nobody said
     * @param modifiedAt when the user was changed last
     */
    public record Person(
            long id, String login, String name, @Nullable String email, Role role, Instant modifiedAt) {}

    /** The users of an org, by id, in the order of their logins. */
    public Map<Long, Person> of(long orgId) {
        Instant now = clock.instant();
        Known remembered = known.get(orgId);
        if (remembered != null && now.isBefore(remembered.until())) {
            return remembered.people();
        }
        Map<Long, Person> people = transactions.read(orgId, () -> {
            Map<Long, Person> read = new LinkedHashMap<>();
            table.people(orgId).forEach(person -> read.put(person.id(), person));
            return read;
        });
        if (known.size() >= MOST_ORGS) {
            known.clear();
        }
        known.put(orgId, new Known(people, now.plus(REMEMBERED)));
        return people;
    }

    /** The same for an answer to this actor, who is among them, however new. */
    public Map<Long, Person> of(Actor actor) {
        Map<Long, Person> people = of(actor.orgId());
        if (actor.userId() == 0 || people.containsKey(actor.userId())) {
            return people;
        }
        forget(actor.orgId());
        return of(actor.orgId());
    }

    /** Forgets the users of an org, because they may have changed. */
    public void forget(long orgId) {
        known.remove(orgId);
    }
}
