package dev.bailiwick.crm;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.PathContainer;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** What this door has no route for: a path of it that takes other methods, or none of its paths (sheet, 7.1). */
@RestController
class OtherPaths {
    private static final String ALL = "/crm/**";
    private final RequestMappingHandlerMapping routes;

    OtherPaths(@Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping routes) {
        this.routes = routes;
    }

    @RequestMapping(ALL)
    ResponseEntity<String> other(HttpServletRequest request) {
        return Answers.error(
                isKnown(request)
                        ? new CrmError(
                                "INVALID_REQUEST_METHOD",
                                "The http request method type is not a valid one",
                                Map.of("resource_path_index", 0))
                        : new CrmError(
                                HttpStatus.NOT_FOUND,
                                "INVALID_URL_PATTERN",
                                "Please check if the URL trying to access is a correct one",
                                Map.of()));
    }

    private boolean isKnown(HttpServletRequest request) {
        PathContainer path = PathContainer.parsePath(request.getRequestURI());
        return Versions.areIn(request.getRequestURI())
                && routes.getHandlerMethods().keySet().stream()
                        .filter(route -> route.getPathPatternsCondition() != null)
                        .flatMap(route -> route.getPathPatternsCondition().getPatterns().stream())
                        .anyMatch(pattern -> !pattern.getPatternString().equals(ALL)
                                && !pattern.getPatternString().equals("/**")
                                && pattern.matches(path));
    }
}
