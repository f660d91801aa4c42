-- What listeners mark while they listen; marks of several people at about the same time become one line of the minutes.
CREATE TABLE mark_mark (
    id      uuid        PRIMARY KEY,
    room    uuid        NOT NULL REFERENCES room_room,
    account uuid        NOT NULL,
    kind    text        NOT NULL CHECK (kind IN ('useful', 'decision', 'action')),
    at      timestamptz NOT NULL,
    text    text        NOT NULL DEFAULT '',
    who     text        NOT NULL DEFAULT '',
    due     date,
    CHECK (kind = 'action' OR (who = '' AND due IS NULL))
);

CREATE INDEX mark_mark_room ON mark_mark (room, at);
CREATE INDEX mark_mark_account ON mark_mark (account, at DESC);
