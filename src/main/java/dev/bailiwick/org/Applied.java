package dev.bailiwick.org;

import dev.bailiwick.bulk.Change;
import dev.bailiwick.bulk.Fault;
import dev.bailiwick.bulk.FaultCode;
import dev.bailiwick.bulk.Item;
import dev.bailiwick.bulk.Kind;
import dev.bailiwick.bulk.Outcome;
import dev.bailiwick.bulk.Receipt;
import dev.bailiwick.bulk.Report;
import dev.bailiwick.bulk.Secret;
import dev.bailiwick.org.OrgFile.ItemList;
import dev.bailiwick.org.OrgFile.Mistake;
import dev.bailiwick.zone.ZoneFields;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What applying an org file did, or would do.
 *
 * @param org the org's key
 * @param dryRun whether it was only tried
 * @param applied whether it holds now
 * @param replayed whether it was applied before, under the caller's key, and this only repeats what became of it
 * @param lists what became of each list
 * @param mistakes why nothing was applied; empty where there are none
 */
public record Applied(
        String org, boolean dryRun, boolean applied, boolean replayed, List<ListResult> lists, List<Mistake> mistakes) {
    /**
     * @param name as in the file
     * @param batch under which id the list's batch is stored; null where it is not
     * @param counts how many items had which outcome
     * @param items all that are not unchanged
     */
    public record ListResult(String name, @Nullable UUID batch, Map<String, Integer> counts, List<ItemResult> items) {}

    /**
     * What became of one item.
     *
     * @param consequences how many other things it changed: records that a rule moved
     * @param warnings what to know of it though it holds
     */
    public record ItemResult(
            String path,
            String key,
            String outcome,
            @Nullable Long id,
            int version,
            Map<String, Change> changes,
            int consequences,
            List<String> warnings) {}

    /** The same as plain maps and lists, as it is sent and printed. */
    public Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("org", org);
        map.put("dryRun", dryRun);
        map.put("applied", applied);
        map.put("lists", lists.stream().map(Applied::asMap).toList());
        map.put("mistakes", mistakes.stream().map(Applied::asMap).toList());
        return map;
    }

    private static Map<String, Object> asMap(ListResult list) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", list.name());
        if (list.batch() != null) {
            map.put("batch", list.batch().toString());
        }
        map.put("counts", list.counts());
        map.put("items", list.items().stream().map(Applied::asMap).toList());
        return map;
    }

    private static Map<String, Object> asMap(ItemResult item) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("path", item.path());
        map.put("key", item.key());
        map.put("outcome", item.outcome());
        if (item.id() != null) {
            map.put("id", item.id());
            map.put("version", item.version());
        }
        Map<String, Object> changes = new LinkedHashMap<>();
        item.changes().forEach((field, change) -> {
            Map<String, @Nullable Object> sides = new LinkedHashMap<>();
            sides.put("before", shown(change.before()));
            sides.put("after", shown(change.after()));
            changes.put(field, sides);
        });
        map.put("changes", changes);
        map.put("consequences", item.consequences());
        if (!item.warnings().isEmpty()) {
            map.put("warnings", item.warnings());
        }
        return map;
    }

    private static @Nullable Object shown(@Nullable Object value) {
        return value instanceof Secret ? Secret.SHOWN : value;
    }

    private static Map<String, Object> asMap(Mistake mistake) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("line", mistake.line());
        map.put("path", mistake.path());
        map.put("code", mistake.code());
        map.put("message", mistake.message());
        return map;
    }

    static Applied of(String org, boolean dryRun, OrgFile file, List<ItemList> lists, List<Report> reports) {
        List<Mistake> mistakes = new ArrayList<>(file.mistakes());
        List<ListResult> results = new ArrayList<>();
        Set<String> failed = new HashSet<>();
        for (int i = 0; i < lists.size(); i++) {
            ItemList list = lists.get(i);
            List<Mistake> here = mistakes(file, list, reports.get(i), failed);
            if (!here.isEmpty()) {
                failed.add(list.name());
                if (list.kind() == Kind.ZONE) {
                    failed.addAll(keys(list, "code:", ZoneFields.CODE));
                } else if (list.kind() == Kind.USER) {
                    failed.addAll(keys(list, "login:", UserJudge.LOGIN));
                }
            }
            mistakes.addAll(here);
        }
        for (int i = 0; i < lists.size(); i++) {
            results.add(result(file, lists.get(i), reports.get(i), !mistakes.isEmpty()));
        }
        mistakes.sort(Comparator.comparingInt(Mistake::line));
        boolean replayed = reports.stream().anyMatch(Report::replayed);
        return new Applied(org, dryRun, mistakes.isEmpty() && !dryRun, replayed, results, mistakes);
    }

    /** The keys in a failed list, marked so that they are no list's name. */
    private static Set<String> keys(ItemList list, String mark, String field) {
        Set<String> keys = new HashSet<>();
        list.items().forEach(item -> keys.add(mark + item.values().get(field)));
        return keys;
    }

    /** To look for what was meant costs a look at every entry. */
    private static final int MOST_HINTS = 50;

    private static List<Mistake> mistakes(OrgFile file, ItemList list, Report report, Set<String> failed) {
        List<Mistake> mistakes = new ArrayList<>();
        for (Receipt receipt : report.receipts()) {
            for (Fault fault : receipt.faults()) {
                if (receipt.outcome() == Outcome.REJECTED && !follows(fault, failed)) {
                    String path = path(file, list, receipt.index(), fault.path());
                    String hint = mistakes.size() < MOST_HINTS ? Nearest.hint(fault, list) : "";
                    String message = Wording.of(fault) + hint;
                    mistakes.add(new Mistake(file.line(path), path, fault.code().name(), message));
                }
            }
        }
        return mistakes;
    }

    /** Whether a fault only follows from a list that failed before, so that mending that one mends this. */
    private static boolean follows(Fault fault, Set<String> failed) {
        return switch (fault.code()) {
            case NO_SUCH_ZONE, ZONE_NOT_ACTIVE -> failed.contains("code:" + fault.arg("value"));
            case PARENT_NOT_ACTIVE -> failed.contains("zones");
            case NOT_ENABLED, NOT_CONFIGURED, NOT_IN_CRITERIA, SWITCHED_OFF -> failed.contains("org");
            case NO_SUCH_REFERENCE -> failed.contains("login:" + fault.arg("value"));
            default -> false;
        };
    }

    private static String path(OrgFile file, ItemList list, int index, String field) {
        if (list.kind() == Kind.ORG) {
            String name = field.replaceAll("\\[.*", "");
            return OrgJudge.LISTS.contains(name) ? "locales." + field : file.place(field);
        }
        String item = list.name() + "[" + index + "]";
        return field.isEmpty() ? item : item + "." + OrgFileReader.nameOf(list.kind(), field);
    }

    /** @param refused whether nothing was stored because of a mistake somewhere */
    private static ListResult result(OrgFile file, ItemList list, Report report, boolean refused) {
        Map<String, Integer> counts = new TreeMap<>();
        List<ItemResult> items = new ArrayList<>();
        for (Receipt receipt : report.receipts()) {
            boolean undone = refused && (receipt.outcome() == Outcome.CREATED || receipt.outcome() == Outcome.CHANGED);
            Outcome told = undone ? Outcome.NOT_ATTEMPTED : receipt.outcome();
            // What is not made has no id yet, though one was drawn for it.
            boolean known = receipt.outcome() != Outcome.CREATED || report.batchId() != null;
            String outcome = told.name().toLowerCase(Locale.ROOT);
            counts.merge(outcome, 1, Integer::sum);
            if (receipt.outcome() != Outcome.UNCHANGED) {
                Item item = list.items().get(receipt.index());
                Object key = item.values().getOrDefault(keyField(list.kind()), "");
                items.add(new ItemResult(
                        path(file, list, receipt.index(), ""),
                        String.valueOf(key),
                        outcome,
                        known ? receipt.id() : null,
                        receipt.version(),
                        undone ? Map.of() : receipt.changes(),
                        undone ? 0 : receipt.consequences(),
                        undone
                                ? List.of()
                                : receipt.warnings().stream().map(Wording::of).toList()));
            }
        }
        return new ListResult(list.name(), report.batchId(), counts, items);
    }

    private static String keyField(Kind kind) {
        return switch (kind) {
            case RECORD -> "Code";
            case USER -> UserJudge.LOGIN;
            case CLIENT -> ClientJudge.CLIENT;
            case ORG, ZONE -> "code";
        };
    }

    /** Finds what was probably meant. */
    private static final class Nearest {
        private static final int CLOSE = 2;

        static String hint(Fault fault, ItemList list) {
            if (fault.code() != FaultCode.NO_SUCH_ZONE || list.kind() != Kind.ZONE) {
                return "";
            }
            String wanted = fault.arg("value");
            return list.items().stream()
                    .map(item -> item.values().get("code"))
                    .filter(String.class::isInstance)
                    .map(String.class::cast)
                    .filter(code -> Math.abs(code.length() - wanted.length()) <= CLOSE && code.length() > CLOSE)
                    .filter(code -> distance(code, wanted) <= CLOSE)
                    .findFirst()
                    .map(code -> "; did you mean '" + code + "'?")
                    .orElse("");
        }

        /** Insertions, removals, replacements and swaps of neighbours that lead from one text to the other. */
        private static int distance(String a, String b) {
            int[][] d = new int[a.length() + 1][b.length() + 1];
            for (int i = 0; i <= a.length(); i++) {
                for (int j = 0; j <= b.length(); j++) {
                    if (i == 0 || j == 0) {
                        d[i][j] = i + j;
                        continue;
                    }
                    int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                    d[i][j] = Math.min(Math.min(d[i - 1][j] + 1, d[i][j - 1] + 1), d[i - 1][j - 1] + cost);
                    if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                        d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                    }
                }
            }
            return d[a.length()][b.length()];
        }
    }
}
