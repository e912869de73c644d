package dev.bailiwick.crm;

import java.util.List;

/**
 * A page of a list of what describes records and the org: named by its number, without tokens (sheet, 3.2).
 *
 * @param page counted from 1
 */
record Numbered(int page, int perPage) {
    private static final int LAST_PAGE = 1_000_000;

    /** @param most so many on a page, where the request does not want fewer */
    static Numbered of(Call call, int most) {
        int page = call.number("page", 1, 1, LAST_PAGE);
        return new Numbered(page, call.number("per_page", most, 1, most));
    }

    /** So many come before the page. */
    long offset() {
        return (page - 1L) * perPage;
    }

    /** Of what was found from the offset on, one more than fits if there are so many: what stands on the page. */
    <T> List<T> shown(List<T> found) {
        return found.subList(0, Math.min(perPage, found.size()));
    }

    /** What is told of the page. */
    Tree info(List<?> found) {
        return new Tree()
                .put("per_page", perPage)
                .put("count", shown(found).size())
                .put("page", page)
                .put("more_records", found.size() > perPage);
    }
}
