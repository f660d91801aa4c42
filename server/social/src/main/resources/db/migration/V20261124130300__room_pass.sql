-- Passes that put somebody without an account on a stage, once. Only a hash of the code is kept. Whoever used one goes
-- by `visitor` on the stage (a UUID of version 8, which no account has) and is found again by the guest's identity.
CREATE TABLE room_pass (
    id         uuid        PRIMARY KEY,
    room       uuid        NOT NULL REFERENCES room_room,
    by_account uuid        NOT NULL,
    code_hash  text        NOT NULL UNIQUE,
    made_at    timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at    timestamptz,
    visitor    uuid        UNIQUE,
    guest      text,
    name       text,
    CHECK ((used_at IS NULL) = (visitor IS NULL) AND (used_at IS NULL) = (guest IS NULL)
        AND (used_at IS NULL) = (name IS NULL))
);

CREATE INDEX room_pass_room ON room_pass (room, guest);
CREATE INDEX room_pass_by ON room_pass (by_account);
