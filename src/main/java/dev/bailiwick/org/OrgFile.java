package dev.bailiwick.org;

import dev.bailiwick.bulk.Item;
import dev.bailiwick.bulk.Kind;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An org file as it was read: what it asks for, list by list, and where each thing stands in it.
 *
 * @param org the org's key, null where the file names none
 * @param lists in the order in which they are applied
 * @param mistakes what could not be read
 * @param lines where a path such as {@code zones[17].parent} stands, counted from 1
 * @param places where in the file things stand that are known by their names: {@code fields.Contacts.Rank} is
 *     {@code modules[0].fields[2]}
 */
public record OrgFile(
        @Nullable String org,
        List<ItemList> lists,
        List<Mistake> mistakes,
        Map<String, Integer> lines,
        Map<String, String> places) {

    /**
     * One list of the file.
     *
     * @param name as in the file; {@code org} for the settings of the org itself, which are one item
     */
    public record ItemList(String name, Kind kind, List<Item> items) {}

    /**
     * Something wrong, told so that it can be mended.
     *
     * @param line in the file, 0 where it stands nowhere
     * @param path such as {@code zones[17].parent}
     */
    public record Mistake(int line, String path, String code, String message) {}

    /** A fault's path as a place in the file. */
    String place(String path) {
        for (int end = path.length(); end > 0; end = path.lastIndexOf('.', end - 1)) {
            String place = places.get(path.substring(0, end));
            if (place != null) {
                return place + path.substring(end).replaceAll("\\.([0-9]+)$", "[$1]");
            }
        }
        return path;
    }

    /** The line of a path, or of the nearest thing around it. */
    public int line(String path) {
        for (String at = path; !at.isEmpty(); ) {
            Integer line = lines.get(at);
            if (line != null) {
                return line;
            }
            int cut = Math.max(at.lastIndexOf('.'), at.lastIndexOf('['));
            at = cut < 0 ? "" : at.substring(0, cut);
        }
        return 0;
    }
}
