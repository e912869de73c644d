package dev.bailiwick.locations.model;

import dev.bailiwick.locations.model.Expected.Fault;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One row on its copy: what it sends, what it would leave, and why it may not. */
final class Attempt {
    final OrgConfig config;
    final World world;
    final Operation operation;
    final boolean inherit;
    /** What the row is about, as it is; null for a row that creates. */
    final @Nullable Place present;
    /** Values that earlier rows of the request took. */
    final Set<String> claimed;

    final Place draft;
    final List<Fault> faults = new ArrayList<>();
    final Set<String> assigned = new LinkedHashSet<>();
    private final ObjectNode row;

    Attempt(Request request, ObjectNode row, @Nullable Place present, Set<String> claimed) {
        this.config = request.config();
        this.world = request.world();
        this.operation = request.operation();
        this.inherit = request.inherit();
        this.row = row;
        this.present = present;
        this.claimed = claimed;
        if (present == null) {
            String code = TextRules.text(row.path("code"));
            this.draft = new Place(operation.stores(), code == null ? "" : code);
        } else {
            this.draft = present.copy();
        }
    }

    void judge() {
        HierarchyRules hierarchy = new HierarchyRules(this);
        NameRules names = new NameRules(this);
        PlainFieldRules plain = new PlainFieldRules(this);
        // The parent comes first, because activation and inheritance look at it; its fault keeps its place.
        Fault parentFault = hierarchy.parent();
        boolean parentFine = parentFault == null;
        if (operation.creates()) {
            plain.code();
        }
        if (operation.stores()) {
            names.storeName();
        } else {
            names.zoneName();
        }
        plain.description();
        if (!operation.stores()) {
            plain.isAdmin();
        }
        hierarchy.isActive(parentFine);
        if (parentFault != null) {
            faults.add(parentFault);
        }
        new ExternalIdRules(this).externalIds();
        new CustomFieldRules(this).customFields();
        if (operation.stores()) {
            plain.coordinates();
            plain.groupParentCode();
        }
        new LocaleRules(this).locale(parentFine);
    }

    /** What the row has for the field, JSON's null included; null where it has nothing. */
    @Nullable
    JsonNode sent(String field) {
        return row.has(field) ? row.get(field) : null;
    }

    void fault(String field, int code, String why) {
        faults.add(new Fault(field, code, why));
    }
}
