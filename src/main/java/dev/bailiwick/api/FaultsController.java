package dev.bailiwick.api;

import dev.bailiwick.bulk.FaultCode;
import dev.bailiwick.http.DoorWords;
import dev.bailiwick.http.Json;
import dev.bailiwick.http.Words;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JsonGenerator;

/** The catalogue of faults: when each is told, what to do about it, and how each door words it. */
@RestController
class FaultsController {
    private final List<DoorWords> doors;

    FaultsController(List<DoorWords> doors) {
        this.doors = doors;
    }

    @GetMapping("/api/v1/faults")
    ResponseEntity<String> faults() {
        return Json.answer(ResponseEntity.ok(), json -> {
            json.writeStartObject();
            json.writeArrayPropertyStart("items");
            for (FaultCode code : FaultCode.values()) {
                json.writeStartObject();
                json.writeStringProperty("code", code.name());
                json.writeStringProperty("cause", Words.cause(code));
                json.writeStringProperty("remedy", Words.remedy(code));
                json.writeObjectPropertyStart("doors");
                doors.forEach(door -> door(json, door, code));
                json.writeEndObject();
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static void door(JsonGenerator json, DoorWords door, FaultCode code) {
        json.writeArrayPropertyStart(door.door());
        for (DoorWords.Telling telling : door.tell(code)) {
            json.writeStartObject();
            json.writeStringProperty("code", telling.code());
            json.writeStringProperty("path", telling.path());
            json.writeStringProperty("message", telling.message());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
