-- Who is in which sub-room, and who is heard in all of them. No row: in the room itself, heard only there. Changed only
-- under the row's lock of the room; gone when everybody is recalled.
CREATE TABLE room_place (
    room       uuid    NOT NULL REFERENCES room_room,
    account    uuid    NOT NULL,
    sub_room   integer NOT NULL DEFAULT 0 CHECK (sub_room >= 0),
    everywhere boolean NOT NULL DEFAULT FALSE,
    PRIMARY KEY (room, account),
    CHECK (sub_room > 0 OR everywhere)
);
