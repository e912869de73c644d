package dev.bailiwick.crm;

import java.util.Map;
import java.util.Set;
import org.springframework.http.HttpStatus;

/** In charge of the versions of this door, which are all the same. */
final class Versions {
    private static final Set<String> KNOWN = Set.of("v7", "v8");

    private Versions() {}

    /** Whether a path names one of them. */
    static boolean areIn(String path) {
        String[] parts = path.split("/", 4);
        return parts.length > 2 && KNOWN.contains(parts[2]);
    }

    /** @throws CrmError where there is no such version */
    static void require(String version) {
        if (!KNOWN.contains(version)) {
            throw new CrmError(
                    HttpStatus.NOT_FOUND,
                    "INVALID_URL_PATTERN",
                    "Please check if the URL trying to access is a correct one",
                    Map.of());
        }
    }
}
