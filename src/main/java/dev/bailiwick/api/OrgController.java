package dev.bailiwick.api;

import dev.bailiwick.bulk.Actor;
import dev.bailiwick.bulk.Once;
import dev.bailiwick.bulk.Pipeline;
import dev.bailiwick.bulk.Role;
import dev.bailiwick.http.Body;
import dev.bailiwick.http.Preferences;
import dev.bailiwick.http.Query;
import dev.bailiwick.http.Refusal;
import dev.bailiwick.http.ScopeMissing;
import dev.bailiwick.http.Writes;
import dev.bailiwick.org.Applied;
import dev.bailiwick.org.OrgExport.Format;
import dev.bailiwick.org.OrgFile;
import dev.bailiwick.org.OrgFileReader;
import dev.bailiwick.org.Orgs;
import dev.bailiwick.org.People;
import dev.bailiwick.org.SignIn;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

/** The caller's own org, as an org file. */
@RestController
class OrgController {
    private static final int BODY_LIMIT = 16 << 20;
    private static final List<MediaType> TYPES = List.of(
            MediaType.APPLICATION_YAML,
            MediaType.APPLICATION_JSON,
            MediaType.parseMediaType("application/x-yaml"),
            MediaType.parseMediaType("text/yaml"));

    private final Orgs orgs;
    private final Pipeline pipeline;
    private final SignIn signIn;
    private final People people;

    OrgController(Orgs orgs, Pipeline pipeline, SignIn signIn, People people) {
        this.orgs = orgs;
        this.pipeline = pipeline;
        this.signIn = signIn;
        this.people = people;
    }

    /** Brings the org to what the file says, or tells every mistake and changes nothing. */
    @PutMapping("/api/v1/org")
    ResponseEntity<Map<String, Object>> put(HttpServletRequest request, @AuthenticationPrincipal Actor actor) {
        requireAdmin(actor);
        Preferences preferences = Preferences.of(request);
        String text = text(request);
        Once once = Writes.once(request, text);
        OrgFile file = OrgFileReader.read(text);
        if (file.org() != null && !file.org().equals(actor.org())) {
            throw new Refusal(
                    HttpStatus.FORBIDDEN, "the file is of another org than yours; leave out 'org', or mend it");
        }
        Applied applied;
        try {
            applied = orgs.apply(pipeline, actor, file, "api.org", preferences.dryRun(), once);
        } finally {
            signIn.forget(actor.orgId());
            people.forget(actor.orgId());
        }
        ResponseEntity.BodyBuilder answer =
                applied.mistakes().isEmpty() ? ResponseEntity.ok() : ResponseEntity.badRequest();
        if (applied.replayed()) {
            Writes.replayed(answer);
        }
        return Writes.applied(answer, preferences.ofAtomicAndStrict())
                .contentType(MediaType.APPLICATION_JSON)
                .body(applied.asMap());
    }

    private static String text(HttpServletRequest request) {
        try {
            return Body.text(request, TYPES, BODY_LIMIT);
        } catch (Body.NotUtf8 e) {
            throw new Refusal(HttpStatus.BAD_REQUEST, "the body is not valid UTF-8");
        }
    }

    /** Writes the org through a file, so that a slow reader holds no transaction open. */
    @GetMapping("/api/v1/org")
    void get(HttpServletRequest request, HttpServletResponse response, @AuthenticationPrincipal Actor actor)
            throws IOException {
        requireAdmin(actor);
        String accept = request.getHeader("Accept");
        Format format = accept != null && accept.contains("json") ? Format.JSON : Format.YAML;
        boolean hashes = "true".equals(Query.parameter(request, "hashes"));
        Path file = Files.createTempFile("bailiwick-org", null);
        try {
            try (OutputStream out = Files.newOutputStream(file)) {
                orgs.export(actor.orgId(), format, hashes, out);
            }
            response.setContentType(
                    format == Format.JSON
                            ? MediaType.APPLICATION_JSON_VALUE
                            : MediaType.APPLICATION_YAML_VALUE + ";charset=UTF-8");
            response.setContentLengthLong(Files.size(file));
            Files.copy(file, response.getOutputStream());
        } finally {
            Files.delete(file);
        }
    }

    /** Whoever changes the org, its users and clients, or hands out tokens: an admin whose token holds all of it. */
    static void requireAdmin(Actor actor) {
        if (actor.role() != Role.ADMIN) {
            throw new Refusal(HttpStatus.FORBIDDEN, "only an admin may read or change the org");
        }
        ScopeMissing.require(actor, "settings", "CREATE", "READ", "UPDATE", "DELETE");
    }
}
