-- The branch of the invitations that somebody is of: people of one branch mark and ask for sources with one voice.
ALTER TABLE mark_reaction ADD COLUMN branch uuid;
UPDATE mark_reaction SET branch = account;
ALTER TABLE mark_reaction ALTER COLUMN branch SET NOT NULL;

ALTER TABLE mark_mark ADD COLUMN branch uuid;
UPDATE mark_mark SET branch = account;
ALTER TABLE mark_mark ALTER COLUMN branch SET NOT NULL;
