-- When somebody spoke: bit i of `slots` is the tenth of a second that ended i tenths before `at`.
CREATE TABLE room_speech (
    room    uuid        NOT NULL REFERENCES room_room,
    account uuid        NOT NULL,
    at      timestamptz NOT NULL,
    slots   bigint      NOT NULL,
    PRIMARY KEY (room, account, at)
);
