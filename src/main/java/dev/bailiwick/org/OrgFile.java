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
 */
public record OrgFile(@Nullable String org, List<ItemList> lists, List<Mistake> mistakes, Map<String, Integer> lines) {

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
