-- Who is asked and who asks, in formats that pair two people: accounts that sat on the stage when a host named them.
ALTER TABLE show_show ADD COLUMN expert uuid;
ALTER TABLE show_show ADD COLUMN interviewer uuid;
CREATE INDEX show_show_expert ON show_show (expert);
CREATE INDEX show_show_interviewer ON show_show (interviewer);
ALTER TABLE show_show ADD CHECK (expert IS DISTINCT FROM interviewer OR expert IS NULL);
