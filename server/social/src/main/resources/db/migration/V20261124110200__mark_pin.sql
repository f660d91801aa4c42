-- Evidence that somebody on the stage fixed to a second. With a flag it is the source that was asked for.
CREATE TABLE mark_pin (
    id      uuid        PRIMARY KEY,
    room    uuid        NOT NULL REFERENCES room_room,
    account uuid        NOT NULL,
    kind    text        NOT NULL CHECK (kind IN ('link', 'number')),
    text    text        NOT NULL,
    url     text,
    at      timestamptz NOT NULL,
    flag    uuid        REFERENCES mark_flag,
    CHECK ((kind = 'link') = (url IS NOT NULL))
);

CREATE INDEX mark_pin_room ON mark_pin (room, at);
CREATE INDEX mark_pin_account ON mark_pin (account, at DESC);
CREATE INDEX mark_pin_flag ON mark_pin (flag) WHERE flag IS NOT NULL;

-- What listeners wrote while they listened, each at its second.
CREATE TABLE mark_comment (
    id      uuid        PRIMARY KEY,
    room    uuid        NOT NULL REFERENCES room_room,
    account uuid        NOT NULL,
    text    text        NOT NULL,
    at      timestamptz NOT NULL
);

CREATE INDEX mark_comment_room ON mark_comment (room, at);
CREATE INDEX mark_comment_account ON mark_comment (account, at DESC);
