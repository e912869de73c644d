package dev.bailiwick.api;

import dev.bailiwick.bulk.Actor;
import dev.bailiwick.bulk.Text;
import dev.bailiwick.catalog.Field;
import dev.bailiwick.catalog.Module;
import dev.bailiwick.http.Refusal;
import dev.bailiwick.record.RecordPast;
import dev.bailiwick.record.Records;
import dev.bailiwick.record.Rights;
import org.springframework.http.HttpStatus;

/** How paths of this door name records. */
final class RecordNames {
    private RecordNames() {}

    /** The module, if there is one and the caller may read it. */
    static Module module(Records records, Actor actor, String name) {
        Module module = records.catalog(actor.orgId()).module(name);
        if (module == null) {
            throw new Refusal(HttpStatus.NOT_FOUND, "there is no such module");
        }
        if (!Rights.may(actor, module, "READ")) {
            throw new Refusal(HttpStatus.FORBIDDEN, "the token does not allow to read " + module.name());
        }
        return module;
    }

    /** Digits, or {@code Field:value} of a field of which at most one record has each value. */
    static RecordPast.Name name(Module module, String key) {
        int colon = key.indexOf(':');
        Field field = colon < 0 ? null : module.field(key.substring(0, colon));
        if (field != null && field.unique()) {
            String value = key.substring(colon + 1);
            if (!value.isBlank() && Text.isStorable(value)) {
                return new RecordPast.Name.Key(field, value);
            }
        }
        if (Text.id(key) instanceof Long id) {
            return new RecordPast.Name.Id(id);
        }
        throw Parameters.bad("a record is named by its id in digits, or by Field:value of a unique or external field");
    }
}
