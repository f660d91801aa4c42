-- A turn in writing: the room reads it, and nobody is heard.
ALTER TABLE floor_floor ADD COLUMN written boolean NOT NULL DEFAULT FALSE;
ALTER TABLE floor_turn ADD COLUMN written boolean NOT NULL DEFAULT FALSE;
