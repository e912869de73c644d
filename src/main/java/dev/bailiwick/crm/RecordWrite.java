package dev.bailiwick.crm;

import dev.bailiwick.bulk.Verb;

/** What a request does with records. */
enum RecordWrite {
    INSERT("insert", "CREATE", Verb.CREATE),
    UPDATE("update", "UPDATE", Verb.UPDATE),
    /** Makes records too, and so wants the right to; each row that changes one wants that right besides. */
    UPSERT("upsert", "CREATE", Verb.UPSERT),
    DELETE("delete", "DELETE", Verb.DELETE);

    private final String word;
    private final String operation;
    private final Verb verb;

    RecordWrite(String word, String operation, Verb verb) {
        this.word = word;
        this.operation = operation;
        this.verb = verb;
    }

    /** As in the name of the door that a batch came through. */
    String word() {
        return word;
    }

    /** The right that it wants. */
    String operation() {
        return operation;
    }

    Verb verb() {
        return verb;
    }
}
