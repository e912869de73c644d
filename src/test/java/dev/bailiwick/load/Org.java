package dev.bailiwick.load;

import dev.bailiwick.Core;
import dev.bailiwick.TestServer;
import dev.bailiwick.bulk.Actor;
import dev.bailiwick.org.Applied;
import dev.bailiwick.org.OrgFileReader;

/**
 * An org that is written to.
 *
 * @param authorization the header that signs its one user in
 */
record Org(String key, long id, long userId, String authorization) {
    static final int ZONES = 10_000;
    static final String LOGIN = "loader";
    static final String EXTERNAL_ID = "erp";
    static final String CUSTOM_FIELD = "cf_region";

    private static final int A_DISTRICT = 100;
    private static final String ROOT = "root";

    /**
     * Makes one with ten thousand zones under a hundred districts, each with a name, a locale, an external id and a
     * custom field.
     */
    static Org ofZones(Core core, String key) {
        return make(core, key, zones());
    }

    /** Makes one that has an external field for contacts. */
    static Org ofContacts(Core core, String key) {
        return make(core, key, """
                modules:
                  - name: Contacts
                    fields:
                      - {name: %s, label: External ID, type: text, length: 100, external: org}
                """.formatted(Contacts.EXTERNAL_ID));
    }

    /** Makes one through the org file, as {@code apply} does. */
    private static Org make(Core core, String key, String more) {
        String file =
                "users:\n  - {login: " + LOGIN + ", role: editor, password: " + TestServer.PASSWORD + "}\n" + more;
        Actor actor = core.orgs().commandLine(key);
        Applied applied = core.orgs().apply(core.pipeline(), actor, OrgFileReader.read(file), "load", false, null);
        if (!applied.applied()) {
            throw new IllegalStateException("the org file is wrong: " + applied.mistakes());
        }
        Actor user = core.signIn().check(key + "/" + LOGIN, TestServer.PASSWORD).orElseThrow();
        return new Org(key, user.orgId(), user.userId(), TestServer.basic(key + "/" + LOGIN, TestServer.PASSWORD));
    }

    private static String zones() {
        StringBuilder file = new StringBuilder(TestServer.LOCALES)
                .append("zoneFields:\n  - {name: " + CUSTOM_FIELD + ", type: String}\n")
                .append("zones:\n  - {code: " + ROOT + ", name: ROOT}\n");
        Zones zones = new Zones("", 0, ZONES, 0, 0);
        for (int i = 0; i < ZONES; i++) {
            String parent = i % A_DISTRICT == 0 ? ROOT : zones.code(i - i % A_DISTRICT);
            file.append("""
                      - {code: %s, name: %s, parent: %s, description: %s, externalIds: {%s: %s}, customFields: {%s: %s},
                         language: en-IN, currency: INR, timezone: Asia/Kolkata}
                    """.formatted(
                            zones.code(i),
                            zones.name(i),
                            parent,
                            zones.description(i),
                            EXTERNAL_ID,
                            zones.externalId(i),
                            CUSTOM_FIELD,
                            zones.customField(i)));
        }
        return file.toString();
    }
}
