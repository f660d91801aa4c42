-- Agendas that somebody keeps for other rooms; `segments` is what a host would send to set them.
CREATE TABLE show_template (
    id       uuid        PRIMARY KEY,
    account  uuid        NOT NULL REFERENCES account_account,
    name     text        NOT NULL CHECK (length(name) BETWEEN 2 AND 80),
    segments jsonb       NOT NULL,
    kept_at  timestamptz NOT NULL,
    UNIQUE (account, name)
);
