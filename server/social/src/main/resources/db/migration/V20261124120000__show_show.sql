-- What a room is to go through, part after part. Changed only under the row's lock of the room.
CREATE TABLE show_show (
    room    uuid        PRIMARY KEY REFERENCES room_room,
    format  text        NOT NULL CHECK (format ~ '^[a-z]+(-[a-z]+)*$'),
    ends_at timestamptz
);

-- Its segments: what was planned, and what became of it. `part` names what the format calls it, empty for what the
-- host made up, which has a title.
CREATE TABLE show_segment (
    room      uuid        NOT NULL REFERENCES show_show,
    place     integer     NOT NULL CHECK (place >= 0),
    part      text        NOT NULL,
    title     text        NOT NULL,
    mode      text        NOT NULL CHECK (mode IN ('free', 'chair', 'queue', 'balanced', 'round')),
    box_s     integer     NOT NULL CHECK (box_s > 0),
    planned_s integer     NOT NULL CHECK (planned_s > 0),
    began     timestamptz,
    ended     timestamptz,
    PRIMARY KEY (room, place),
    CHECK (ended IS NULL OR (began IS NOT NULL AND ended >= began)),
    CHECK ((part = '') <> (title = ''))
);
