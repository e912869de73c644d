-- Ground floor: orgs, users, zones, records (stores first), keys, batches with their outcomes and history.
-- Every table of an org leads with org_id, in its primary key too, and is closed to other orgs by row-level
-- security; tenant is the one table without: sign-in starts there, before the org is known.
-- Constraint names are our own and short, because a sharded server appends the shard's number to them.

-- Ids that Bailiwick makes: from 2^40, below 2^53, since one door renders them as JSON numbers.
CREATE SEQUENCE entity_id AS bigint START WITH 1099511627776 MINVALUE 1099511627776 MAXVALUE 9007199254740991;

CREATE SEQUENCE org_number AS bigint;

CREATE TABLE tenant (
    key    text COLLATE "C" NOT NULL,
    org_id bigint NOT NULL,
    CONSTRAINT tenant_pk PRIMARY KEY (key),
    CONSTRAINT tenant_org UNIQUE (org_id)
);

CREATE TABLE org (
    org_id      bigint NOT NULL,
    version     int NOT NULL,
    key         text NOT NULL,
    title       text,
    -- languages, currencies, timezones, zoneFields: small, read by every write, parsed once per version
    catalog     jsonb NOT NULL,
    modified_at timestamptz NOT NULL,
    CONSTRAINT org_pk PRIMARY KEY (org_id)
);

CREATE TABLE app_user (
    org_id        bigint NOT NULL,
    user_id       bigint NOT NULL,
    version       int NOT NULL,
    login         text COLLATE "C" NOT NULL,
    name          text,
    email         text,
    role          text NOT NULL,
    password_hash text,
    modified_at   timestamptz NOT NULL,
    CONSTRAINT app_user_pk PRIMARY KEY (org_id, user_id),
    CONSTRAINT app_user_login UNIQUE (org_id, login),
    CONSTRAINT app_user_role CHECK (role IN ('viewer', 'editor', 'admin'))
);

CREATE TABLE zone (
    org_id        bigint NOT NULL,
    zone_id       bigint NOT NULL,
    version       int NOT NULL,
    parent_id     bigint,
    code          text NOT NULL,
    name          text NOT NULL,
    description   text,
    admin         boolean NOT NULL,
    active        boolean NOT NULL,
    external_ids  jsonb NOT NULL,
    custom_fields jsonb NOT NULL,
    language      text,
    currency      text,
    timezone      text,
    modified_at   timestamptz NOT NULL,
    CONSTRAINT zone_pk PRIMARY KEY (org_id, zone_id),
    CONSTRAINT zone_parent FOREIGN KEY (org_id, parent_id) REFERENCES zone (org_id, zone_id)
);
CREATE INDEX zone_children ON zone (org_id, parent_id);

-- A row of any module. What must be unique or found fast is a row of entity_key, never an index inside data.
CREATE TABLE record (
    org_id      bigint NOT NULL,
    record_id   bigint NOT NULL,
    version     int NOT NULL,
    module      text COLLATE "C" NOT NULL,
    data        jsonb NOT NULL,
    modified_at timestamptz NOT NULL,
    CONSTRAINT record_pk PRIMARY KEY (org_id, record_id)
);
CREATE INDEX record_module ON record (org_id, module, record_id);

-- The one zone that a store is in, apart from data so that a zone can ask for its active stores.
CREATE TABLE place (
    org_id    bigint NOT NULL,
    record_id bigint NOT NULL,
    zone_id   bigint NOT NULL,
    active    boolean NOT NULL,
    CONSTRAINT place_pk PRIMARY KEY (org_id, record_id)
);
CREATE INDEX place_active ON place (org_id, zone_id) WHERE active;

-- Whatever names exactly one thing in an org: codes, names, external ids, the top of the tree. The primary key
-- decides every race. Spaces are numbered in bulk.Space, kinds in bulk.Kind.
CREATE TABLE entity_key (
    org_id    bigint NOT NULL,
    space     int NOT NULL,
    value     text COLLATE "C" NOT NULL,
    kind      smallint NOT NULL,
    entity_id bigint NOT NULL,
    CONSTRAINT entity_key_pk PRIMARY KEY (org_id, space, value)
);

CREATE TABLE batch (
    org_id   bigint NOT NULL,
    batch_id uuid NOT NULL,
    at       timestamptz NOT NULL,
    user_id  bigint NOT NULL,
    login    text NOT NULL,
    door     text NOT NULL,
    kind     smallint NOT NULL,
    atomic   boolean NOT NULL,
    counts   jsonb NOT NULL,
    CONSTRAINT batch_pk PRIMARY KEY (org_id, batch_id)
);

-- What became of every item of a batch, a thousand items a row.
CREATE TABLE outcome (
    org_id     bigint NOT NULL,
    batch_id   uuid NOT NULL,
    first_item int NOT NULL,
    last_item  int NOT NULL,
    outcomes   jsonb NOT NULL,
    CONSTRAINT outcome_pk PRIMARY KEY (org_id, batch_id, first_item)
);

-- A row for each item that changed something, with the changed fields only.
CREATE TABLE history (
    org_id    bigint NOT NULL,
    batch_id  uuid NOT NULL,
    item      int NOT NULL,
    kind      smallint NOT NULL,
    entity_id bigint NOT NULL,
    version   int NOT NULL,
    at        timestamptz NOT NULL,
    before    jsonb NOT NULL,
    after     jsonb NOT NULL,
    CONSTRAINT history_pk PRIMARY KEY (org_id, batch_id, item)
);
CREATE INDEX history_entity ON history (org_id, kind, entity_id, version);

DO $$
DECLARE t text;
BEGIN
    FOREACH t IN ARRAY ARRAY['org', 'app_user', 'zone', 'record', 'place', 'entity_key', 'batch', 'outcome', 'history']
    LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
        EXECUTE format('CREATE POLICY own_org ON %I USING (org_id = nullif(current_setting(''bailiwick.org_id'', true), '''')::bigint)', t);
    END LOOP;
END $$;
