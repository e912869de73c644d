package dev.bailiwick.locations.model;

import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Scenes of zones that are created. */
final class NewZoneScenes {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Chance chance;
    private final Picks picks;
    private final NewCodes codes;

    NewZoneScenes(Chance chance, Picks picks, NewCodes codes) {
        this.chance = chance;
        this.picks = picks;
        this.codes = codes;
    }

    List<Scene.Maker> all() {
        return List.of(this::newParent, this::codeTwice, this::codeAfterFailure, this::codeOfTheOtherType);
    }

    private ObjectNode fresh(ZoneModel model, String code) {
        return JSON.objectNode()
                .put("code", code)
                .put("name", Names.home(code, "a"))
                .put("areaParentCode", picks.activeZone(model));
    }

    private Scene newParent(ZoneModel model) {
        String parent = codes.next(model, Operation.CREATE_ZONES);
        String child = codes.next(model, Operation.CREATE_ZONES);
        return Scene.of(fresh(model, parent), fresh(model, child).put("areaParentCode", parent));
    }

    private Scene codeTwice(ZoneModel model) {
        String code = codes.next(model, Operation.CREATE_ZONES);
        return Scene.of(fresh(model, code), fresh(model, code).put("name", Names.home(code, "b")));
    }

    private Scene codeAfterFailure(ZoneModel model) {
        String code = codes.next(model, Operation.CREATE_ZONES);
        return Scene.of(fresh(model, code).put("name", "a/b"), fresh(model, code));
    }

    private Scene codeOfTheOtherType(ZoneModel model) {
        return Scene.of(fresh(model, chance.one("s-1", "s-2")));
    }
}
