-- What somebody spoke as in a room, and from when to when: the words are kept as they were.
CREATE TABLE hat_hat (
    id         uuid        PRIMARY KEY,
    room       uuid        NOT NULL REFERENCES room_room,
    account    uuid        NOT NULL,
    kind       text        NOT NULL CHECK (kind IN ('personal', 'declared')),
    words      text        NOT NULL,
    disclosure text        NOT NULL,
    since      timestamptz NOT NULL,
    until      timestamptz,
    CHECK (until IS NULL OR until >= since)
);

CREATE UNIQUE INDEX hat_hat_worn ON hat_hat (room, account) WHERE until IS NULL;
CREATE INDEX hat_hat_span ON hat_hat (room, account, since);
CREATE INDEX hat_hat_account ON hat_hat (account, since DESC);

-- Rooms in which nobody takes the microphone without saying as what.
CREATE TABLE hat_required (
    room uuid PRIMARY KEY REFERENCES room_room
);
