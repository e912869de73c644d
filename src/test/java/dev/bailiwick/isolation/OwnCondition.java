package dev.bailiwick.isolation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** In charge of our own condition on the org in the text of a statement: whether it is there, and taking it out. */
final class OwnCondition {
    private static final Pattern OWN =
            Pattern.compile("(?:\\b\\w+\\.)?\\borg_id\\s*=\\s*(?:\\?(?:::\\w+)?|\\w+\\.org_id\\b)");

    private static final Pattern HARMLESS = Pattern.compile("\\(" + OWN.pattern() + " OR true\\)");

    /** Any comparison of the org; the setting by which the database knows the org is none. */
    private static final Pattern COMPARED = Pattern.compile(
            "(?<!bailiwick\\.)\\borg_id\\s*(?:[=<>!]|\\b(?:IN|IS|BETWEEN|ANY)\\b)"
                    + "|[=<>]\\s*(?:\\w+\\.)?org_id\\b|\\bUSING\\s*\\([^)]*\\borg_id",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern NAMED =
            Pattern.compile("\\b(?:FROM|JOIN|UPDATE|USING)\\s+(\\w+)\\s+(?:AS\\s+)?(\\w+)", Pattern.CASE_INSENSITIVE);

    private OwnCondition() {}

    /** The statement with the condition made harmless; the values stay as many as they were. */
    static String without(String sql) {
        return OWN.matcher(sql).replaceAll("($0 OR true)");
    }

    /** Whether something was made harmless. */
    static boolean isTakenFrom(String sql) {
        return HARMLESS.matcher(sql).find();
    }

    /** Whether a condition that is not harmless is in it. */
    static boolean isIn(String sql) {
        return COMPARED.matcher(HARMLESS.matcher(sql).replaceAll("true")).find();
    }

    /** The aliases of these tables for which the statement has fewer conditions than it names them. */
    static List<String> missing(String sql, List<String> tables) {
        Map<String, Integer> names = new TreeMap<>();
        NAMED.matcher(sql)
                .results()
                .filter(named -> tables.contains(named.group(1)))
                .forEach(named -> names.merge(named.group(2), 1, Integer::sum));
        List<String> missing = new ArrayList<>();
        names.forEach((alias, times) -> {
            Pattern condition = Pattern.compile("\\b" + alias + "\\.org_id\\s*=\\s*\\?");
            if (condition.matcher(sql).results().count() < times) {
                missing.add(alias);
            }
        });
        return missing;
    }
}
