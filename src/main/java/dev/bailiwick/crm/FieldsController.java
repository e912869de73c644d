package dev.bailiwick.crm;

import dev.bailiwick.bulk.Actor;
import dev.bailiwick.bulk.Batch;
import dev.bailiwick.bulk.Change;
import dev.bailiwick.bulk.DoorRules;
import dev.bailiwick.bulk.Fault;
import dev.bailiwick.bulk.Item;
import dev.bailiwick.bulk.Kind;
import dev.bailiwick.bulk.Once;
import dev.bailiwick.bulk.Pipeline;
import dev.bailiwick.bulk.Receipt;
import dev.bailiwick.catalog.Catalog;
import dev.bailiwick.http.Preferences;
import dev.bailiwick.http.Writes;
import dev.bailiwick.org.Schema;
import dev.bailiwick.record.Records;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Makes fields (sheet, 4.2). */
@RestController
class FieldsController {
    private static final int MOST = 100;
    private static final String LIST = "fields";
    private static final Items ITEMS = new Items(LIST, Kind.ORG, HttpStatus.CREATED);

    private final Pipeline pipeline;
    private final Records records;

    FieldsController(Pipeline pipeline, Records records) {
        this.pipeline = pipeline;
        this.records = records;
    }

    @PostMapping(SettingsController.SETTINGS + "/fields")
    ResponseEntity<String> create(HttpServletRequest request, @AuthenticationPrincipal Actor actor) {
        Call call = new Call(request, actor);
        call.requireScope("settings.fields", "CREATE");
        call.requireAdmin("Crm_Implied_Customize_Fields");
        Catalog catalog = records.catalog(call.orgId());
        FieldReader reader = new FieldReader(catalog, SettingsController.module(call, catalog));
        String body = Items.text(request);
        Once once = Writes.once(request, body);
        List<Item> items = new ArrayList<>();
        for (Object row : ITEMS.rows(body, MOST)) {
            items.add(reader.item(items.size(), row));
        }
        Preferences preferences = Preferences.of(request);
        Batch batch =
                new Batch(actor, "crm.fields.create", Kind.ORG, items, Items.options(preferences), DoorRules.IN_ORDER);
        return ITEMS.answer(preferences, pipeline.run(batch, once), items.size(), WORDS);
    }

    /** The field's id and name; none of a dry run, which makes nothing. */
    private static Map<String, Object> made(Receipt receipt) {
        Map<String, Object> details = new LinkedHashMap<>();
        for (Map.Entry<String, Change> change : receipt.changes().entrySet()) {
            String path = change.getKey();
            if (path.startsWith(Schema.FIELDS + ".")
                    && change.getValue().after() instanceof Map<?, ?> field
                    && field.get("number") instanceof Number number) {
                details.put("id", MetaIds.field(number.longValue()));
                details.put("api_name", path.substring(path.lastIndexOf('.') + 1));
            }
        }
        return details;
    }

    private static final Items.Words WORDS = new Items.Words() {
        private static final Wording WORDING = new Wording("$." + LIST);

        @Override
        public Wording.Told success(Receipt receipt) {
            return new Wording.Told("SUCCESS", "field created", made(receipt));
        }

        @Override
        public Wording.Told fault(Receipt receipt, Fault fault) {
            return WORDING.tell(receipt.index(), FieldReader.told(fault));
        }
    };
}
