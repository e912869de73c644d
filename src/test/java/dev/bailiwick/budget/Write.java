package dev.bailiwick.budget;

/** What is written down. */
enum Write {
    SIGN_IN("any request", "the sign-in before it, once a minute and user", 5),
    ZONES_ALONE("`PUT /v2/locations/zones`", "names, external ids, custom fields, parents, activity", 19),
    ZONES_NO_SWITCH("`PUT /v2/locations/zones`", "the same, nothing is deactivated", 17),
    ZONES_SHARED("`PUT /v2/locations/zones`", "names, external ids, custom fields", 14),
    ZONES_RACED("`PUT /v2/locations/zones`", "the same, and one race is lost", 23),
    ZONES_REFUSED("`PUT /v2/locations/zones`", "every row is refused", 9),
    ZONES_CREATED("`POST /v2/locations/zones`", "everything a zone can have", 15),
    ZONES_ATOMIC("`PUT /v2/locations/zones`, atomic", "names, external ids, custom fields", 14),
    ZONES_TRIED("`PUT /v2/locations/zones`, as a dry run", "the same", 14),
    ZONES_ONCE("`PUT /v2/locations/zones`, under a new key", "the same", 17),
    ZONES_REPEATED("`PUT /v2/locations/zones`, again under its key", "the same", 7),
    STORES("`PUT /v2/locations/stores`", "names, external ids, places, activity", 16),
    STORES_RACED("`PUT /v2/locations/stores`", "the same, and one race is lost", 29),
    STORES_CREATED("`POST /v2/locations/stores`", "everything a store can have", 15),
    STORES_CREATED_RACED("`POST /v2/locations/stores`", "the same, and one race is lost", 27),
    RECORDS_INSERTED("`POST /crm/v8/Contacts`", "e-mails, external ids of both kinds", 14),
    RECORDS_UPSERTED_NEW("`POST /crm/v8/Contacts/upsert`", "the same, all new", 15),
    RECORDS_UPSERTED("`POST /crm/v8/Contacts/upsert`", "the same, all known and changed", 13),
    RECORDS_UNCHANGED("`POST /crm/v8/Contacts/upsert`", "the same, all known and unchanged", 11),
    RECORDS_UPDATED("`PUT /crm/v8/Contacts`", "by ids: new external ids", 14),
    RECORDS_BY_EXTERNAL("`PUT /crm/v8/Contacts`, `X-EXTERNAL`", "by external ids", 15),
    RECORDS_DELETED("`DELETE /crm/v8/Contacts`", "by ids", 12),
    TERRITORIES_MADE("`POST /crm/v8/settings/territories`", "everything a territory can have", 16),
    TERRITORIES_CHANGED("`PUT /crm/v8/settings/territories`", "names, what is above, managers", 17),
    TERRITORIES_RULED("`PUT /crm/v8/settings/territories`", "criteria that name records and users", 16),
    TERRITORIES_DELETED("`DELETE /crm/v8/settings/territories`", "with users", 17),
    TERRITORIES_TRANSFERRED("`POST …/territories/actions/transfer_and_delete`", "each with a zone below", 20),
    TERRITORY_USERS("`PUT /crm/v8/settings/territories/{id}/users`", "users who are not there", 13),
    MOVED("`POST /api/v1/assignments`", "each a `move`", 17),
    MOVED_WITH("`POST /api/v1/assignments`", "the same, and contacts and deals go with each", 25),
    SET("`POST /api/v1/assignments`", "each a `set`", 17),
    RELEASED("`POST /api/v1/assignments`", "each a `release`", 18),
    PINNED("`POST /api/v1/assignments`", "each a `pin`", 17),
    EXCLUDED("`POST /api/v1/assignments`", "each an `exclude`", 17),
    SAID("`POST /api/v1/assignments`", "`move`, `set`, `pin`, `exclude`, and some for a zone that is not there", 18),
    SAID_OF_TWO("`POST /api/v1/assignments`", "the same, accounts and leads", 29),
    SAID_OF_FOUR("`POST /api/v1/assignments`", "the same, accounts, contacts, deals and leads", 53),
    ORG_FILE_NEW("org file", "a new org: settings, users, zones, stores", 41),
    ORG_FILE("org file", "as many new, changed and unchanged of each, also deactivated", 50),
    UNDO_UPDATES("`POST /api/v1/batches/{id}/undo`", "updates of names, external ids, custom fields", 20),
    UNDO_KEPT("`POST /api/v1/batches/{id}/undo`", "the same, some changed since", 21),
    UNDO_CREATES("`POST /api/v1/batches/{id}/undo`", "creates of everything a zone can have", 23),
    UNDO_DELETES("`POST /api/v1/batches/{id}/undo`", "deletes of records", 21),
    UNDO_ZONES_DELETED("`POST /api/v1/batches/{id}/undo`", "deletes of zones with users", 25),
    READ("`GET /api/v1/batches/{id}`", "a page of receipts", 9),
    READ_PLACES("`GET /api/v1/records/{module}/{key}/assignment`", "all of one record", 11),
    READ_ZONE("`GET /api/v1/assignments?zone=…&below=true`", "a page of records", 15),
    READ_CONTRADICTED("`GET /api/v1/assignments?contradicted=true`", "a page of records", 13),
    READ_TERRITORY("`GET /crm/v8/Accounts?territory_id=…&include_child=true`", "a page of records", 14);

    private final String what;
    private final String holds;
    final int statements;

    Write(String what, String holds, int statements) {
        this.what = what;
        this.holds = holds;
        this.statements = statements;
    }

    String line() {
        return "| " + what + " | " + holds + " | " + statements + " |";
    }
}
