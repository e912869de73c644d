-- Records of every module, found by what is not unique too, with who made and changed them; values that belong to users.

-- Who made and changed a record; 0 is the command line. What was there before has no other time than that of its last change.
ALTER TABLE record ADD COLUMN created_at timestamptz;
ALTER TABLE record ADD COLUMN created_by bigint NOT NULL DEFAULT 0;
ALTER TABLE record ADD COLUMN modified_by bigint NOT NULL DEFAULT 0;
ALTER TABLE record ALTER COLUMN created_by DROP DEFAULT;
ALTER TABLE record ALTER COLUMN modified_by DROP DEFAULT;

-- The value that finds duplicates though several records may share it (an account's name, a contact's e-mail), as
-- record.Checked folds it; null where the record has none, or where an index makes it unique.
ALTER TABLE record ADD COLUMN checked text COLLATE "C";
CREATE INDEX record_checked ON record (org_id, module, checked, record_id) WHERE checked IS NOT NULL;

-- Under FORCE the owner sees no org's rows either; this step needs to.
ALTER TABLE record NO FORCE ROW LEVEL SECURITY;
UPDATE record SET created_at = modified_at;
ALTER TABLE record FORCE ROW LEVEL SECURITY;
ALTER TABLE record ALTER COLUMN created_at SET NOT NULL;
CREATE INDEX record_created ON record (org_id, module, created_at, record_id);

-- Who reads what changed since a time, or pages by it, would read and sort the whole module without this.
CREATE INDEX record_modified ON record (org_id, module, modified_at, record_id);

-- A user's own values are unique among themselves; 0 is everybody's.
ALTER TABLE entity_key ADD COLUMN user_id bigint NOT NULL DEFAULT 0;
ALTER TABLE entity_key ALTER COLUMN user_id DROP DEFAULT;
ALTER TABLE entity_key DROP CONSTRAINT entity_key_pk;
ALTER TABLE entity_key ADD CONSTRAINT entity_key_pk PRIMARY KEY (org_id, space, user_id, value);
DROP INDEX entity_key_folded;
CREATE INDEX entity_key_folded ON entity_key (org_id, space, user_id, folded) WHERE folded IS NOT NULL;

-- Of records, which ones a batch wrote.
ALTER TABLE batch ADD COLUMN module text COLLATE "C";
ALTER TABLE batch NO FORCE ROW LEVEL SECURITY;
UPDATE batch SET module = 'Stores' WHERE kind = 4;
ALTER TABLE batch FORCE ROW LEVEL SECURITY;

-- What is told of a record that was deleted, until it is brought back.
CREATE TABLE deleted_record (
    org_id     bigint NOT NULL,
    record_id  bigint NOT NULL,
    module     text COLLATE "C" NOT NULL,
    title      text NOT NULL,
    created_at timestamptz NOT NULL,
    created_by bigint NOT NULL,
    deleted_at timestamptz NOT NULL,
    deleted_by bigint NOT NULL,
    CONSTRAINT deleted_record_pk PRIMARY KEY (org_id, record_id)
);
CREATE INDEX deleted_record_module ON deleted_record (org_id, module, deleted_at, record_id);

ALTER TABLE deleted_record ENABLE ROW LEVEL SECURITY;
ALTER TABLE deleted_record FORCE ROW LEVEL SECURITY;
CREATE POLICY own_org ON deleted_record
    USING (org_id = nullif(current_setting('bailiwick.org_id', true), '')::bigint);
