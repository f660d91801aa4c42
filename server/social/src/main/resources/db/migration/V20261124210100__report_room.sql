-- What a room complains about together has no single reporter.
ALTER TABLE report_report ALTER COLUMN reporter DROP NOT NULL;
ALTER TABLE report_report DROP CONSTRAINT report_report_kind_check;
ALTER TABLE report_report ADD CHECK (kind IN ('harassment', 'spam', 'illegal', 'other', 'lift'));
ALTER TABLE report_report ADD CHECK ((kind = 'lift') = (reporter IS NULL));
