package dev.bailiwick.locations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The transcripts' form, and what they must show between them. */
class TranscriptTest {
    private static final String HEAD = "# What it shows.\n# Sheet: 9\n\n";
    private static final String EXCHANGE = "### Title\nGET /v2/locations\n\nHTTP 200\n\n{}\n";
    private static final Pattern CODE = Pattern.compile("\"status\":\\s*false,\\s*\"code\":\\s*(\\d+)");

    /** The sheet's twenty (10.1). */
    private static final Set<Integer> CODES = Set.of(
            403, 1206, 1210, 1217, 1219, 1245, 1246, 1248, 1249, 1250, 1251, 1252, 1253, 1254, 1257, 1258, 1259, 1261,
            1262, 1264);

    @ParameterizedTest
    @ValueSource(
            strings = {
                HEAD,
                EXCHANGE,
                "# What it shows.\n\n" + EXCHANGE,
                HEAD + "Locale: tr-TR\n\n" + EXCHANGE,
                HEAD + "--- org\nzones: []\n\n" + EXCHANGE,
                HEAD + "### Title\nGET /v2/locations\n",
                HEAD + "###\nGET /v2/locations\n\nHTTP 200\n",
                HEAD + "### Title\nGET v2/locations\n\nHTTP 200\n",
                HEAD + "### Title\nGET /v2/locations\nAss: editor\n\nHTTP 200\n",
                HEAD + "### Title\nGET /v2/locations\nAs: editor\nAs: viewer\n\nHTTP 200\n",
                HEAD + "### Title\nGET /v2/locations\nEncode: gzip\n\nHTTP 200\n",
                HEAD + "### Title\nGET /v2/locations\n\nHTTP 200\nEcho: as-sent\n",
                HEAD + "### Title\nGET /v2/locations\n\nHTTP 200\n{}\n",
            })
    void refusesWhatItDoesNotUnderstand(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Transcript.parse(text));
    }

    @Test
    void reads() {
        Transcript transcript = Transcript.parse(HEAD
                + "--- org\nzones:\n${repeat 2}\n  - {code: z${n}}\n${end}\n---\n\n"
                + "### One\n# Why.\nPUT /x?a=b\nAs: editor\n\n[\n\n]\n\nHTTP 207\nBailiwick-Batch:\n\n{}\n\n"
                + EXCHANGE);
        assertThat(transcript.org()).isEqualTo("zones:\n  - {code: z1}\n  - {code: z2}\n");
        Transcript.Exchange one = transcript.exchanges().getFirst();
        assertThat(one.path()).isEqualTo("/x?a=b");
        assertThat(one.sent()).containsEntry("As", "editor");
        assertThat(one.body()).isEqualTo("[\n\n]");
        assertThat(one.status()).isEqualTo(207);
        assertThat(one.expected()).containsEntry("Bailiwick-Batch", "");
        assertThat(one.answer()).isEqualTo("{}");
        assertThat(transcript.exchanges()).hasSize(2);
    }

    @Test
    void comparesMemberByMember() {
        Answers answers = new Answers();
        assertThat(answers.differences("{\"a\": [1, ${id}], \"t\": \"${time}\"}", """
                {"t":"2026-03-02T09:15:00Z","a":[1,7]}"""))
                .isEmpty();
        assertThat(answers.filled("/x/${id}")).isEqualTo("/x/7");
        assertThat(answers.differences("{\"a\": ${id}}", "{\"a\": 8}")).hasSize(1);
        assertThat(answers.differences("{\"a\": 1}", "{\"a\": 1, \"b\": null}")).hasSize(1);
        assertThat(answers.differences("{\"a\": 1, \"b\": null}", "{\"a\": 1}")).hasSize(1);
        assertThat(answers.differences("[1, 2]", "[2, 1]")).hasSize(2);
        assertThat(answers.differences("1", "1.0")).hasSize(1);
        assertThat(answers.differences("\"1\"", "1")).hasSize(1);
    }

    @Test
    void everyCodeIsShownAloneAndAmongOthers() throws IOException {
        Set<Integer> alone = new TreeSet<>();
        Set<Integer> mixed = new TreeSet<>();
        for (Path file : TranscriptWireTest.files(TranscriptWireTest.LOCATIONS)) {
            for (Transcript.Exchange exchange :
                    Transcript.parse(Files.readString(file)).exchanges()) {
                String answer = exchange.answer() == null ? "" : exchange.answer();
                Set<Integer> codes = CODE.matcher(answer)
                        .results()
                        .map(entry -> Integer.valueOf(entry.group(1)))
                        .collect(Collectors.toSet());
                if (exchange.status() == 207) {
                    mixed.addAll(codes);
                } else if (codes.size() == 1) {
                    alone.addAll(codes);
                }
            }
        }
        // 1246 is of the whole request; 1248 and 1253 need an earlier row.
        assertThat(CODES.stream().filter(code -> !alone.contains(code))).containsExactlyInAnyOrder(1248, 1253);
        assertThat(CODES.stream().filter(code -> !mixed.contains(code))).containsExactly(1246);
    }

    /** A13 needs a mistake of the server, G4 two requests at once ({@link ParallelWireTest}). */
    @Test
    void everyResolutionOfTheSheetIsShown() throws IOException {
        String cited = TranscriptWireTest.files(TranscriptWireTest.LOCATIONS).stream()
                .flatMap(TranscriptTest::lines)
                .filter(line -> line.startsWith("# Sheet: "))
                .collect(Collectors.joining("\n"));
        Set<String> missing = new TreeSet<>();
        String[] sections = {"A15", "B11", "C13", "D11", "E10", "F9", "G6", "K4"};
        for (String last : sections) {
            IntStream.rangeClosed(1, Integer.parseInt(last.substring(1)))
                    .mapToObj(number -> last.charAt(0) + String.valueOf(number))
                    .filter(name -> !Pattern.compile("\\b" + name + "\\b")
                            .matcher(cited)
                            .find())
                    .forEach(missing::add);
        }
        assertThat(missing).containsExactly("A13", "G4");
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readString(file).lines();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
