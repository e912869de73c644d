package dev.bailiwick.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bailiwick.bulk.Actor;
import dev.bailiwick.bulk.Role;
import dev.bailiwick.bulk.Scopes;
import org.junit.jupiter.api.Test;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.mock.web.MockHttpServletRequest;

/** How a token that is not for this is refused. */
class ScopeMissingTest {
    private static final Actor READER = new Actor(
            1,
            "acme",
            2,
            "ada",
            Role.ADMIN,
            Scopes.parse("ZohoCRM.modules.custom.READ").orElseThrow());

    private static ResponseEntity<?> told(String path) {
        ScopeMissing missing = catchThrowableOfType(
                ScopeMissing.class, () -> ScopeMissing.require(READER, "modules.Contacts", "READ"));
        return new Problems().scopeMissing(missing, new MockHttpServletRequest("GET", path));
    }

    @Test
    void theCrmDoorTellsItFlat() {
        ResponseEntity<?> answer = told("/crm/v8/Contacts");
        assertThat(answer.getStatusCode().value()).isEqualTo(401);
        assertThat(answer.getHeaders().getFirst("Content-Type")).isEqualTo("application/json");
        assertThat(answer.getBody())
                .isEqualTo("{\"code\":\"OAUTH_SCOPE_MISMATCH\",\"details\":{},\"message\":\"Unauthorized\","
                        + "\"status\":\"error\"}");
    }

    @Test
    void otherDoorsTellItAsAProblem() {
        ResponseEntity<?> answer = told("/crmx");
        assertThat(answer.getStatusCode().value()).isEqualTo(403);
        assertThat(answer.getBody())
                .isInstanceOfSatisfying(
                        ProblemDetail.class,
                        problem -> assertThat(problem.getDetail())
                                .isEqualTo("the token lacks the scope ZohoCRM.modules.Contacts.READ"));
    }

    @Test
    void customModulesHaveTheirOwn() {
        ScopeMissing.requireModule(READER, "modules.Visits", true, "READ");
        assertThat(catchThrowableOfType(
                        ScopeMissing.class,
                        () -> ScopeMissing.requireModule(READER, "modules.Visits", true, "READ", "UPDATE")))
                .hasMessageContaining("modules.Visits.UPDATE");
    }
}
