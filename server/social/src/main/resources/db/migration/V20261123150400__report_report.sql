-- Complaints and what came of them.
CREATE TABLE report_report (
    id            uuid        PRIMARY KEY,
    reporter      uuid        NOT NULL,
    about_account uuid,
    about_room    uuid,
    kind          text        NOT NULL CHECK (kind IN ('harassment', 'spam', 'illegal', 'other')),
    note          text        NOT NULL,
    at            timestamptz NOT NULL,
    decision      text        CHECK (decision IN ('dismiss', 'suspend', 'end-room')),
    reason        text,
    decided_by    uuid,
    decided_at    timestamptz,
    CHECK (about_account IS NOT NULL OR about_room IS NOT NULL),
    CHECK ((decision IS NULL) = (decided_at IS NULL))
);

CREATE INDEX report_report_open ON report_report (at) WHERE decision IS NULL;
CREATE INDEX report_report_newest ON report_report (at DESC, id DESC);
CREATE INDEX report_report_reporter ON report_report (reporter, at);

-- Suspensions, the present one and those of the past. At most one stands for an account.
CREATE TABLE report_sanction (
    id        uuid        PRIMARY KEY,
    account   uuid        NOT NULL,
    reason    text        NOT NULL,
    by        uuid        NOT NULL,
    at        timestamptz NOT NULL,
    until     timestamptz,
    lifted_at timestamptz,
    lifted_by uuid
);

CREATE UNIQUE INDEX report_sanction_standing ON report_sanction (account) WHERE lifted_at IS NULL;

-- The version of the console's channel: one row.
CREATE TABLE report_console (
    one     boolean PRIMARY KEY CHECK (one),
    version bigint  NOT NULL
);

INSERT INTO report_console VALUES (TRUE, 0);
