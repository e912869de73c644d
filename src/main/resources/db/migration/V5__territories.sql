-- Territories are zones, seen through the door of records: who manages one, what its users may do there, which records
-- it wants, who its users are. Who made and changed a zone, and when it was made, is told there too.

ALTER TABLE zone ADD COLUMN manager_id bigint;
-- null where nobody said: read_only
ALTER TABLE zone ADD COLUMN permission text COLLATE "C";
ALTER TABLE zone ADD CONSTRAINT zone_permission CHECK (permission IN ('read_only', 'read_write_delete'));
-- by module, the criteria of the records that the zone wants
ALTER TABLE zone ADD COLUMN rules jsonb NOT NULL DEFAULT '{}';
ALTER TABLE zone ALTER COLUMN rules DROP DEFAULT;
ALTER TABLE zone ADD COLUMN created_at timestamptz;
ALTER TABLE zone ADD COLUMN created_by bigint NOT NULL DEFAULT 0;
ALTER TABLE zone ADD COLUMN modified_by bigint NOT NULL DEFAULT 0;
ALTER TABLE zone ALTER COLUMN created_by DROP DEFAULT;
ALTER TABLE zone ALTER COLUMN modified_by DROP DEFAULT;

-- History knows what zones had no columns for. Under FORCE the owner sees no org's rows either; this step needs to.
ALTER TABLE zone NO FORCE ROW LEVEL SECURITY;
ALTER TABLE history NO FORCE ROW LEVEL SECURITY;
ALTER TABLE batch NO FORCE ROW LEVEL SECURITY;
UPDATE zone z SET
  created_at = coalesce((SELECT h.at FROM history h
                         WHERE h.org_id = z.org_id AND h.kind = 3 AND h.entity_id = z.zone_id AND h.outcome = 'created'
                         ORDER BY h.version DESC LIMIT 1), z.modified_at),
  created_by = coalesce((SELECT b.user_id FROM history h JOIN batch b ON b.org_id = h.org_id AND b.batch_id = h.batch_id
                         WHERE h.org_id = z.org_id AND h.kind = 3 AND h.entity_id = z.zone_id AND h.outcome = 'created'
                         ORDER BY h.version DESC LIMIT 1), 0),
  modified_by = coalesce((SELECT b.user_id FROM history h JOIN batch b ON b.org_id = h.org_id AND b.batch_id = h.batch_id
                          WHERE h.org_id = z.org_id AND h.kind = 3 AND h.entity_id = z.zone_id
                          ORDER BY h.version DESC LIMIT 1), 0);
ALTER TABLE zone FORCE ROW LEVEL SECURITY;
ALTER TABLE history FORCE ROW LEVEL SECURITY;
ALTER TABLE batch FORCE ROW LEVEL SECURITY;
ALTER TABLE zone ALTER COLUMN created_at SET NOT NULL;
ALTER TABLE zone ADD CONSTRAINT zone_manager FOREIGN KEY (org_id, manager_id) REFERENCES app_user (org_id, user_id);

-- The users of a territory.
CREATE TABLE territory_user (
    org_id  bigint NOT NULL,
    zone_id bigint NOT NULL,
    user_id bigint NOT NULL,
    CONSTRAINT territory_user_pk PRIMARY KEY (org_id, zone_id, user_id),
    CONSTRAINT territory_user_zone FOREIGN KEY (org_id, zone_id) REFERENCES zone (org_id, zone_id),
    CONSTRAINT territory_user_user FOREIGN KEY (org_id, user_id) REFERENCES app_user (org_id, user_id)
);
CREATE INDEX territory_user_of ON territory_user (org_id, user_id, zone_id);

ALTER TABLE territory_user ENABLE ROW LEVEL SECURITY;
ALTER TABLE territory_user FORCE ROW LEVEL SECURITY;
CREATE POLICY own_org ON territory_user
    USING (org_id = nullif(current_setting('bailiwick.org_id', true), '')::bigint);
