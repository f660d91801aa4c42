-- The silence of a live room: since when nobody spoke, and whether its hosts were asked. Changed only under the row's
-- lock of the room; stays when the room ended, to say whether it ended because of that.
CREATE TABLE room_quiet (
    room     uuid        PRIMARY KEY REFERENCES room_room,
    since    timestamptz NOT NULL,
    asked_at timestamptz,
    ended    boolean     NOT NULL DEFAULT FALSE
);
