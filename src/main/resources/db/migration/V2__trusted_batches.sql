-- Batches that can be repeated without fear and taken back; keys that look alike; housekeeping.

-- What a batch takes back. Who undid it is whoever names it here last.
ALTER TABLE batch ADD COLUMN undoes uuid;
CREATE INDEX batch_undoes ON batch (org_id, undoes) WHERE undoes IS NOT NULL;

-- Whoever lists own batches must not read all others of the org; ids begin with the time.
CREATE INDEX batch_login ON batch (org_id, login, batch_id);

-- What became of the thing (bulk.Outcome), and what the caller called the row: a JSON string or number.
ALTER TABLE history ADD COLUMN outcome text COLLATE "C" NOT NULL DEFAULT 'changed';
ALTER TABLE history ADD COLUMN client_ref jsonb;
ALTER TABLE history ALTER COLUMN outcome DROP DEFAULT;

-- A value without case, blanks and Unicode form, as bulk.Text folds it, where people type such values. Keys from before
-- have none: SQL folds otherwise, and a near miss that is not told of them is better than one that is told of no key.
ALTER TABLE entity_key ADD COLUMN folded text COLLATE "C";
CREATE INDEX entity_key_folded ON entity_key (org_id, space, folded) WHERE folded IS NOT NULL;

-- Under FORCE the owner sees no org's rows either; this step needs to.
ALTER TABLE history NO FORCE ROW LEVEL SECURITY;
UPDATE history SET outcome = 'created' WHERE version = 1;
ALTER TABLE history FORCE ROW LEVEL SECURITY;

-- A thing has each version once, through deletion and restore.
DROP INDEX history_entity;
CREATE UNIQUE INDEX history_entity ON history (org_id, kind, entity_id, version);

-- A zone asks for its active stores before it is switched off, and for any before it goes.
DROP INDEX place_active;
CREATE INDEX place_zone ON place (org_id, zone_id, active);

-- Which batches ran under a caller's own key.
CREATE TABLE idempotency (
    org_id    bigint NOT NULL,
    user_id   bigint NOT NULL,
    operation text COLLATE "C" NOT NULL,
    key       text COLLATE "C" NOT NULL,
    request   text COLLATE "C" NOT NULL,
    batch_ids uuid[] NOT NULL,
    at        timestamptz NOT NULL,
    CONSTRAINT idempotency_pk PRIMARY KEY (org_id, user_id, operation, key)
);
CREATE INDEX idempotency_at ON idempotency (org_id, at);

ALTER TABLE idempotency ENABLE ROW LEVEL SECURITY;
ALTER TABLE idempotency FORCE ROW LEVEL SECURITY;
CREATE POLICY own_org ON idempotency
    USING (org_id = nullif(current_setting('bailiwick.org_id', true), '')::bigint);

-- Work that one of several servers does now and then; the columns are db-scheduler's. It is of no org.
CREATE TABLE scheduled_tasks (
    task_name            text COLLATE "C" NOT NULL,
    task_instance        text COLLATE "C" NOT NULL,
    task_data            bytea,
    execution_time       timestamptz NOT NULL,
    picked               boolean NOT NULL,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures int,
    last_heartbeat       timestamptz,
    version              bigint NOT NULL,
    priority             smallint,
    CONSTRAINT scheduled_tasks_pk PRIMARY KEY (task_name, task_instance)
);
CREATE INDEX scheduled_tasks_due ON scheduled_tasks (execution_time);
