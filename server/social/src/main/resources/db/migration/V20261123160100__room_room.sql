-- Rooms. Every change of a room happens under its row's lock. The three versions count three things: events of the
-- channel room:, events of the channel host:, and plans for the media plane.
CREATE TABLE room_room (
    id           uuid        PRIMARY KEY,
    title        text        NOT NULL,
    topic        uuid        NOT NULL REFERENCES topic_topic,
    visibility   text        NOT NULL CHECK (visibility IN ('public', 'members', 'private')),
    language     text        NOT NULL CHECK (language IN ('zh', 'en')),
    phase        text        NOT NULL CHECK (phase IN ('backstage', 'live', 'ended')),
    host         uuid        NOT NULL,
    hands_locked boolean     NOT NULL DEFAULT FALSE,
    opened_at    timestamptz NOT NULL,
    live_at      timestamptz,
    ends_at      timestamptz,
    ended_at     timestamptz,
    version      bigint      NOT NULL DEFAULT 0,
    host_version bigint      NOT NULL DEFAULT 0,
    plan_version bigint      NOT NULL DEFAULT 0,
    CHECK ((phase = 'ended') = (ended_at IS NOT NULL))
);

CREATE INDEX room_room_open ON room_room (opened_at DESC) WHERE phase <> 'ended';
CREATE INDEX room_room_ended ON room_room (ended_at DESC) WHERE phase = 'ended';
CREATE INDEX room_room_open_of_topic ON room_room (topic) WHERE phase <> 'ended';

-- How many people a room holds: open intervals of accounts and of guests, tickets not used yet, and how many of the
-- seats' holders are among those present. A row of its own, so that a thousand joins do not wait for moderation.
CREATE TABLE room_count (
    room    uuid    PRIMARY KEY REFERENCES room_room,
    members integer NOT NULL DEFAULT 0 CHECK (members >= 0),
    guests  integer NOT NULL DEFAULT 0 CHECK (guests >= 0),
    tickets integer NOT NULL DEFAULT 0 CHECK (tickets >= 0),
    seated  integer NOT NULL DEFAULT 0 CHECK (seated >= 0)
);

-- The stage. `lost_since` is when the holder's signalling or presence was lost.
CREATE TABLE room_seat (
    room       uuid        NOT NULL REFERENCES room_room,
    account    uuid        NOT NULL,
    role       text        NOT NULL CHECK (role IN ('moderator', 'cohost', 'speaker')),
    muted      boolean     NOT NULL DEFAULT FALSE,
    mic_open   boolean     NOT NULL DEFAULT FALSE,
    since      timestamptz NOT NULL,
    here       boolean     NOT NULL DEFAULT FALSE,
    lost_since timestamptz,
    PRIMARY KEY (room, account)
);

CREATE INDEX room_seat_account ON room_seat (account);

CREATE TABLE room_hand (
    room       uuid        NOT NULL REFERENCES room_room,
    account    uuid        NOT NULL,
    raised_at  timestamptz NOT NULL,
    lost_since timestamptz,
    PRIMARY KEY (room, account)
);

CREATE INDEX room_hand_account ON room_hand (account);

CREATE TABLE room_offer (
    room       uuid        NOT NULL REFERENCES room_room,
    account    uuid        NOT NULL,
    by_account uuid        NOT NULL,
    since      timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (room, account)
);

CREATE INDEX room_offer_account ON room_offer (account);

-- Places held for those who were let in and whose media is not there yet.
CREATE TABLE room_ticket (
    room       uuid        NOT NULL REFERENCES room_room,
    identity   text        NOT NULL,
    guest      boolean     NOT NULL,
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (room, identity)
);

CREATE INDEX room_ticket_expiry ON room_ticket (expires_at);

-- Who was there from when to when, one row for each joining, and how long they spoke. An open interval (without end)
-- is what presence means.
CREATE TABLE room_attendance (
    room        uuid        NOT NULL REFERENCES room_room,
    identity    text        NOT NULL,
    sid         text        NOT NULL,
    account     uuid,
    guest       boolean     NOT NULL,
    joined_at   timestamptz NOT NULL,
    last_at     timestamptz NOT NULL,
    left_at     timestamptz,
    speaking_ms bigint      NOT NULL DEFAULT 0 CHECK (speaking_ms >= 0),
    PRIMARY KEY (room, identity, sid),
    CHECK (left_at IS NULL OR left_at >= joined_at)
);

CREATE UNIQUE INDEX room_attendance_open ON room_attendance (room, identity) WHERE left_at IS NULL;
CREATE INDEX room_attendance_open_account ON room_attendance (account) WHERE left_at IS NULL;
CREATE INDEX room_attendance_account ON room_attendance (account, joined_at DESC);

-- Who may not come in, by identity, since a guest has no account.
CREATE TABLE room_bar (
    room     uuid        NOT NULL REFERENCES room_room,
    identity text        NOT NULL,
    cause    text        NOT NULL CHECK (cause IN ('removed', 'blocked', 'suspended', 'uninvited')),
    at       timestamptz NOT NULL,
    PRIMARY KEY (room, identity)
);

CREATE INDEX room_bar_identity ON room_bar (identity);

-- Who was let into a private room.
CREATE TABLE room_guest (
    room    uuid        NOT NULL REFERENCES room_room,
    account uuid        NOT NULL,
    by_account uuid     NOT NULL,
    at      timestamptz NOT NULL,
    PRIMARY KEY (room, account)
);

CREATE INDEX room_guest_account ON room_guest (account);

-- What happened on the stage and who did it; rows are only ever added.
CREATE TABLE room_log (
    id    uuid        PRIMARY KEY,
    room  uuid        NOT NULL REFERENCES room_room,
    at    timestamptz NOT NULL,
    actor uuid,
    act   text        NOT NULL CHECK (act ~ '^[a-z]+(-[a-z]+)*$'),
    about text,
    note  text
);

CREATE INDEX room_log_room ON room_log (room, at);

CREATE FUNCTION room_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% on % is refused: rows are only ever added', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END
$$;

CREATE TRIGGER room_log_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON room_log
    FOR EACH STATEMENT EXECUTE FUNCTION room_refuse();

-- Until when this server was certainly alive and watching: after a crash, intervals end then. One row.
CREATE TABLE room_lease (
    one boolean     PRIMARY KEY CHECK (one),
    at  timestamptz NOT NULL
);

INSERT INTO room_lease VALUES (TRUE, 'epoch');

CREATE INDEX room_room_host ON room_room (host, opened_at DESC);
