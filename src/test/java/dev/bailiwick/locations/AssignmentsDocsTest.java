package dev.bailiwick.locations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The examples of {@code docs/assignments.md} are bodies of a transcript, with ids and times in place of its names. */
class AssignmentsDocsTest {
    private static final Path STORY = Path.of("src/test/resources/wire/api/assignments/examples.http");

    /** {@code <!-- title of the exchange -->}, and the block that quotes its request or its answer. */
    private static final Pattern EXAMPLE = Pattern.compile("<!-- (.+) -->\\n```json\\n((?s:.*?))\\n```\\n");

    @Test
    void examplesAreTranscripts() throws IOException {
        String docs = Files.readString(Path.of("docs/assignments.md"));
        List<Transcript.Exchange> story =
                Transcript.parse(Files.readString(STORY)).exchanges();
        Answers names = new Answers();
        Matcher example = EXAMPLE.matcher(docs);
        int quoted = 0;
        for (; example.find(); quoted++) {
            String title = Objects.requireNonNull(example.group(1));
            String block = Objects.requireNonNull(example.group(2));
            Transcript.Exchange exchange = story.stream()
                    .filter(one -> one.title().equals(title))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no exchange is called " + title));
            assertThat(Stream.of(exchange.body(), exchange.answer()).filter(Objects::nonNull))
                    .as(title)
                    .anySatisfy(
                            body -> assertThat(names.differences(body, block)).isEmpty());
        }
        assertThat(quoted).isGreaterThan(5);
        assertThat(docs.split("```json", -1)).as("all examples do").hasSize(quoted + 1);
    }
}
