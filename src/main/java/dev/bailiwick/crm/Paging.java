package dev.bailiwick.crm;

import dev.bailiwick.bulk.Entity;
import dev.bailiwick.bulk.Stamps;
import dev.bailiwick.catalog.Module;
import dev.bailiwick.record.Condition;
import dev.bailiwick.record.RecordQuery;
import dev.bailiwick.record.RecordQuery.Place;
import dev.bailiwick.record.RecordQuery.Sort;
import dev.bailiwick.record.RecordReads;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Which page is asked for, by its number or by a token, and what is told of it (sheet, 1.4 and 1.7).
 *
 * @param page counted from 1
 * @param perPage so many on each
 * @param offset so many records are before the page
 * @param limit at most so many on this one
 * @param token where it begins; null where it is named by its number
 * @param sort by what
 */
record Paging(
        int page,
        int perPage,
        int offset,
        int limit,
        @Nullable PageToken token,
        Sort sort,
        boolean descending) {
    static final int MOST_PER_PAGE = 200;
    private static final int MOST_BY_NUMBER = 2000;
    private static final int MOST_BY_TOKEN = 100_000;
    private static final Map<String, Sort> SORTS =
            Map.of("id", Sort.ID, "Created_Time", Sort.CREATED_TIME, "Modified_Time", Sort.MODIFIED_TIME);

    /** A page of a list. */
    static Paging ofList(Call call, String module, Instant now) {
        String text = call.parameter("page_token");
        Paging byNumber = byNumber(call);
        if (text == null || text.isEmpty()) {
            if (byNumber.offset >= MOST_BY_NUMBER) {
                throw new CrmError(
                        "DISCRETE_PAGINATION_LIMIT_EXCEEDED",
                        "You can only get the first 2000 records without using page_token param",
                        Map.of("limit", MOST_BY_NUMBER));
            }
            return byNumber;
        }
        if (call.parameter("page") != null) {
            throw ambiguous("page", "page_token");
        }
        PageToken token = PageToken.read(text, call.actor(), asked(call, module), now);
        if (token.count() >= MOST_BY_TOKEN) {
            throw new CrmError(
                    "PAGINATION_LIMIT_EXCEEDED",
                    "You can only get upto 100000 records using page_token param",
                    Map.of("param_name", "page_token"));
        }
        int limit = Math.min(byNumber.perPage, MOST_BY_TOKEN - token.count());
        int page = token.count() / byNumber.perPage + 1;
        return new Paging(page, byNumber.perPage, 0, limit, token, byNumber.sort, byNumber.descending);
    }

    /** A page of what a search found. */
    static Paging ofSearch(Call call) {
        Paging paging = byNumber(call);
        if (paging.offset >= MOST_BY_NUMBER) {
            throw new CrmError(
                    "LIMIT_REACHED",
                    "maximum response iteration limit reached",
                    Map.of("limit", String.valueOf(MOST_BY_NUMBER)));
        }
        return paging;
    }

    private static Paging byNumber(Call call) {
        int perPage = call.number("per_page", MOST_PER_PAGE, 1, MOST_PER_PAGE);
        int page = call.number("page", 1, 1, 1_000_000);
        String by = call.parameter("sort_by");
        Sort sort = by == null || by.isEmpty() ? Sort.ID : SORTS.get(by);
        if (sort == null) {
            throw CrmError.badParameter("sort_by");
        }
        String order = call.parameter("sort_order");
        if (order != null && !order.isEmpty() && !order.equals("asc") && !order.equals("desc")) {
            throw CrmError.badParameter("sort_order");
        }
        int offset = (page - 1) * perPage;
        return new Paging(
                page,
                perPage,
                offset,
                Math.min(perPage, Math.max(1, MOST_BY_NUMBER - offset)),
                null,
                sort,
                !"asc".equals(order));
    }

    static CrmError ambiguous(String... parameters) {
        return new CrmError(
                "AMBIGUITY_DURING_PROCESSING",
                "Ambiguity while processing the request",
                Map.of(
                        "ambiguity_due_to",
                        List.of(parameters).stream()
                                .map(p -> Map.of("param_name", p))
                                .toList()));
    }

    /** All that must stay the same from page to page. */
    private static byte[] asked(Call call, String module) {
        TreeMap<String, String> all = new TreeMap<>(call.parameters());
        all.remove("page");
        all.remove("page_token");
        for (String header : List.of("X-EXTERNAL", "If-Modified-Since")) {
            all.put("\n" + header, String.valueOf(call.request().getHeader(header)));
        }
        return PageToken.digest(module + all);
    }

    /** What is asked of the records. */
    RecordQuery query(Module of, long user, Condition where, @Nullable Set<String> shown) {
        Place after = token == null ? null : token.place();
        return new RecordQuery(of, user, where, shown, sort, descending, after, offset, limit);
    }

    /** What is told of a page of a list. */
    void listInfo(JsonGenerator json, Call call, RecordReads.Page found, Instant now) {
        Entity last = found.records().getLast();
        Stamps stamps = Objects.requireNonNull(last.stamps());
        Place place = new Place(
                switch (sort) {
                    case ID -> Instant.EPOCH;
                    case CREATED_TIME -> stamps.createdAt();
                    case MODIFIED_TIME -> stamps.modifiedAt();
                },
                last.id());
        int before = token == null ? offset : token.count();
        PageToken next = !found.more()
                ? null
                : new PageToken(
                        call.orgId(),
                        call.actor().userId(),
                        asked(call, found.module().name()),
                        now.truncatedTo(ChronoUnit.SECONDS),
                        before + found.records().size(),
                        place);
        json.writeObjectPropertyStart("info");
        json.writeBooleanProperty("call", false);
        json.writeNumberProperty("per_page", perPage);
        if (next == null) {
            json.writeNullProperty("next_page_token");
        } else {
            json.writeStringProperty("next_page_token", next.text());
        }
        json.writeNumberProperty("count", found.records().size());
        json.writeStringProperty("sort_by", sortBy());
        json.writeNumberProperty("page", page);
        json.writeNullProperty("previous_page_token");
        if (next == null) {
            json.writeNullProperty("page_token_expiry");
        } else {
            json.writeStringProperty("page_token_expiry", Answers.time(next.expiry()));
        }
        json.writeStringProperty("sort_order", descending ? "desc" : "asc");
        json.writeBooleanProperty("email", false);
        json.writeBooleanProperty("more_records", found.more());
        json.writeEndObject();
    }

    private String sortBy() {
        return switch (sort) {
            case ID -> "id";
            case CREATED_TIME -> "Created_Time";
            case MODIFIED_TIME -> "Modified_Time";
        };
    }

    /** What is told of a page of what a search found. */
    void searchInfo(JsonGenerator json, RecordReads.Page found) {
        json.writeObjectPropertyStart("info");
        json.writeNumberProperty("per_page", perPage);
        json.writeNumberProperty("count", found.records().size());
        json.writeStringProperty("sort_by", sortBy());
        json.writeNumberProperty("page", page);
        json.writeStringProperty("sort_order", descending ? "desc" : "asc");
        json.writeBooleanProperty("more_records", found.more());
        json.writeEndObject();
    }
}
