-- Files as evidence. The blob goes some time after the room; what it was called stays in the minutes.
ALTER TABLE mark_pin
    DROP CONSTRAINT mark_pin_kind_check,
    ADD CONSTRAINT mark_pin_kind_check CHECK (kind IN ('link', 'number', 'file')),
    ADD COLUMN file_name  text,
    ADD COLUMN file_type  text,
    ADD COLUMN file_bytes bigint,
    ADD COLUMN blob       text,
    ADD CONSTRAINT mark_pin_file_check CHECK (
        (kind = 'file') = (file_name IS NOT NULL AND file_type IS NOT NULL AND file_bytes IS NOT NULL)
        AND (blob IS NULL OR kind = 'file'));

CREATE INDEX mark_pin_blob ON mark_pin (blob) WHERE blob IS NOT NULL;
