package dev.bailiwick.cli;

import dev.bailiwick.cli.Main.Trouble;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes secrets from the environment: {@code ${NAME}} as the value of a {@code password} or {@code secret}. */
final class Environment {
    private static final Pattern SECRET = Pattern.compile(
            "((?:^|[{,\\s\"'])(?:password|secret)[\"']?\\s*:\\s*)([\"']?)\\$\\{([A-Za-z_][A-Za-z0-9_]*)}\\2");

    private Environment() {}

    /** The text with its secrets in place, each as a JSON string, which is YAML too. */
    static String expand(String text) {
        List<String> missing = new ArrayList<>();
        String expanded = SECRET.matcher(text).replaceAll(found -> {
            String value = System.getenv(found.group(3));
            if (value == null) {
                missing.add(found.group(3));
                return Matcher.quoteReplacement(found.group());
            }
            return Matcher.quoteReplacement(found.group(1) + dev.bailiwick.db.Jsonb.write(value));
        });
        if (!missing.isEmpty()) {
            throw new Trouble("not set in the environment: " + String.join(", ", missing));
        }
        return expanded;
    }
}
