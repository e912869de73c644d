package dev.bailiwick.locations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.bailiwick.TestServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every transcript, sent to a real server, whose whole answers are compared. The files say what the sheet of the zones
 * door or the contract of batches demands; {@code src/test/resources/wire/README.md} tells how they are read.
 *
 * <p>{@code mvn test -Dtest=TranscriptWireTest -Dgolden=write} writes the answers that differ into the files, and still
 * fails: read the difference and keep only what is demanded. {@code -Dgolden.only=locations/names/} runs a part of them.
 */
class TranscriptWireTest {
    private static final Path FILES = Path.of("src/test/resources/wire");

    /** Of the zones door. */
    static final Path LOCATIONS = FILES.resolve("locations");

    /** Of what every door has in common, and of reading and undoing batches. */
    static final Path BATCHES = FILES.resolve("batches");

    private static final Set<String> DIRECTIVES = Set.of("As", "Encode");

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".http"))
                    .sorted()
                    .toList();
        }
    }

    @TestFactory
    Stream<DynamicTest> transcripts() throws IOException {
        String only = System.getProperty("golden.only", "");
        return files(FILES).stream()
                .filter(file -> FILES.relativize(file).toString().startsWith(only))
                .map(file -> DynamicTest.dynamicTest(FILES.relativize(file).toString(), file.toUri(), () -> run(file)));
    }

    private void run(Path file) throws IOException {
        String text = Files.readString(file);
        Transcript transcript = Transcript.parse(text);
        Locale before = Locale.getDefault();
        try {
            if (transcript.locale() instanceof String tag) {
                Locale.setDefault(Locale.forLanguageTag(tag));
            }
            run(file, text, transcript);
        } finally {
            Locale.setDefault(before);
        }
    }

    private void run(Path file, String text, Transcript transcript) throws IOException {
        TestServer.Org org = org(transcript.org());
        Answers answers = new Answers();
        List<String> lines = new ArrayList<>(text.lines().toList());
        List<String> wrong = new ArrayList<>();
        int longer = 0;
        for (Transcript.Exchange exchange : transcript.exchanges()) {
            HttpResponse<String> response = send(org, exchange, answers);
            List<String> differences = differences(exchange, response, answers);
            if (!differences.isEmpty()) {
                List<String> written = written(exchange, response, answers);
                wrong.add("### " + exchange.title() + "\n  " + String.join("\n  ", differences) + "\n\n"
                        + String.join("\n", written));
                List<String> old = lines.subList(exchange.answerLine() + longer, exchange.endLine() + longer);
                longer += written.size() - old.size();
                old.clear();
                old.addAll(written);
            }
        }
        if (!wrong.isEmpty() && System.getProperty("golden", "").equals("write")) {
            Files.writeString(file, String.join("\n", lines) + "\n");
        }
        if (!wrong.isEmpty()) {
            fail(file + " expects another answer.\n\n" + String.join("\n\n", wrong));
        }
    }

    private static TestServer.Org org(@Nullable String yaml) {
        if (yaml == null) {
            return TestServer.shared().sandbox();
        }
        boolean locales = yaml.startsWith("locales:") || yaml.contains("\nlocales:");
        return TestServer.shared().org(locales ? yaml : TestServer.LOCALES + yaml);
    }

    private HttpResponse<String> send(TestServer.Org org, Transcript.Exchange exchange, Answers answers)
            throws IOException {
        String path = answers.filled(exchange.path());
        HttpRequest.Builder request = HttpRequest.newBuilder(org.server().uri(path));
        String body = exchange.body() == null ? null : answers.filled(Texts.expand(exchange.body(), ",\n"));
        request.method(
                exchange.method(),
                body == null
                        ? BodyPublishers.noBody()
                        : BodyPublishers.ofByteArray(bytes(body, exchange.sent().get("Encode"))));
        Map<String, String> sent = new LinkedHashMap<>();
        String user = exchange.sent().getOrDefault("As", "admin");
        if (!user.equals("nobody")) {
            String[] parts = user.split(":", 2);
            String password = parts.length == 2 ? parts[1] : TestServer.PASSWORD;
            sent.put("Authorization", TestServer.basic(org.key() + "/" + parts[0], password));
        }
        if (body != null) {
            sent.put("Content-Type", "application/json");
        }
        sent.putAll(exchange.sent());
        sent.forEach((name, value) -> {
            if (!DIRECTIVES.contains(name) && !value.isEmpty()) {
                Texts.expand(value, "").lines().forEach(line -> request.header(name, line));
            }
        });
        try {
            return client.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(String body, @Nullable String encoding) throws IOException {
        if (encoding == null) {
            return body.getBytes(StandardCharsets.UTF_8);
        }
        if (!encoding.equals("gzip")) {
            return body.getBytes(Charset.forName(encoding));
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(body.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static List<String> differences(
            Transcript.Exchange exchange, HttpResponse<String> response, Answers answers) {
        List<String> found = new ArrayList<>();
        if (response.statusCode() != exchange.status()) {
            found.add("expected HTTP " + exchange.status() + ", but it is " + response.statusCode());
        }
        Map<String, String> headers = new LinkedHashMap<>();
        if (exchange.answer() != null) {
            headers.put("Content-Type", "application/json");
        }
        headers.putAll(exchange.expected());
        headers.remove("Echo");
        headers.forEach((name, expected) -> {
            String actual = response.headers().firstValue(name).orElse("");
            if (!expected.equals(actual) && !answers.matches(expected, actual)) {
                found.add(name + ": expected '" + expected + "', but it is '" + actual + "'");
            }
        });
        String expected = Texts.expand(exchange.answer() == null ? "" : exchange.answer(), ",\n");
        if (expected.isEmpty() || response.body().isEmpty()) {
            if (!expected.equals(response.body())) {
                found.add(expected.isEmpty() ? "expected no body: " + response.body() : "there is no body");
            }
            return found;
        }
        found.addAll(answers.differences(expected, response.body()));
        String echo = exchange.expected().get("Echo");
        if (echo != null) {
            if (!echo.equals("as-sent") || exchange.body() == null) {
                throw new IllegalArgumentException("Echo is as-sent, or left out");
            }
            assertThat(Answers.rows(response.body(), "result"))
                    .as("the rows' text in the answer")
                    .isEqualTo(Answers.rows(Texts.expand(exchange.body(), ",\n"), ""));
        }
        return found;
    }

    /** The answer that came, as a file would have it. */
    private static List<String> written(Transcript.Exchange exchange, HttpResponse<String> response, Answers answers) {
        List<String> lines = new ArrayList<>();
        lines.add("HTTP " + response.statusCode());
        exchange.expected().forEach((name, expected) -> {
            String actual = response.headers().firstValue(name).orElse("");
            boolean keep = name.equals("Echo") || answers.matches(expected, actual);
            lines.add((name + ": " + (keep ? expected : actual)).strip());
        });
        if (!response.body().isEmpty()) {
            lines.add("");
            answers.named(response.body()).lines().forEach(lines::add);
        }
        return lines;
    }
}
