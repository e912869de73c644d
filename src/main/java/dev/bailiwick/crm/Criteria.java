package dev.bailiwick.crm;

import dev.bailiwick.catalog.Module;
import dev.bailiwick.record.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads {@code ((A:equals:b)and((C:in:d,e)or(F:starts_with:g)))} (sheet, 1.7). {@code and} binds more than {@code or}. In
 * values a backslash goes before {@code ( ) ,} that are meant as such, and before a backslash that would otherwise stand
 * there; all other backslashes are what they are.
 */
final class Criteria {
    private static final int LONGEST = 10_000;
    private static final int DEEPEST = 20;
    private static final int MOST = 15;

    private final String text;
    private final Terms terms;
    private int at;
    private int count;

    private Criteria(String text, Module module) {
        this.text = text;
        this.terms = new Terms(module);
    }

    /**
     * The condition that a text stands for.
     *
     * @throws CrmError where it stands for none, asks for what the module has not, or for too much
     */
    static Condition read(String text, Module module) {
        if (text.length() > LONGEST) {
            throw Terms.invalid("the criteria are longer than " + LONGEST + " characters", Map.of());
        }
        return new Criteria(text, module).read();
    }

    private Condition read() {
        blanks();
        Condition condition = at < text.length() && text.charAt(at) == '(' ? any(0) : one(true);
        blanks();
        if (at < text.length()) {
            throw Terms.invalid("the brackets do not match", Map.of());
        }
        return condition;
    }

    private Condition any(int depth) {
        if (depth > DEEPEST) {
            throw Terms.invalid("more than " + DEEPEST + " brackets inside each other", Map.of());
        }
        List<Condition> any = new ArrayList<>();
        List<Condition> all = new ArrayList<>();
        all.add(term(depth));
        while (true) {
            if (word("and")) {
                all.add(term(depth));
            } else if (word("or")) {
                any.add(joined(all));
                all = new ArrayList<>();
                all.add(term(depth));
            } else {
                any.add(joined(all));
                return any.size() == 1 ? any.getFirst() : new Condition.Any(any);
            }
        }
    }

    private static Condition joined(List<Condition> all) {
        return all.size() == 1 ? all.getFirst() : Condition.all(all);
    }

    private Condition term(int depth) {
        expect('(');
        blanks();
        Condition condition = at < text.length() && text.charAt(at) == '(' ? any(depth + 1) : one(false);
        expect(')');
        return condition;
    }

    private boolean word(String word) {
        blanks();
        if (text.regionMatches(true, at, word, 0, word.length())) {
            at += word.length();
            return true;
        }
        return false;
    }

    private void blanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private void expect(char bracket) {
        blanks();
        if (at >= text.length() || text.charAt(at) != bracket) {
            throw Terms.invalid("the brackets do not match, or 'and' or 'or' is missing", Map.of());
        }
        at++;
    }

    private Condition one(boolean bare) {
        if (++count > MOST) {
            throw new CrmError(
                    "CRITERIA_LIMIT_EXCEEDED",
                    "no of criterium that can be given exceed the limit " + MOST,
                    Map.of("limit", MOST));
        }
        String name = upToColon();
        String operator = upToColon();
        return terms.read(name, operator, values(bare));
    }

    private String upToColon() {
        int start = at;
        while (at < text.length() && "():".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        if (at >= text.length() || text.charAt(at) != ':') {
            throw Terms.invalid("a condition has the form (name:operator:value)", Map.of());
        }
        return text.substring(start, at++).strip();
    }

    /** The parts of a value between its commas. */
    private List<String> values(boolean bare) {
        List<String> values = new ArrayList<>();
        StringBuilder value = new StringBuilder();
        while (at < text.length() && text.charAt(at) != ')') {
            char c = text.charAt(at);
            if (c == '\\') {
                backslashes(value);
            } else if (c == '(' && !bare) {
                throw Terms.invalid("a bracket in a value has a backslash before it", Map.of());
            } else {
                if (c == ',') {
                    values.add(value.toString());
                    value.setLength(0);
                } else {
                    value.append(c);
                }
                at++;
            }
        }
        values.add(value.toString());
        return values;
    }

    /** Some of them in a row: before what they can free, each two are one, and one that is left frees it. */
    private void backslashes(StringBuilder value) {
        int start = at;
        while (at < text.length() && text.charAt(at) == '\\') {
            at++;
        }
        int many = at - start;
        boolean end = at >= text.length();
        if (!end && "(),".indexOf(text.charAt(at)) < 0) {
            value.repeat('\\', many);
            return;
        }
        value.repeat('\\', many / 2);
        if (many % 2 == 1) {
            value.append(end ? '\\' : text.charAt(at++));
        }
    }
}
