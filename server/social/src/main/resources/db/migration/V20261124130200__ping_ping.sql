-- Who was called into which room, once each, by whom.
CREATE TABLE ping_ping (
    room       uuid        NOT NULL REFERENCES room_room,
    account    uuid        NOT NULL,
    by_account uuid        NOT NULL,
    at         timestamptz NOT NULL,
    PRIMARY KEY (room, account)
);

CREATE INDEX ping_ping_account ON ping_ping (account, at DESC);
CREATE INDEX ping_ping_by ON ping_ping (by_account, at DESC);
