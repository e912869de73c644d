package dev.bailiwick.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The grammar of scopes, and what each lets do. */
class ScopesTest {
    private static Scopes scopes(String text) {
        return Scopes.parse(text).orElseThrow(() -> new AssertionError(text + " is no list of scopes"));
    }

    @Test
    void everythingNeedsNoScope() {
        assertThat(Scopes.ALL.allows("modules.Contacts", "DELETE")).isTrue();
        assertThat(Scopes.ALL.allowsSome("modules", "READ")).isTrue();
        assertThat(Scopes.ALL.texts()).isEmpty();
        assertThat(new Actor(1, "acme", 2, "ada", Role.VIEWER).scopes()).isEqualTo(Scopes.ALL);
    }

    @Test
    void aShorterAreaHoldsAllBelow() {
        Scopes modules = scopes("ZohoCRM.modules.ALL");
        for (String operation : List.of("CREATE", "READ", "UPDATE", "DELETE")) {
            assertThat(modules.allows("modules.Contacts", operation)).isTrue();
            assertThat(modules.allows("settings.fields", operation)).isFalse();
            assertThat(scopes("ZohoCRM.settings.ALL").allows("settings.territories", operation))
                    .isTrue();
        }
        assertThat(scopes("ZohoCRM.modules.READ").allows("modules.Contacts", "READ"))
                .isTrue();
        assertThat(scopes("ZohoCRM.modules.READ").allows("modules.Contacts", "UPDATE"))
                .isFalse();
    }

    @Test
    void oneModuleIsNotAnother() {
        Scopes contacts = scopes("ZohoCRM.modules.Contacts.ALL");
        assertThat(contacts.allows("modules.Contacts", "DELETE")).isTrue();
        assertThat(contacts.allows("modules.Accounts", "READ")).isFalse();
        assertThat(contacts.allows("modules", "READ")).isFalse();
        assertThat(contacts.allowsSome("modules", "READ")).isTrue();
        assertThat(contacts.allowsSome("settings", "READ")).isFalse();
    }

    @Test
    void writeIsToCreateAndToUpdate() {
        Scopes write = scopes("ZohoCRM.modules.contacts.WRITE");
        assertThat(write.allows("modules.Contacts", "CREATE")).isTrue();
        assertThat(write.allows("modules.Contacts", "UPDATE")).isTrue();
        assertThat(write.allows("modules.Contacts", "READ")).isFalse();
        assertThat(write.allows("modules.Contacts", "DELETE")).isFalse();
    }

    @Test
    void caseAndUnderscoreDoNotMatter() {
        assertThat(scopes("zohocrm.MODULES.salesorders.read").allows("modules.Sales_Orders", "READ"))
                .isTrue();
    }

    @Test
    void customHoldsCustomModules() {
        Scopes custom = scopes("ZohoCRM.modules.custom.READ");
        assertThat(custom.allows("modules.Stores", "READ", true)).isTrue();
        assertThat(custom.allows("modules.Stores", "UPDATE", true)).isFalse();
        assertThat(custom.allows("modules.Contacts", "READ", false)).isFalse();
        assertThat(scopes("ZohoCRM.modules.Stores.READ").allows("modules.Stores", "READ", true))
                .isTrue();
    }

    @Test
    void otherServices() {
        Scopes both = scopes("ZohoSearch.securesearch.READ, ZohoFiles.files.ALL");
        assertThat(both.allows("ZohoSearch.securesearch", "READ")).isTrue();
        assertThat(both.allows("ZohoSearch.securesearch", "CREATE")).isFalse();
        assertThat(both.allows("ZohoFiles.files", "CREATE")).isTrue();
        assertThat(both.allows("files", "READ")).isFalse();
        assertThat(scopes("ZohoCRM.coql.READ,ZohoCRM.users.READ ZohoCRM.org.READ,ZohoCRM.bulk.ALL")
                        .allows("bulk", "CREATE"))
                .isTrue();
    }

    @Test
    void whatCoversWhat() {
        assertThat(Scopes.ALL.covers(scopes("ZohoCRM.org.READ"))).isTrue();
        assertThat(scopes("ZohoCRM.org.READ").covers(Scopes.ALL)).isFalse();
        assertThat(scopes("ZohoCRM.modules.ALL").covers(scopes("ZohoCRM.modules.Contacts.WRITE")))
                .isTrue();
        assertThat(scopes("ZohoCRM.modules.Contacts.ALL").covers(scopes("ZohoCRM.modules.ALL")))
                .isFalse();
        assertThat(scopes("ZohoCRM.modules.CREATE,ZohoCRM.modules.UPDATE").covers(scopes("ZohoCRM.modules.x.WRITE")))
                .isTrue();
        assertThat(scopes("ZohoCRM.modules.WRITE").covers(scopes("ZohoCRM.modules.x.ALL")))
                .isFalse();
    }

    @Test
    void whatIsNoScope() {
        for (String text : List.of(
                "",
                " , ",
                "ZohoCRM",
                "ZohoCRM.modules",
                "ZohoCRM.modules.Contacts",
                "ZohoCRM..ALL",
                "ZohoCRM.modules.a.b.READ",
                "ZohoBooks.modules.ALL",
                "ZohoCRM.modules.ALL,nonsense",
                "ZohoCRM.modules." + "x".repeat(100) + ".READ")) {
            assertThat(Scopes.parse(text)).as(text).isEmpty();
        }
        assertThat(Scopes.of(Collections.nCopies(200, "ZohoCRM.org.READ"))
                        .orElseThrow()
                        .texts())
                .as("the same again is the same")
                .containsExactly("ZohoCRM.org.READ");
    }
}
