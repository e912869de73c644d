package dev.bailiwick.crm;

import static dev.bailiwick.crm.TerritoriesController.AREA;
import static dev.bailiwick.crm.TerritoriesController.TERRITORIES;

import dev.bailiwick.bulk.Actor;
import dev.bailiwick.bulk.Batch;
import dev.bailiwick.bulk.Item;
import dev.bailiwick.bulk.Kind;
import dev.bailiwick.bulk.Pipeline;
import dev.bailiwick.crm.TerritoryWords.Named;
import dev.bailiwick.http.Preferences;
import dev.bailiwick.http.Writes;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

/** Makes, changes and deletes territories, which are the zones of the other door (sheet, 3.2). */
@RestController
class TerritoryWritesController {
    private static final int MOST = 10;
    private static final String ONE = TERRITORIES + "/{id}";
    private static final String TRANSFER = "/actions/transfer_and_delete";
    private static final Items CREATES = new Items("territories", Kind.ZONE, HttpStatus.CREATED);
    private static final Items OTHERS = new Items("territories", Kind.ZONE, HttpStatus.OK);

    private final Pipeline pipeline;

    TerritoryWritesController(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    /** What a call does, and how it tells that it went well. */
    private enum Write {
        CREATE("CREATE", "create", "Territory Created Successfully"),
        UPDATE("UPDATE", "update", "Territory Updated Successfully"),
        DELETE("DELETE", "delete", "Given Territory Removed Successfully"),
        TRANSFER(
                "DELETE",
                "transfer",
                "Given Territory Removed Successfully and its child Territories moved to the another territory"),
        TRANSFER_ONE("DELETE", "transfer", "Territory Transferred And Deleted Successfully");

        private final String operation;
        private final String word;
        private final String done;

        Write(String operation, String word, String done) {
            this.operation = operation;
            this.word = word;
            this.done = done;
        }
    }

    private static Call call(HttpServletRequest request, Actor actor, Write write) {
        Call call = new Call(request, actor);
        call.requireScope(AREA, write.operation);
        return call;
    }

    @PostMapping(TERRITORIES)
    ResponseEntity<String> create(HttpServletRequest request, @AuthenticationPrincipal Actor actor) {
        Call call = call(request, actor, Write.CREATE);
        call.requireAdmin("Crm_Implied_Create_Territories");
        String body = Items.text(request);
        TerritoryReader reader = new TerritoryReader();
        CREATES.rows(body, MOST).forEach(reader::create);
        return run(Write.CREATE, call, reader.items(), body, Named.IN_ROWS);
    }

    @PutMapping(TERRITORIES)
    ResponseEntity<String> update(HttpServletRequest request, @AuthenticationPrincipal Actor actor) {
        Call call = call(request, actor, Write.UPDATE);
        String body = Items.text(request);
        TerritoryReader reader = new TerritoryReader();
        OTHERS.rows(body, MOST).forEach(row -> reader.update(row, null));
        return run(Write.UPDATE, call, reader.items(), body, Named.IN_ROWS);
    }

    @PutMapping(ONE)
    ResponseEntity<String> updateOne(
            HttpServletRequest request, @AuthenticationPrincipal Actor actor, @PathVariable String id) {
        Call call = call(request, actor, Write.UPDATE);
        long path = Ids.inPath(id, 2);
        String body = Items.text(request);
        TerritoryReader reader = new TerritoryReader();
        reader.update(OTHERS.rows(body, 1).getFirst(), path);
        return run(Write.UPDATE, call, reader.items(), body, Named.IN_PATH);
    }

    @DeleteMapping(TERRITORIES)
    ResponseEntity<String> delete(HttpServletRequest request, @AuthenticationPrincipal Actor actor) {
        Call call = call(request, actor, Write.DELETE);
        TerritoryReader reader = new TerritoryReader();
        Items.ids(call, MOST).forEach(reader::delete);
        return run(Write.DELETE, call, reader.items(), "", Named.IN_QUERY);
    }

    @DeleteMapping(ONE)
    ResponseEntity<String> deleteOne(
            HttpServletRequest request, @AuthenticationPrincipal Actor actor, @PathVariable String id) {
        Call call = call(request, actor, Write.DELETE);
        TerritoryReader reader = new TerritoryReader();
        reader.delete(String.valueOf(Ids.inPath(id, 2)));
        return run(Write.DELETE, call, reader.items(), "", Named.IN_PATH);
    }

    @PostMapping(TERRITORIES + TRANSFER)
    ResponseEntity<String> transfer(HttpServletRequest request, @AuthenticationPrincipal Actor actor) {
        Call call = call(request, actor, Write.TRANSFER);
        String body = Items.text(request);
        TerritoryReader reader = new TerritoryReader();
        OTHERS.rows(body, MOST).forEach(row -> reader.transfer(row, null));
        return run(Write.TRANSFER, call, reader.items(), body, Named.IN_ROWS);
    }

    @PostMapping(ONE + TRANSFER)
    ResponseEntity<String> transferOne(
            HttpServletRequest request, @AuthenticationPrincipal Actor actor, @PathVariable String id) {
        Call call = call(request, actor, Write.TRANSFER_ONE);
        long path = Ids.inPath(id, 2);
        String body = Items.text(request);
        TerritoryReader reader = new TerritoryReader();
        reader.transfer(OTHERS.rows(body, 1).getFirst(), path);
        return run(Write.TRANSFER_ONE, call, reader.items(), body, Named.IN_PATH);
    }

    private ResponseEntity<String> run(Write write, Call call, List<Item> items, String body, Named named) {
        Preferences preferences = Preferences.of(call.request());
        Batch batch = new Batch(
                call.actor(),
                "crm.territories." + write.word,
                Kind.ZONE,
                items,
                Items.options(preferences),
                TerritoryRules.RULES);
        boolean transfers = write == Write.TRANSFER || write == Write.TRANSFER_ONE;
        return (write == Write.CREATE ? CREATES : OTHERS)
                .answer(
                        preferences,
                        pipeline.run(batch, Writes.once(call.request(), body)),
                        items.size(),
                        new TerritoryWords(write.done, named, transfers));
    }
}
