package dev.bailiwick.locations.model;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A few rows that bring about one of the cases of the rules, and the flag they need, if they need one. */
record Scene(List<ObjectNode> rows, @Nullable Boolean inherit) {

    static Scene of(ObjectNode... rows) {
        return new Scene(List.of(rows), null);
    }

    /** Fits a scene to what the org holds. */
    interface Maker {
        /** The scene, or null where the org holds nothing that fits. */
        @Nullable
        Scene make(ZoneModel model);
    }
}
