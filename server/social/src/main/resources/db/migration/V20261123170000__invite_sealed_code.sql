-- The inviter's code once more, encrypted under a key of the data folder, so that its maker can show the link again
-- while the invitation is open; gone with the end of it.
ALTER TABLE invite_invitation ADD COLUMN sealed_code bytea;
ALTER TABLE invite_invitation ADD CONSTRAINT invite_invitation_sealed CHECK (state = 'open' OR sealed_code IS NULL);
