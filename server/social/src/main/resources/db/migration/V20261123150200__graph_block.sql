-- Who wants nothing of whom. Reads look in both directions, hence the second index.
CREATE TABLE graph_block (
    account uuid        NOT NULL,
    blocked uuid        NOT NULL,
    at      timestamptz NOT NULL,
    PRIMARY KEY (account, blocked),
    CHECK (account <> blocked)
);

CREATE INDEX graph_block_back ON graph_block (blocked, account);
