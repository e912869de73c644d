package dev.bailiwick.locations;

import dev.bailiwick.bulk.Actor;
import dev.bailiwick.bulk.Text;
import dev.bailiwick.http.Query;
import dev.bailiwick.http.ScopeMissing;
import dev.bailiwick.record.Location;
import dev.bailiwick.record.LocationQuery;
import dev.bailiwick.record.LocationQuery.Sort;
import dev.bailiwick.record.LocationQuery.Type;
import dev.bailiwick.record.Records;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Reading zones and stores (sheet, 12.5). */
@RestController
class LocationsReadController {
    private static final int MOST_CODES = 30;
    private static final int DEFAULT_LIMIT = 20;
    private static final int MOST = 100;

    private final Records records;

    LocationsReadController(Records records) {
        this.records = records;
    }

    @GetMapping("/v2/locations")
    ResponseEntity<String> read(HttpServletRequest request, @AuthenticationPrincipal Actor actor) {
        try {
            LocationQuery query = query(request);
            query.types().forEach(type -> ScopeMissing.require(actor, area(type), "READ"));
            Location.Page page = records.locations(actor.orgId(), query);
            return ResponseEntity.ok()
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(LocationsRenderer.page(page, query));
        } catch (BadParameter e) {
            return ResponseEntity.badRequest()
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(Renderer.refusal(1217, String.valueOf(e.getMessage())));
        }
    }

    private static String area(Type type) {
        return switch (type) {
            case ZONE -> Wire.ZONE.area;
            case STORE -> Wire.STORE.area;
        };
    }

    private static final class BadParameter extends Exception {
        private static final long serialVersionUID = 1L;

        BadParameter(String message) {
            super(message);
        }
    }

    private static LocationQuery query(HttpServletRequest request) throws BadParameter {
        Set<Type> types = types(Query.parameter(request, "type"));
        // Only concepts, which this server has none of, are org units.
        if (Boolean.TRUE.equals(flag(request, "isOrgUnit"))) {
            types.clear();
        }
        List<String> codes = codes(Query.parameter(request, "entityCodes"));
        Map<String, String> prefixes = codes.isEmpty() ? prefixes(Query.parameter(request, "q")) : Map.of();
        return new LocationQuery(
                types,
                codes,
                prefixes.get("name"),
                prefixes.get("code"),
                prefixes.get("external_id"),
                flag(request, "isActive"),
                flag(request, "isAdmin"),
                sort(Query.parameter(request, "sortBy")),
                number(request, "limit", DEFAULT_LIMIT, 1, MOST),
                number(request, "offset", 0, 0, Integer.MAX_VALUE));
    }

    private static Set<Type> types(@Nullable String type) throws BadParameter {
        if (type == null) {
            return EnumSet.allOf(Type.class);
        }
        return switch (type.toUpperCase(Locale.ROOT)) {
            case "ZONE" -> EnumSet.of(Type.ZONE);
            case "STORE" -> EnumSet.of(Type.STORE);
            case "TILL", "CONCEPT" -> EnumSet.noneOf(Type.class);
            default -> throw new BadParameter("type must be STORE, ZONE, TILL or CONCEPT");
        };
    }

    private static List<String> codes(@Nullable String codes) throws BadParameter {
        if (codes == null || codes.isBlank()) {
            return List.of();
        }
        List<String> list =
                Arrays.stream(codes.split(",", -1)).map(String::strip).toList();
        if (list.size() > MOST_CODES) {
            throw new BadParameter("entityCodes holds at most " + MOST_CODES + " codes");
        }
        return storable("entityCodes", list);
    }

    private static List<String> storable(String parameter, List<String> values) throws BadParameter {
        if (!values.stream().allMatch(Text::isStorable)) {
            throw new BadParameter(parameter + " holds a character that cannot be stored");
        }
        return values;
    }

    private static Map<String, String> prefixes(@Nullable String q) throws BadParameter {
        Map<String, String> prefixes = new HashMap<>();
        if (q == null || q.isBlank()) {
            return prefixes;
        }
        for (String part : q.split(",", -1)) {
            int colon = part.indexOf(':');
            String field = colon < 0 ? "" : part.substring(0, colon).strip().toLowerCase(Locale.ROOT);
            if (!Set.of("name", "code", "external_id").contains(field)) {
                throw new BadParameter("q is field:prefix with the fields name, code, external_id");
            }
            String prefix = part.substring(colon + 1);
            storable("q", List.of(prefix));
            if (prefixes.put(field, prefix) != null) {
                throw new BadParameter("q names " + field + " twice");
            }
        }
        return prefixes;
    }

    private static @Nullable Boolean flag(HttpServletRequest request, String name) throws BadParameter {
        String value = Query.parameter(request, name);
        if (value == null) {
            return null;
        }
        if (value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false")) {
            return Boolean.valueOf(value);
        }
        throw new BadParameter(name + " must be true or false");
    }

    private static Sort sort(@Nullable String sort) throws BadParameter {
        if (sort == null) {
            return Sort.LAST_UPDATED;
        }
        return switch (sort) {
            case "entityCode" -> Sort.CODE;
            case "name" -> Sort.NAME;
            case "lastUpdated" -> Sort.LAST_UPDATED;
            default -> throw new BadParameter("sortBy must be entityCode, name or lastUpdated");
        };
    }

    private static int number(HttpServletRequest request, String name, int otherwise, int least, int most)
            throws BadParameter {
        String value = Query.parameter(request, name);
        if (value == null) {
            return otherwise;
        }
        if (value.matches("[0-9]{1,10}")) {
            long number = Long.parseLong(value);
            if (number >= least && number <= most) {
                return (int) number;
            }
        }
        throw new BadParameter(
                name + " must be a number from " + least + (most == Integer.MAX_VALUE ? "" : " to " + most));
    }
}
