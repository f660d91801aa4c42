-- What one person is told. Bounded for each account by the noun: the oldest leave.
CREATE TABLE notify_notice (
    id      uuid        PRIMARY KEY,
    account uuid        NOT NULL,
    kind    text        NOT NULL,
    subject uuid,
    data    jsonb       NOT NULL,
    at      timestamptz NOT NULL,
    read_at timestamptz
);

CREATE INDEX notify_notice_newest ON notify_notice (account, at DESC, id DESC);
CREATE INDEX notify_notice_subject ON notify_notice (subject) WHERE subject IS NOT NULL;
