-- The floor of a room: who may be heard now, who is next, until when. Changed only under the row's lock of its room.
CREATE TABLE floor_floor (
    room         uuid        PRIMARY KEY REFERENCES room_room,
    mode         text        NOT NULL CHECK (mode IN ('free', 'chair', 'queue', 'balanced', 'round')),
    box_s        integer     NOT NULL CHECK (box_s > 0),
    linked       uuid[]      NOT NULL DEFAULT '{}',
    holder       uuid,
    offered      boolean     NOT NULL DEFAULT FALSE,
    borrowed     boolean     NOT NULL DEFAULT FALSE,
    began        timestamptz,
    ends_at      timestamptz,
    extensions   integer     NOT NULL DEFAULT 0 CHECK (extensions >= 0),
    vote_ends_at timestamptz,
    CHECK ((holder IS NULL) = (began IS NULL) AND (holder IS NULL) = (ends_at IS NULL))
);

-- Exceptions from the order, for hands that are up.
CREATE TABLE floor_wait (
    room    uuid    NOT NULL REFERENCES room_room,
    account uuid    NOT NULL,
    reply   boolean NOT NULL DEFAULT FALSE,
    lift_by uuid,
    lift_at timestamptz,
    reason  text,
    PRIMARY KEY (room, account),
    CHECK ((lift_by IS NULL) = (lift_at IS NULL) AND (lift_by IS NULL) = (reason IS NULL))
);

-- Votes of the running turn. Written without the room's lock, since a whole audience may vote at once.
CREATE TABLE floor_vote (
    room    uuid        NOT NULL REFERENCES room_room,
    account uuid        NOT NULL,
    branch  uuid        NOT NULL,
    more    boolean     NOT NULL,
    at      timestamptz NOT NULL,
    PRIMARY KEY (room, account)
);

-- Turns that were spoken; rows are only ever added.
CREATE TABLE floor_turn (
    id         uuid        PRIMARY KEY,
    room       uuid        NOT NULL REFERENCES room_room,
    account    uuid        NOT NULL,
    mode       text        NOT NULL,
    box_s      integer     NOT NULL,
    extensions integer     NOT NULL,
    began      timestamptz NOT NULL,
    ended      timestamptz NOT NULL,
    how        text        NOT NULL CHECK (how IN ('yielded', 'cut', 'skipped', 'left', 'dropped')),
    CHECK (ended >= began)
);

CREATE INDEX floor_turn_room ON floor_turn (room, ended);
CREATE INDEX floor_turn_account ON floor_turn (account, ended DESC);
