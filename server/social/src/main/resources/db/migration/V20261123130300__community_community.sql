-- The one row of what the community says about itself; an empty name means the configured brand.
CREATE TABLE community_community (
    one          boolean PRIMARY KEY DEFAULT true CHECK (one),
    name         text    NOT NULL DEFAULT '',
    description  text    NOT NULL DEFAULT '',
    rules        text    NOT NULL DEFAULT '',
    picture      text
);

INSERT INTO community_community DEFAULT VALUES;

-- Links for a new operator that were used: each is good once.
CREATE TABLE community_setup (
    link       text        PRIMARY KEY,
    account    uuid        NOT NULL,
    used_at    timestamptz NOT NULL
);
