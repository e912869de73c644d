package dev.bailiwick.crm;

import dev.bailiwick.bulk.Actor;
import dev.bailiwick.bulk.Role;
import dev.bailiwick.catalog.Module;
import dev.bailiwick.record.Records;
import dev.bailiwick.record.Rights;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request to this door: who asks, and with which parameters. They are read from the query alone and by our own hand,
 * because to ask the container for a parameter would read a body that came as a form.
 */
final class Call {
    private final HttpServletRequest request;
    private final Actor actor;
    private final Map<String, String> parameters;

    Call(HttpServletRequest request, Actor actor) {
        this.request = request;
        this.actor = actor;
        this.parameters = parameters(request.getQueryString());
    }

    Actor actor() {
        return actor;
    }

    long orgId() {
        return actor.orgId();
    }

    HttpServletRequest request() {
        return request;
    }

    /** The first parameter of this name, or null. */
    @Nullable
    String parameter(String name) {
        return parameters.get(name);
    }

    /** All parameters, the first of each name. */
    Map<String, String> parameters() {
        return parameters;
    }

    /** A parameter that is a list parted by commas; empty where it is absent. */
    List<String> list(String name) {
        String value = parameters.get(name);
        return value == null
                ? List.of()
                : java.util.Arrays.stream(value.split(","))
                        .map(String::strip)
                        .filter(part -> !part.isEmpty())
                        .toList();
    }

    /** A parameter that is a whole number within limits. */
    int number(String name, int otherwise, int from, int to) {
        String value = parameters.get(name);
        if (value == null || value.isEmpty()) {
            return otherwise;
        }
        if (!value.matches("[0-9]{1,9}") || Integer.parseInt(value) < from || Integer.parseInt(value) > to) {
            throw CrmError.badParameter(name);
        }
        return Integer.parseInt(value);
    }

    /** The module of this name, for an operation (CREATE, READ, UPDATE, DELETE) that the caller may do there. */
    Module module(Records records, String name, String operation) {
        Module module = records.module(orgId(), name);
        if (module == null) {
            throw CrmError.invalidModule();
        }
        if (!actor.scopes().allows("modules." + module.name(), operation, module.isCustom())) {
            throw CrmError.scopeMismatch();
        }
        if (!Rights.may(actor, module, operation)) {
            throw CrmError.noPermission("Crm_Implied_" + title(operation) + "_" + module.name());
        }
        return module;
    }

    private static String title(String operation) {
        return operation.charAt(0) + operation.substring(1).toLowerCase(java.util.Locale.ROOT);
    }

    /** The caller must have this scope, such as {@code settings.fields}. */
    void requireScope(String area, String operation) {
        if (!actor.scopes().allows(area, operation)) {
            throw CrmError.scopeMismatch();
        }
    }

    /** The caller must be an admin. */
    void requireAdmin(String permission) {
        if (actor.role() != Role.ADMIN) {
            throw CrmError.noPermission(permission);
        }
    }

    /** A header that holds a time, in the form of this door or in HTTP's own; null where it is absent. */
    @Nullable
    Instant time(String header) {
        String value = request.getHeader(header);
        if (value == null || value.isBlank()) {
            return null;
        }
        try {
            return OffsetDateTime.parse(value.strip()).toInstant();
        } catch (DateTimeException e) {
            try {
                return ZonedDateTime.parse(value.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toInstant();
            } catch (DateTimeException notHttp) {
                throw new CrmError(
                        "INVALID_DATA",
                        header + " must be a time such as 2026-03-02T09:15:00+05:30",
                        Map.of("param_name", header));
            }
        }
    }

    /** Whether it speaks the first version of this door. */
    boolean isFirstVersion() {
        return request.getRequestURI().startsWith("/crm/v7/");
    }

    /**
     * Some official clients leave {@code +} as it is where they mean it, and can be known by the {@code &} at the end of
     * their queries; everybody else means a blank by it.
     */
    private static Map<String, String> parameters(@Nullable String query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        if (query == null) {
            return parameters;
        }
        boolean plusIsPlus = query.endsWith("&");
        for (String pair : query.split("&")) {
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals), plusIsPlus);
            String value = equals < 0 ? "" : decoded(pair.substring(equals + 1), plusIsPlus);
            if (!name.isEmpty()) {
                parameters.putIfAbsent(name, value);
            }
        }
        return parameters;
    }

    private static String decoded(String text, boolean plusIsPlus) {
        try {
            return URLDecoder.decode(plusIsPlus ? text.replace("+", "%2B") : text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new CrmError(
                    "INVALID_REQUEST",
                    "unable to process your request. please verify whether you have entered proper method name,"
                            + " parameter and parameter values.",
                    Map.of());
        }
    }
}
