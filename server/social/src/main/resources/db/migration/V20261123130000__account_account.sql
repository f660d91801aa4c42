-- Accounts. A deleted one stays as a tombstone: its handle is never given away again, and nothing else is left of it.
CREATE TABLE account_account (
    id                 uuid        PRIMARY KEY,
    handle             text        NOT NULL CHECK (handle ~ '^[A-Za-z0-9_]{3,20}$'),
    handle_key         text        NOT NULL UNIQUE CHECK (handle_key = lower(handle)),
    display_name       text        NOT NULL,
    email              text,
    email_confirmed_at timestamptz,
    language           text        NOT NULL CHECK (language IN ('zh', 'en')),
    about              text        NOT NULL DEFAULT '',
    state              text        NOT NULL CHECK (state IN ('reserved', 'active', 'deleted')),
    operator           boolean     NOT NULL DEFAULT false,
    suspended_reason   text,
    suspended_until    timestamptz,
    introduction       text,
    version            bigint      NOT NULL DEFAULT 0,
    created_at         timestamptz NOT NULL,
    activated_at       timestamptz,
    deleted_at         timestamptz,
    CHECK (NOT operator OR state = 'active'),
    CHECK ((state = 'deleted') = (deleted_at IS NOT NULL)),
    CHECK (state <> 'deleted' OR (email IS NULL AND display_name = '' AND introduction IS NULL))
);

-- One account an address, once it is confirmed; until then anybody may claim it.
CREATE UNIQUE INDEX account_account_email ON account_account (email) WHERE email_confirmed_at IS NOT NULL;
CREATE INDEX account_account_claimed ON account_account (email, created_at DESC);
CREATE INDEX account_account_newest ON account_account (created_at DESC, id DESC);
CREATE INDEX account_account_operator ON account_account (id) WHERE operator;
