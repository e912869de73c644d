package dev.bailiwick.db;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Where a PostgreSQL database is and who asks it.
 *
 * @param jdbc {@code jdbc:postgresql://host:port/database} with its parameters, without user and password
 * @param user the role
 * @param password empty where none is needed
 */
public record DatabaseUrl(String jdbc, String user, String password) {

    /**
     * Reads {@code postgresql://user:password@host:port/database}, as PostgreSQL's own tools write it, or the JDBC form
     * with {@code user} and {@code password} as parameters.
     *
     * @throws IllegalArgumentException with a message for the one who typed it
     */
    public static DatabaseUrl of(String url) {
        try {
            URI uri = new URI(url.startsWith("jdbc:") ? url.substring(5) : url);
            boolean scheme = "postgresql".equals(uri.getScheme()) || "postgres".equals(uri.getScheme());
            if (!scheme
                    || uri.getHost() == null
                    || uri.getPath() == null
                    || uri.getPath().length() < 2) {
                throw malformed();
            }
            String[] info = uri.getRawUserInfo() == null
                    ? new String[0]
                    : uri.getRawUserInfo().split(":", 2);
            String user = info.length > 0 ? decoded(info[0]) : parameter(uri, "user");
            String password = info.length > 1 ? decoded(info[1]) : parameter(uri, "password");
            if (user == null || user.isEmpty()) {
                throw malformed();
            }
            String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
            String rest = others(uri);
            String jdbc = "jdbc:postgresql://" + uri.getHost() + port + uri.getRawPath() + rest;
            return new DatabaseUrl(jdbc, user, password == null ? "" : password);
        } catch (URISyntaxException e) {
            throw malformed();
        }
    }

    private static IllegalArgumentException malformed() {
        return new IllegalArgumentException("a database URL looks like postgresql://user:password@host:5432/database");
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static @Nullable String parameter(URI uri, String name) {
        if (uri.getRawQuery() != null) {
            for (String pair : uri.getRawQuery().split("&")) {
                if (pair.startsWith(name + "=")) {
                    return decoded(pair.substring(name.length() + 1));
                }
            }
        }
        return null;
    }

    /** The parameters that are neither user nor password. */
    private static String others(URI uri) {
        if (uri.getRawQuery() == null) {
            return "";
        }
        StringBuilder rest = new StringBuilder();
        for (String pair : uri.getRawQuery().split("&")) {
            if (!pair.startsWith("user=") && !pair.startsWith("password=")) {
                rest.append(rest.isEmpty() ? "?" : "&").append(pair);
            }
        }
        return rest.toString();
    }

    /** The same database for another role, in the form that {@link #of} reads. */
    public String forRole(String role, String secret) {
        return "postgresql://" + encoded(role) + ":" + encoded(secret) + "@"
                + jdbc.substring("jdbc:postgresql://".length());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Without the password, for messages. */
    @Override
    public String toString() {
        return jdbc + " as " + user;
    }
}
