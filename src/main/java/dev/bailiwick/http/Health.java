package dev.bailiwick.http;

import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells that the server is ready. It listens only once it is. */
@RestController
class Health {
    @GetMapping("/health")
    Map<String, String> health() {
        return Map.of("status", "ready");
    }
}
