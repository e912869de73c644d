-- A zone can be the one that takes the records of a module which nothing else holds: by module, with true.
ALTER TABLE zone ADD COLUMN default_for jsonb NOT NULL DEFAULT '{}';
ALTER TABLE zone ALTER COLUMN default_for DROP DEFAULT;

-- What reads the tree of rules starts from these, too.
DROP INDEX zone_rules;
CREATE INDEX zone_rules ON zone (org_id) WHERE rules <> '{}' OR default_for <> '{}';
