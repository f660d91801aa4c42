-- The version of the hallway's channel: one row.
CREATE TABLE hallway_version (
    one     boolean PRIMARY KEY CHECK (one),
    version bigint  NOT NULL
);

INSERT INTO hallway_version VALUES (TRUE, 0);
