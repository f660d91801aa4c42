-- What somebody says in writing when their turn comes; without `began` it still waits. `reading_ms` is how long a
-- reader takes, and counts as speech does.
CREATE TABLE text_turn (
    id         uuid        PRIMARY KEY,
    room       uuid        NOT NULL REFERENCES room_room,
    account    uuid        NOT NULL,
    words      text        NOT NULL,
    reading_ms integer     NOT NULL CHECK (reading_ms > 0),
    at         timestamptz NOT NULL,
    began      timestamptz,
    ended      timestamptz,
    CHECK (ended IS NULL OR (began IS NOT NULL AND ended >= began))
);

CREATE UNIQUE INDEX text_turn_waiting ON text_turn (room, account) WHERE began IS NULL;
CREATE INDEX text_turn_room ON text_turn (room, began);
CREATE INDEX text_turn_account ON text_turn (account, at DESC);
