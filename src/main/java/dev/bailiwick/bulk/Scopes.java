package dev.bailiwick.bulk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a token may be used for. A scope is {@code ZohoCRM.modules.Contacts.READ}: a service, an area, an operation. A
 * shorter area holds all below it, so {@code ZohoCRM.modules.ALL} is everything with every module. What its user may not
 * do, no scope gives.
 *
 * @param granted null for everything, as Basic sign-in and the command line have it
 */
public record Scopes(@Nullable List<Grant> granted) {
    /** Everything. */
    public static final Scopes ALL = new Scopes(null);

    /** The most scopes of one token or client. */
    public static final int MOST = 100;

    /** The most characters of one scope. */
    public static final int LONGEST = 100;

    private static final String DEFAULT_SERVICE = "zohocrm";
    private static final List<String> SERVICES = List.of(DEFAULT_SERVICE, "zohofiles", "zohosearch");
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_]+(\\.[A-Za-z0-9_]+){2,3}");
    private static final Pattern BETWEEN = Pattern.compile("[,\\s]+");

    /** What can be done to something. */
    private enum Operation {
        CREATE,
        READ,
        UPDATE,
        DELETE
    }

    /**
     * One scope.
     *
     * @param text as it was asked for
     * @param path service and area, in small letters without {@code _}
     * @param operations what it lets do, by name
     */
    public record Grant(String text, List<String> path, Set<String> operations) {
        /** Whether it holds this operation on what lies at this path. */
        private boolean covers(List<String> wanted, String operation) {
            return operations.contains(operation)
                    && path.size() <= wanted.size()
                    && wanted.subList(0, path.size()).equals(path);
        }
    }

    public Scopes {
        granted = granted == null ? null : List.copyOf(granted);
    }

    /**
     * Reads a list of scopes, parted by commas or blanks.
     *
     * @return empty where none stands there, one is no scope, or they are too many
     */
    public static Optional<Scopes> parse(String text) {
        return of(Arrays.stream(BETWEEN.split(text)).filter(s -> !s.isEmpty()).toList());
    }

    /** Reads scopes; empty where there are none, one is no scope, or they are too many. */
    public static Optional<Scopes> of(List<String> texts) {
        Map<Grant, Grant> grants = new LinkedHashMap<>();
        for (String text : texts) {
            Grant grant = grant(text);
            if (grant == null || grants.size() >= MOST) {
                return Optional.empty();
            }
            grants.putIfAbsent(new Grant("", grant.path(), grant.operations()), grant);
        }
        return grants.isEmpty() ? Optional.empty() : Optional.of(new Scopes(new ArrayList<>(grants.values())));
    }

    private static @Nullable Grant grant(String text) {
        if (text.length() > LONGEST || !FORM.matcher(text).matches()) {
            return null;
        }
        int end = text.lastIndexOf('.');
        Set<String> operations = operations(folded(text.substring(end + 1)));
        List<String> path = path(text.substring(0, end));
        return operations.isEmpty() || !SERVICES.contains(path.getFirst()) ? null : new Grant(text, path, operations);
    }

    private static Set<String> operations(String word) {
        return switch (word) {
            case "all" -> names(EnumSet.allOf(Operation.class));
            case "write" -> names(EnumSet.of(Operation.CREATE, Operation.UPDATE));
            case "create", "read", "update", "delete" ->
                names(EnumSet.of(Operation.valueOf(word.toUpperCase(Locale.ROOT))));
            default -> Set.of();
        };
    }

    private static Set<String> names(Set<Operation> operations) {
        return Set.copyOf(operations.stream().map(Enum::name).toList());
    }

    private static List<String> path(String text) {
        return List.of(folded(text).split("\\."));
    }

    private static String folded(String text) {
        return text.toLowerCase(Locale.ROOT).replace("_", "");
    }

    /**
     * Whether an operation is allowed.
     *
     * @param area such as {@code modules.Contacts}, {@code settings.fields}, {@code users}; of another service with its
     *     name in front: {@code ZohoFiles.files}, {@code ZohoSearch.securesearch}
     * @param operation CREATE, READ, UPDATE or DELETE
     */
    public boolean allows(String area, String operation) {
        return allows(area, operation, false);
    }

    /**
     * The same, for a module that may be a custom one: {@code ZohoCRM.modules.custom} holds all of these.
     *
     * @param custom whether the module that the area names is a custom one
     */
    public boolean allows(String area, String operation, boolean custom) {
        if (granted == null) {
            return true;
        }
        List<String> wanted = wanted(area);
        List<String> asCustom = List.of(DEFAULT_SERVICE, "modules", "custom");
        return granted.stream().anyMatch(g -> g.covers(wanted, operation) || (custom && g.covers(asCustom, operation)));
    }

    /** Whether an operation is allowed on the area or on something in it: {@code modules} asks for any module. */
    public boolean allowsSome(String area, String operation) {
        if (allows(area, operation)) {
            return true;
        }
        List<String> wanted = wanted(area);
        return granted != null
                && granted.stream()
                        .anyMatch(g -> g.operations().contains(operation)
                                && g.path().size() >= wanted.size()
                                && g.path().subList(0, wanted.size()).equals(wanted));
    }

    private static List<String> wanted(String area) {
        List<String> path = path(area);
        if (SERVICES.contains(path.getFirst())) {
            return path;
        }
        List<String> whole = new ArrayList<>();
        whole.add(DEFAULT_SERVICE);
        whole.addAll(path);
        return whole;
    }

    /** Whether all that the others allow is allowed here too. */
    public boolean covers(Scopes others) {
        if (granted == null || others.granted == null) {
            return granted == null;
        }
        return others.granted.stream()
                .allMatch(other -> other.operations().stream()
                        .allMatch(operation -> granted.stream().anyMatch(g -> g.covers(other.path(), operation))));
    }

    /** Those of these scopes that the limit holds; empty where it holds none. */
    public Optional<Scopes> within(Scopes limit) {
        if (granted == null) {
            return Optional.of(limit);
        }
        List<Grant> left = granted.stream()
                .filter(grant -> limit.covers(new Scopes(List.of(grant))))
                .toList();
        return left.isEmpty() ? Optional.empty() : Optional.of(new Scopes(left));
    }

    /** As they were asked for; empty where everything is allowed. */
    public List<String> texts() {
        return granted == null ? List.of() : granted.stream().map(Grant::text).toList();
    }
}
