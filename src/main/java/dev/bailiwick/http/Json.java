package dev.bailiwick.http;

import java.io.StringWriter;
import java.util.function.Consumer;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** In charge of answers in JSON. */
public final class Json {
    private static final JsonFactory JSON = new JsonFactory();

    private Json() {}

    /** An answer with what the work writes. */
    public static ResponseEntity<String> answer(ResponseEntity.BodyBuilder answer, Consumer<JsonGenerator> work) {
        return answer.contentType(MediaType.APPLICATION_JSON).body(text(work));
    }

    /** What the work writes, as text. */
    public static String text(Consumer<JsonGenerator> work) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            work.accept(json);
        }
        return out.toString();
    }
}
