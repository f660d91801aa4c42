-- How a room's stage behaves: microphones that are open only while held, and how many seats there are (0: as many as
-- the operator says).
ALTER TABLE floor_floor ADD COLUMN push_to_talk boolean NOT NULL DEFAULT FALSE;
ALTER TABLE floor_floor ADD COLUMN mics integer NOT NULL DEFAULT 0 CHECK (mics >= 0);
