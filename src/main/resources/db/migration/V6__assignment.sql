-- Where records belong.

-- Which records have to do with a zone. A record itself holds where it is, and what people said of it, in data; this
-- finds them. One that is not inside was excluded (cause excluded), or a rule would have it there and a word keeps it out
-- (overruled), or a word about it counts no longer. One is contradicted where a rule says otherwise than a word.
CREATE TABLE assignment (
    org_id       bigint NOT NULL,
    record_id    bigint NOT NULL,
    zone_id      bigint NOT NULL,
    module       text COLLATE "C" NOT NULL,
    cause        text COLLATE "C" NOT NULL,
    inside       boolean NOT NULL,
    contradicted boolean NOT NULL,
    until        timestamptz,
    CONSTRAINT assignment_pk PRIMARY KEY (org_id, record_id, zone_id)
);
CREATE INDEX assignment_zone ON assignment (org_id, zone_id, module, record_id) INCLUDE (inside);
CREATE INDEX assignment_contradicted ON assignment (org_id, module, record_id, zone_id) WHERE contradicted;
CREATE INDEX assignment_until ON assignment (org_id, until, record_id, zone_id) WHERE until IS NOT NULL;

ALTER TABLE assignment ENABLE ROW LEVEL SECURITY;
ALTER TABLE assignment FORCE ROW LEVEL SECURITY;
CREATE POLICY own_org ON assignment
    USING (org_id = nullif(current_setting('bailiwick.org_id', true), '')::bigint);

-- What reads the tree of rules starts from the zones that have any.
CREATE INDEX zone_rules ON zone (org_id) WHERE rules <> '{}';

-- A contact follows its account, a deal its contact or its account; a look-up of who follows needs columns of their own.
ALTER TABLE record ADD COLUMN account_id bigint;
ALTER TABLE record ADD COLUMN contact_id bigint;
ALTER TABLE record NO FORCE ROW LEVEL SECURITY;
UPDATE record SET account_id = (data ->> 'Account_Name')::bigint WHERE module IN ('Contacts', 'Deals');
UPDATE record SET contact_id = (data ->> 'Contact_Name')::bigint WHERE module = 'Deals';
ALTER TABLE record FORCE ROW LEVEL SECURITY;
CREATE INDEX record_account ON record (org_id, account_id, module) WHERE account_id IS NOT NULL;
CREATE INDEX record_contact ON record (org_id, contact_id) WHERE contact_id IS NOT NULL;

-- What an item changed beside the thing that it is about: parts from 1 on.
ALTER TABLE history ADD COLUMN part int NOT NULL DEFAULT 0;
ALTER TABLE history DROP CONSTRAINT history_pk;
ALTER TABLE history ADD CONSTRAINT history_pk PRIMARY KEY (org_id, batch_id, item, part);

-- Which history tells that a record entered a zone, left it, or is there for another reason. An index inside of before
-- and after would not do: its operators are not leakproof, so row-level security keeps the planner from it.
CREATE TABLE passage (
    org_id   bigint NOT NULL,
    zone_id  bigint NOT NULL,
    batch_id uuid NOT NULL,
    item     int NOT NULL,
    part     int NOT NULL,
    CONSTRAINT passage_pk PRIMARY KEY (org_id, zone_id, batch_id, item, part)
);

ALTER TABLE passage ENABLE ROW LEVEL SECURITY;
ALTER TABLE passage FORCE ROW LEVEL SECURITY;
CREATE POLICY own_org ON passage
    USING (org_id = nullif(current_setting('bailiwick.org_id', true), '')::bigint);

-- Counts the changes of tree and rules, so that who knows them can tell whether they still are so.
ALTER TABLE org ADD COLUMN tree bigint NOT NULL DEFAULT 0;
