-- Whence the guests of an open room came, as a keyed hash that differs from room to room; nothing is left of it when
-- the room ends. A guest who was removed is another with another cookie, but hardly from another place.
CREATE TABLE room_source (
    room         uuid        NOT NULL REFERENCES room_room,
    identity     text        NOT NULL,
    source       text        NOT NULL,
    barred_until timestamptz,
    PRIMARY KEY (room, identity)
);

CREATE INDEX room_source_barred ON room_source (room, source) WHERE barred_until IS NOT NULL;
