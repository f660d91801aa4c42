-- What is recorded of a room. Changed under the row's lock of its room, or after its end.
CREATE TABLE replay_recording (
    room  uuid        PRIMARY KEY REFERENCES room_room,
    state text        NOT NULL CHECK (state IN ('on', 'off', 'full', 'expired')),
    began timestamptz NOT NULL
);

-- Who said yes or no to being recorded there; whoever said nothing is not recorded.
CREATE TABLE replay_consent (
    room    uuid        NOT NULL REFERENCES room_room,
    account uuid        NOT NULL,
    agreed  boolean     NOT NULL,
    at      timestamptz NOT NULL,
    PRIMARY KEY (room, account)
);

-- One stretch of one voice, in a file of its own. A row outlives its sound: it says that there was some.
CREATE TABLE replay_track (
    id          uuid        PRIMARY KEY,
    room        uuid        NOT NULL REFERENCES room_room,
    account     uuid        NOT NULL,
    began       timestamptz NOT NULL,
    state       text        NOT NULL CHECK (state IN ('writing', 'kept', 'withdrawn', 'expired')),
    duration_ms bigint      NOT NULL DEFAULT 0 CHECK (duration_ms >= 0),
    blob        text,
    CHECK ((state = 'kept') = (blob IS NOT NULL))
);

CREATE INDEX replay_track_room ON replay_track (room, began);
CREATE INDEX replay_track_account ON replay_track (account);
CREATE INDEX replay_track_blob ON replay_track (blob);
