package dev.bailiwick.cli;

import dev.bailiwick.Core;
import dev.bailiwick.bulk.Actor;
import dev.bailiwick.org.Applied;
import dev.bailiwick.org.Grants;
import dev.bailiwick.org.Grants.What;
import dev.bailiwick.org.Grants.Wish;
import dev.bailiwick.org.OAuth;
import dev.bailiwick.org.OrgFileReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The OAuth client of each demo org and its tokens, as {@code demo.env} names them. Client and refresh tokens stay the
 * same from start to start; access tokens are new at each, good for longer than usual, so that a script need not ask.
 */
final class DemoTokens {
    private static final String CLIENT = "scripts";
    private static final String EDITOR = "editor";
    private static final List<String> EVERYTHING = List.of(
            "ZohoCRM.modules.ALL",
            "ZohoCRM.settings.ALL",
            "ZohoCRM.users.ALL",
            "ZohoCRM.org.ALL",
            "ZohoCRM.bulk.ALL",
            "ZohoCRM.coql.READ",
            "ZohoFiles.files.ALL",
            "ZohoSearch.securesearch.READ");

    private final Core core;
    private final Map<String, String> known;
    private final Map<String, String> env = new LinkedHashMap<>();

    private DemoTokens(Core core, Map<String, String> known) {
        this.core = core;
        this.known = known;
    }

    /**
     * Makes what is missing.
     *
     * @param known what the start before left
     */
    static Map<String, String> of(Core core, Map<String, String> known) {
        DemoTokens tokens = new DemoTokens(core, known);
        tokens.client("demo", "");
        tokens.client("sandbox", "SANDBOX_");
        tokens.client("sandbox2", "SANDBOX2_");
        tokens.editor("sandbox", "SANDBOX_", "SANDBOX_USER2_");
        return tokens.env;
    }

    private void client(String org, String prefix) {
        String id = org + "." + CLIENT;
        String secret = known.getOrDefault(prefix + "CLIENT_SECRET", OAuth.newSecret());
        env.put(prefix + "CLIENT_ID", id);
        env.put(prefix + "CLIENT_SECRET", secret);
        if (!isGood(prefix, prefix)) {
            apply(org, "clients", Map.of("id", CLIENT, "user", "admin", "scopes", EVERYTHING, "secret", secret));
        }
        tokens(org, prefix, prefix, "admin");
    }

    private void editor(String org, String client, String prefix) {
        if (!isGood(client, prefix)) {
            apply(
                    org,
                    "users",
                    Map.of("login", EDITOR, "name", "Editor", "email", "editor@example.com", "role", "editor"));
        }
        tokens(org, client, prefix, EDITOR);
    }

    private boolean isGood(String client, String prefix) {
        String refresh = known.get(prefix + "REFRESH_TOKEN");
        return refresh != null
                && core.oauth()
                        .isGood(
                                new OAuth.Credentials(env.get(client + "CLIENT_ID"), env.get(client + "CLIENT_SECRET")),
                                refresh);
    }

    private void tokens(String org, String client, String prefix, String login) {
        Actor admin = core.orgs().commandLine(org);
        String refresh = known.get(prefix + "REFRESH_TOKEN");
        env.put(
                prefix + "REFRESH_TOKEN",
                refresh != null && isGood(client, prefix) ? refresh : make(admin, What.REFRESH, login));
        core.oauth().revoke(known.get(prefix + "ACCESS_TOKEN"));
        env.put(prefix + "ACCESS_TOKEN", make(admin, What.ACCESS, login));
    }

    private String make(Actor admin, What what, String login) {
        return core.grants()
                .make(admin, new Wish(what, CLIENT, login, null, null, what == What.ACCESS ? Grants.LONGEST : null))
                .token();
    }

    private void apply(String org, String list, Map<String, @Nullable Object> item) {
        Actor admin = core.orgs().commandLine(org);
        Applied applied = core.orgs()
                .apply(core.pipeline(), admin, OrgFileReader.read(Map.of(list, List.of(item))), "demo", false, null);
        if (!applied.applied()) {
            throw new IllegalStateException("the demo's own client is wrong: " + applied.mistakes());
        }
    }
}
