-- Who is signed in where. The token itself is nowhere: only its SHA-256.
CREATE TABLE auth_session (
    id         uuid        PRIMARY KEY,
    token      bytea       NOT NULL UNIQUE CHECK (octet_length(token) = 32),
    account    uuid        NOT NULL REFERENCES account_account,
    created_at timestamptz NOT NULL,
    used_at    timestamptz NOT NULL,
    agent      text        NOT NULL,
    source     text        NOT NULL
);

CREATE INDEX auth_session_account ON auth_session (account, created_at);

-- One-time codes, one row a request, whether an account has the address or not. `code` is an HMAC: 10^8 codes are
-- quickly tried against a plain hash.
CREATE TABLE auth_code (
    id         uuid        PRIMARY KEY,
    email      text        NOT NULL,
    account    uuid        REFERENCES account_account,
    code       text        NOT NULL CHECK (length(code) = 64),
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    tries      integer     NOT NULL DEFAULT 0,
    used_at    timestamptz
);

CREATE INDEX auth_code_email ON auth_code (email, created_at);
CREATE INDEX auth_code_created ON auth_code (created_at);

-- Sign-in links that operators made for one person.
CREATE TABLE auth_link (
    hash       bytea       PRIMARY KEY CHECK (octet_length(hash) = 32),
    account    uuid        NOT NULL REFERENCES account_account,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL
);

-- Public keys of passkeys (WebAuthn 3): `credential` is the attested credential data (section 6.5.2); both in Base64.
CREATE TABLE auth_passkey (
    id            uuid        PRIMARY KEY,
    account       uuid        NOT NULL REFERENCES account_account,
    credential_id text        NOT NULL UNIQUE,
    credential    text        NOT NULL,
    counter       bigint      NOT NULL,
    name          text        NOT NULL,
    created_at    timestamptz NOT NULL,
    used_at       timestamptz
);

CREATE INDEX auth_passkey_account ON auth_passkey (account, created_at);

-- Challenges of passkeys; each is answered once or forgotten.
CREATE TABLE auth_challenge (
    id         uuid        PRIMARY KEY,
    challenge  text        NOT NULL,
    account    uuid,
    expires_at timestamptz NOT NULL
);

CREATE INDEX auth_challenge_expires ON auth_challenge (expires_at);
