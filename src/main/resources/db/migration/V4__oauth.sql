-- OAuth: clients with their secrets, and what is given out to them. Tokens and codes are 256 random bits, shown once and
-- kept as SHA-256; a token that leads back to nobody is worth nothing, so nothing here can be shown again.

-- What a client is. Two secrets are good while one takes the place of the other: the present one and, until its end, the
-- one before it. A secret is a bcrypt hash, or sha256: and the digest of one that we made.
CREATE TABLE oauth_client (
    org_id        bigint NOT NULL,
    client_id     bigint NOT NULL,
    version       int NOT NULL,
    name          text COLLATE "C" NOT NULL,
    -- the owner, for whom it acts when it asks in its own name
    user_id       bigint NOT NULL,
    scopes        text[] NOT NULL,
    redirect_uris text[] NOT NULL,
    secret_hash   text,
    former_hash   text,
    former_until  timestamptz,
    modified_at   timestamptz NOT NULL,
    CONSTRAINT oauth_client_pk PRIMARY KEY (org_id, client_id),
    CONSTRAINT oauth_client_name UNIQUE (org_id, name)
);

-- Good until somebody revokes it.
CREATE TABLE oauth_refresh (
    org_id     bigint NOT NULL,
    refresh_id bigint NOT NULL,
    hash       bytea NOT NULL,
    client_id  bigint NOT NULL,
    user_id    bigint NOT NULL,
    scopes     text[] NOT NULL,
    made_at    timestamptz NOT NULL,
    CONSTRAINT oauth_refresh_pk PRIMARY KEY (org_id, refresh_id),
    CONSTRAINT oauth_refresh_hash UNIQUE (org_id, hash)
);
CREATE INDEX oauth_refresh_of ON oauth_refresh (org_id, client_id, user_id, made_at);

-- source_id: the refresh token or the client that it came from, or a number of its own where an admin made it.
CREATE TABLE oauth_access (
    org_id    bigint NOT NULL,
    hash      bytea NOT NULL,
    source_id bigint NOT NULL,
    client_id bigint NOT NULL,
    user_id   bigint NOT NULL,
    scopes    text[] NOT NULL,
    made_at   timestamptz NOT NULL,
    ends_at   timestamptz NOT NULL,
    CONSTRAINT oauth_access_pk PRIMARY KEY (org_id, hash)
);
CREATE INDEX oauth_access_source ON oauth_access (org_id, source_id, made_at);
CREATE INDEX oauth_access_ends ON oauth_access (org_id, ends_at);

-- refresh_id: what came of it; a code that comes again takes that back.
CREATE TABLE oauth_code (
    org_id       bigint NOT NULL,
    hash         bytea NOT NULL,
    client_id    bigint NOT NULL,
    user_id      bigint NOT NULL,
    scopes       text[] NOT NULL,
    redirect_uri text,
    ends_at      timestamptz NOT NULL,
    refresh_id   bigint,
    CONSTRAINT oauth_code_pk PRIMARY KEY (org_id, hash)
);
CREATE INDEX oauth_code_ends ON oauth_code (org_id, ends_at);

DO $$
DECLARE t text;
BEGIN
    FOREACH t IN ARRAY ARRAY['oauth_client', 'oauth_refresh', 'oauth_access', 'oauth_code']
    LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
        EXECUTE format('CREATE POLICY own_org ON %I USING (org_id = nullif(current_setting(''bailiwick.org_id'', true), '''')::bigint)', t);
    END LOOP;
END $$;
