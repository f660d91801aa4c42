-- What an audience presses while it listens. Written without the room's lock, since a whole audience may press at once.
-- Of one person the same reaction counts once in a slot, a stretch of some seconds.
CREATE TABLE mark_reaction (
    room    uuid        NOT NULL REFERENCES room_room,
    account uuid        NOT NULL,
    kind    text        NOT NULL CHECK (kind IN ('agree', 'unclear', 'faster', 'source')),
    slot    bigint      NOT NULL,
    at      timestamptz NOT NULL,
    PRIMARY KEY (room, account, kind, slot)
);

CREATE INDEX mark_reaction_room ON mark_reaction (room, at);
CREATE INDEX mark_reaction_account ON mark_reaction (account);

-- Enough people asked for a source at about the same time. Without a speaker it is for everybody on the stage.
CREATE TABLE mark_flag (
    id      uuid        PRIMARY KEY,
    room    uuid        NOT NULL REFERENCES room_room,
    speaker uuid,
    at      timestamptz NOT NULL
);

CREATE INDEX mark_flag_room ON mark_flag (room, at);
CREATE INDEX mark_flag_speaker ON mark_flag (speaker, at DESC);
