package dev.bailiwick.locations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The examples of {@code docs/zones-door.md} are exchanges of the transcripts, and the codes it lists are the door's. */
class ZonesDoorDocsTest {
    private static final Path DOCS = Path.of("docs/zones-door.md");

    /** {@code <!-- folder/file.http: title of the exchange -->}, and the block that quotes it. */
    private static final Pattern EXAMPLE =
            Pattern.compile("<!-- (\\S+\\.http): (.+?) -->\\n```http\\n(.*?)\\n```\\n", Pattern.DOTALL);

    @Test
    void examplesAreTranscripts() throws IOException {
        String docs = Files.readString(DOCS);
        List<String> quoted = new ArrayList<>();
        Matcher example = EXAMPLE.matcher(docs);
        while (example.find()) {
            Path file = TranscriptWireTest.LOCATIONS.resolve(Objects.requireNonNull(example.group(1)));
            List<String> there = Transcript.parse(Files.readString(file)).exchanges().stream()
                    .filter(exchange -> exchange.title().equals(example.group(2)))
                    .map(exchange -> exchange.text().replace("\nEcho: as-sent", ""))
                    .toList();
            assertThat(there).as(file + ": " + example.group(2)).containsExactly(example.group(3));
            quoted.add(example.group(3));
        }
        assertThat(quoted).as("examples that name their transcript").hasSizeGreaterThanOrEqualTo(3);
        assertThat(docs.split("```http", -1)).as("all examples do").hasSize(quoted.size() + 1);
    }

    @Test
    void everyCodeOfTheTranscriptsIsExplained() throws IOException {
        String docs = Files.readString(DOCS);
        Pattern entry = Pattern.compile("\"code\":\\s*(\\d+),\\s*\"message\"");
        for (Path file : TranscriptWireTest.files(TranscriptWireTest.LOCATIONS)) {
            Matcher code = entry.matcher(Files.readString(file));
            while (code.find()) {
                assertThat(docs).as(file + " shows " + code.group(1)).contains("| " + code.group(1) + " |");
            }
        }
    }
}
