package dev.bailiwick.bulk;

/**
 * Who acts: a user of an org.
 *
 * @param orgId the org's id
 * @param org the org's key, as in {@code org/login}
 * @param userId the user's id, 0 for the command line with the database's credentials
 * @param login the user's login, unique in the org
 * @param role what the user may do
 * @param scopes to what of it the token is limited, if it is one that the user shows
 */
public record Actor(long orgId, String org, long userId, String login, Role role, Scopes scopes) {
    /** Somebody who shows no token, and is not limited. */
    public Actor(long orgId, String org, long userId, String login, Role role) {
        this(orgId, org, userId, login, role, Scopes.ALL);
    }
}
