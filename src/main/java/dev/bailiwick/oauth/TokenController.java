package dev.bailiwick.oauth;

import dev.bailiwick.org.OAuth;
import dev.bailiwick.org.OAuth.Credentials;
import dev.bailiwick.org.OAuth.Issued;
import jakarta.servlet.http.HttpServletRequest;
import java.io.StringWriter;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Tokens for clients. What a client does wrong is told as this dialect has it: with 200, and an error in a word. */
@RestController
class TokenController {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String CLIENT_CREDENTIALS = "client_credentials";

    private final OAuth oauth;

    TokenController(OAuth oauth) {
        this.oauth = oauth;
    }

    /** A token by a code, a refresh token, or a client's own name. */
    @PostMapping("/oauth/v2/token")
    ResponseEntity<String> token(HttpServletRequest request) {
        return answer(request, form -> issue(form, form.get("grant_type")));
    }

    /** The other place at which clients ask in their own name. */
    @PostMapping("/oauth/v2/auth")
    ResponseEntity<String> auth(HttpServletRequest request) {
        return answer(request, form -> {
            if (!CLIENT_CREDENTIALS.equals(form.get("grant_type"))) {
                throw new OAuth.Refused(OAuth.Error.GENERAL_ERROR);
            }
            return issue(form, CLIENT_CREDENTIALS);
        });
    }

    private Issued issue(Form form, @Nullable String grant) {
        Credentials shown = new Credentials(form.get("client_id"), form.get("client_secret"));
        return switch (grant) {
            case "authorization_code" -> oauth.byCode(shown, form.get("code"), form.get("redirect_uri"));
            case "refresh_token" -> oauth.byRefresh(shown, form.get("refresh_token"));
            case CLIENT_CREDENTIALS -> oauth.byClient(shown, form.get("scope"), form.get("soid"));
            case null, default -> throw new OAuth.Refused(OAuth.Error.GENERAL_ERROR);
        };
    }

    private interface Grant {
        Issued issue(Form form);
    }

    private static ResponseEntity<String> answer(HttpServletRequest request, Grant grant) {
        try {
            Issued issued = grant.issue(Form.of(request));
            return json(json -> {
                json.writeStringProperty("access_token", issued.accessToken());
                if (issued.refreshToken() != null) {
                    json.writeStringProperty("refresh_token", issued.refreshToken());
                }
                json.writeStringProperty("api_domain", address(request));
                json.writeStringProperty("token_type", "Bearer");
                json.writeNumberProperty("expires_in", issued.lifetime().toSeconds());
            });
        } catch (OAuth.Refused e) {
            return error(e.error());
        } catch (Form.Unreadable e) {
            return error(OAuth.Error.GENERAL_ERROR);
        }
    }

    /** Takes a token back; with a refresh token goes all that came of it. */
    @PostMapping("/oauth/v2/token/revoke")
    ResponseEntity<String> revoke(HttpServletRequest request) {
        try {
            return oauth.revoke(Form.of(request).get("token"))
                    ? json(json -> json.writeStringProperty("status", "success"))
                    : error(OAuth.Error.INVALID_CODE);
        } catch (Form.Unreadable e) {
            return error(OAuth.Error.GENERAL_ERROR);
        }
    }

    private static ResponseEntity<String> error(OAuth.Error error) {
        return json(json -> json.writeStringProperty("error", error.word()));
    }

    private static ResponseEntity<String> json(Consumer<JsonGenerator> members) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            members.accept(json);
            json.writeEndObject();
        }
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .contentType(MediaType.APPLICATION_JSON)
                .body(out.toString());
    }

    /** Under which the caller found this server. */
    private static String address(HttpServletRequest request) {
        boolean usual = request.getServerPort() == (request.isSecure() ? 443 : 80);
        return request.getScheme() + "://" + request.getServerName() + (usual ? "" : ":" + request.getServerPort());
    }
}
