-- What listeners send to the stage, for the hosts to pass over or to play to the room.
CREATE TABLE question_note (
    id       uuid        PRIMARY KEY,
    room     uuid        NOT NULL REFERENCES room_room,
    author   uuid        NOT NULL,
    body     text        NOT NULL,
    voice    text,
    voice_ms integer     CHECK (voice_ms > 0),
    sent_at  timestamptz NOT NULL,
    state    text        NOT NULL CHECK (state IN ('waiting', 'on-air', 'aired', 'dismissed')),
    aired_at timestamptz,
    CHECK ((voice IS NULL) = (voice_ms IS NULL)),
    CHECK ((state IN ('on-air', 'aired')) = (aired_at IS NOT NULL))
);

CREATE INDEX question_note_room ON question_note (room, sent_at);
CREATE INDEX question_note_author ON question_note (author);
CREATE INDEX question_note_voice ON question_note (voice) WHERE voice IS NOT NULL;
CREATE UNIQUE INDEX question_note_on_air ON question_note (room) WHERE state = 'on-air';
