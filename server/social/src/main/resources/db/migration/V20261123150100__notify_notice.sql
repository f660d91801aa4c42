-- What one person is told. Bounded for each account by the noun: the oldest leave.
CREATE TABLE notify_notice (
    id      uuid        PRIMARY KEY,
    account uuid        NOT NULL,
    kind    text        NOT NULL,
    data    jsonb       NOT NULL,
    at      timestamptz NOT NULL,
    read_at timestamptz
);

CREATE INDEX notify_notice_newest ON notify_notice (account, at DESC, id DESC);
