package dev.bailiwick.crm;

import dev.bailiwick.http.Json;
import dev.bailiwick.http.Receipts;
import dev.bailiwick.org.People.Person;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import tools.jackson.core.JsonGenerator;

/** In charge of the forms that this door's answers have in common (sheet, 0.3 and 0.5). */
final class Answers {
    private Answers() {}

    static ResponseEntity<String> ok(Consumer<JsonGenerator> work) {
        return Json.answer(ResponseEntity.ok(), work);
    }

    /** Nothing to tell: no body, as clients expect. */
    static ResponseEntity<String> nothing() {
        return ResponseEntity.noContent().build();
    }

    static ResponseEntity<String> error(CrmError error) {
        return Json.answer(ResponseEntity.status(error.status()), json -> error(json, error));
    }

    static void error(JsonGenerator json, CrmError error) {
        error(json, error.code(), String.valueOf(error.getMessage()), error.details());
    }

    /** An item of an answer, or an answer, that says why not. */
    static void error(JsonGenerator json, String code, String message, Map<String, ?> details) {
        json.writeStartObject();
        json.writeStringProperty("code", code);
        Receipts.property(json, "details", details);
        json.writeStringProperty("message", message);
        json.writeStringProperty("status", "error");
        json.writeEndObject();
    }

    /** A moment to the second, with its offset. */
    static String time(Instant at) {
        String utc = at.truncatedTo(ChronoUnit.SECONDS).toString();
        return utc.substring(0, utc.length() - 1) + "+00:00";
    }

    /** A member that names a user; null where there is none. */
    static void user(JsonGenerator json, String name, long id, Map<Long, Person> people) {
        json.writeObjectPropertyStart(name);
        json.writeStringProperty("name", name(id, people));
        json.writeStringProperty("id", String.valueOf(id));
        json.writeEndObject();
    }

    /** A user as another one's member. */
    static Tree user(long id, Map<Long, Person> people) {
        return new Tree().put("name", name(id, people)).put("id", String.valueOf(id));
    }

    /** What a user is called. */
    static String name(long id, Map<Long, Person> people) {
        Person person = people.get(id);
        return id == 0 ? "(command line)" : person == null ? "(unknown)" : person.name();
    }

    /** The status of a request with a body that cannot be read. */
    static CrmError badBody(@Nullable String why) {
        return new CrmError(
                HttpStatus.BAD_REQUEST,
                "INVALID_DATA",
                why == null ? "invalid data" : why,
                Map.of("expected_data_type", "jsonobject"));
    }
}
