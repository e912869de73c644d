package dev.bailiwick.crm;

import static dev.bailiwick.crm.TerritoriesController.AREA;
import static dev.bailiwick.crm.TerritoriesController.TERRITORIES;

import dev.bailiwick.bulk.Actor;
import dev.bailiwick.bulk.Batch;
import dev.bailiwick.bulk.Fault;
import dev.bailiwick.bulk.FaultCode;
import dev.bailiwick.bulk.Item;
import dev.bailiwick.bulk.Key;
import dev.bailiwick.bulk.Kind;
import dev.bailiwick.bulk.Pipeline;
import dev.bailiwick.bulk.Receipt;
import dev.bailiwick.bulk.Verb;
import dev.bailiwick.crm.TerritoryWords.Named;
import dev.bailiwick.http.Preferences;
import dev.bailiwick.http.Writes;
import dev.bailiwick.zone.ZoneFields;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

/** Brings users into territories, and takes them out (sheet, 3.5). */
@RestController
class MembersController {
    static final String USERS = TERRITORIES + "/{territory}/users";
    static final String OF_USER = RecordsController.ROOT + "/users/{user}/territories";

    private static final int MOST = 100;

    private final Pipeline pipeline;

    MembersController(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    /**
     * From which side a request looks.
     *
     * @param list the name of what it lists
     * @param path where the one thing that all its items have in common is named in the path; what each names stands
     *     there two places further on, if it stands there
     */
    enum Side {
        TERRITORY("users", 2),
        USER("territories", 1);

        final String list;
        final int path;

        Side(String list, int path) {
            this.list = list;
            this.path = path;
        }
    }

    @PutMapping(USERS)
    ResponseEntity<String> addUsers(
            HttpServletRequest request, @AuthenticationPrincipal Actor actor, @PathVariable String territory) {
        return addRows(Side.TERRITORY, request, actor, territory);
    }

    @PutMapping(USERS + "/{user}")
    ResponseEntity<String> addUser(
            HttpServletRequest request,
            @AuthenticationPrincipal Actor actor,
            @PathVariable String territory,
            @PathVariable String user) {
        return one(Side.TERRITORY, request, actor, territory, user, true);
    }

    @DeleteMapping(USERS)
    ResponseEntity<String> removeUsers(
            HttpServletRequest request, @AuthenticationPrincipal Actor actor, @PathVariable String territory) {
        return removeIds(Side.TERRITORY, request, actor, territory);
    }

    @DeleteMapping(USERS + "/{user}")
    ResponseEntity<String> removeUser(
            HttpServletRequest request,
            @AuthenticationPrincipal Actor actor,
            @PathVariable String territory,
            @PathVariable String user) {
        return one(Side.TERRITORY, request, actor, territory, user, false);
    }

    @PutMapping(OF_USER)
    ResponseEntity<String> addTerritories(
            HttpServletRequest request, @AuthenticationPrincipal Actor actor, @PathVariable String user) {
        return addRows(Side.USER, request, actor, user);
    }

    @DeleteMapping(OF_USER)
    ResponseEntity<String> removeTerritories(
            HttpServletRequest request, @AuthenticationPrincipal Actor actor, @PathVariable String user) {
        return removeIds(Side.USER, request, actor, user);
    }

    @DeleteMapping(OF_USER + "/{territory}")
    ResponseEntity<String> removeTerritory(
            HttpServletRequest request,
            @AuthenticationPrincipal Actor actor,
            @PathVariable String user,
            @PathVariable String territory) {
        return one(Side.USER, request, actor, user, territory, false);
    }

    /** A call of somebody whose token is for this (sheet, 3.5). */
    static Call call(Side side, HttpServletRequest request, Actor actor, String operation) {
        Call call = new Call(request, actor);
        List<String> needed =
                side == Side.TERRITORY ? List.of("CREATE", "READ", "UPDATE", "DELETE") : List.of(operation);
        for (String each : needed) {
            call.requireScope(AREA, each);
            call.requireScope("users", each);
        }
        return call;
    }

    private ResponseEntity<String> addRows(Side side, HttpServletRequest request, Actor actor, String common) {
        Call call = call(side, request, actor, "UPDATE");
        long id = Ids.inPath(common, side.path);
        String body = Items.text(request);
        List<@Nullable Object> ids = new ArrayList<>();
        items(side).rows(body, MOST).forEach(row -> ids.add(row instanceof Map<?, ?> map ? map.get("id") : null));
        return run(side, call, id, ids, true, Named.IN_ROWS, body);
    }

    private ResponseEntity<String> removeIds(Side side, HttpServletRequest request, Actor actor, String common) {
        Call call = call(side, request, actor, "UPDATE");
        long id = Ids.inPath(common, side.path);
        return run(side, call, id, new ArrayList<>(Items.ids(call, MOST)), false, Named.IN_QUERY, "");
    }

    private ResponseEntity<String> one(
            Side side, HttpServletRequest request, Actor actor, String common, String other, boolean adds) {
        Call call = call(side, request, actor, "UPDATE");
        long id = Ids.inPath(common, side.path);
        return run(side, call, id, List.of(Ids.inPath(other, side.path + 2)), adds, Named.IN_PATH, "");
    }

    private static Items items(Side side) {
        return new Items(side.list, Kind.ZONE, HttpStatus.OK);
    }

    private ResponseEntity<String> run(
            Side side,
            Call call,
            long common,
            List<? extends @Nullable Object> ids,
            boolean adds,
            Named named,
            String body) {
        List<Item> items = IntStream.range(0, ids.size())
                .mapToObj(i -> item(side, call, common, i, ids.get(i), adds))
                .toList();
        Preferences preferences = Preferences.of(call.request());
        Batch batch = new Batch(
                call.actor(),
                "crm.territories.users",
                Kind.ZONE,
                items,
                Items.options(preferences),
                TerritoryRules.RULES);
        return items(side)
                .answer(
                        preferences,
                        pipeline.run(batch, Writes.once(call.request(), body)),
                        items.size(),
                        new MemberWords(side, named, adds, ids));
    }

    private static Item item(Side side, Call call, long common, int index, @Nullable Object sent, boolean adds) {
        Long id = Ids.of(sent);
        List<Fault> faults = new ArrayList<>();
        if (id == null) {
            faults.add(
                    sent == null
                            ? Fault.of(FaultCode.MISSING, "id")
                            : Fault.of(FaultCode.KEY_NOT_INTEGER, "id", "value", Ids.text(sent)));
            return new Item(index, Verb.UPDATE, new Key.None(), Map.of(), faults, List.of());
        }
        long zone = side == Side.TERRITORY ? common : id;
        long user = side == Side.TERRITORY ? id : common;
        if (user == call.actor().userId()) {
            faults.add(Fault.of(FaultCode.NOT_CHANGEABLE, ZoneFields.USERS + "." + user));
        }
        Map<String, @Nullable Object> users = new HashMap<>();
        users.put(String.valueOf(user), adds ? true : null);
        return new Item(index, Verb.UPDATE, new Key.Id(zone), Map.of(ZoneFields.USERS, users), faults, List.of());
    }

    /**
     * What is told of it.
     *
     * @param ids what the items name, as it was sent
     */
    private record MemberWords(Side side, Named named, boolean adds, List<? extends @Nullable Object> ids)
            implements Items.Words {
        @Override
        public Wording.Told success(Receipt receipt) {
            String message = side == Side.TERRITORY
                    ? adds
                            ? "Given User added to the mentioned territory Successfully"
                            : "Given User Removed from the mentioned territory Successfully"
                    : adds
                            ? "Territory associated to the user successfully"
                            : "Territory removed from the user successfully";
            return new Wording.Told("SUCCESS", message, Map.of("id", Ids.text(ids.get(receipt.index()))));
        }

        @Override
        public Wording.Told fault(Receipt receipt, Fault fault) {
            boolean ofUser = fault.field().equals(ZoneFields.USERS);
            boolean ofCommon = fault.path().isEmpty() && side == Side.TERRITORY || ofUser && side == Side.USER;
            Wording.Told told = new Wording("$." + side.list)
                    .tell(receipt.index(), new Fault(fault.code(), ofUser ? "id" : fault.path(), fault.args()));
            Map<String, Object> where =
                    ofCommon && fault.code() != FaultCode.ALREADY_IN && fault.code() != FaultCode.NOT_IN
                            ? Map.of("resource_path_index", side.path)
                            : TerritoryWords.where(named, told.details(), side.path + 2);
            return switch (fault.code()) {
                case NOT_FOUND, KEY_NOT_INTEGER, NO_SUCH_REFERENCE ->
                    new Wording.Told("INVALID_DATA", Wording.INVALID_ID, where);
                case ALREADY_IN ->
                    new Wording.Told("DUPLICATE_DATA", "Given User already exists in the mentioned territory", where);
                case NOT_IN -> new Wording.Told("INVALID_DATA", "Given User is not in the mentioned territory", where);
                case NOT_CHANGEABLE ->
                    new Wording.Told("NOT_ALLOWED", "User is not allowed to change the own territories", where);
                case NOT_PERMITTED ->
                    new Wording.Told(
                            "PERMISSION_DENIED",
                            "User does not have update/delete permission for the territory",
                            TerritoryWords.id(receipt));
                default -> told;
            };
        }
    }
}
