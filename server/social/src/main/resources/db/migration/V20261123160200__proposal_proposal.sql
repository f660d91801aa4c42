-- Rooms that somebody would open at a time, if enough others come.
CREATE TABLE proposal_proposal (
    id         uuid        PRIMARY KEY,
    title      text        NOT NULL,
    topic      uuid        NOT NULL REFERENCES topic_topic,
    language   text        NOT NULL CHECK (language IN ('zh', 'en')),
    proposer   uuid        NOT NULL,
    starts_at  timestamptz NOT NULL,
    needed     integer     NOT NULL CHECK (needed > 0),
    state      text        NOT NULL CHECK (state IN ('open', 'set', 'opened', 'lapsed')),
    room       uuid,
    created_at timestamptz NOT NULL,
    CHECK ((state = 'opened') = (room IS NOT NULL))
);

CREATE INDEX proposal_proposal_coming ON proposal_proposal (starts_at) WHERE state IN ('open', 'set');
CREATE INDEX proposal_proposal_topic ON proposal_proposal (topic) WHERE state IN ('open', 'set');
CREATE INDEX proposal_proposal_proposer ON proposal_proposal (proposer) WHERE state IN ('open', 'set');

CREATE TABLE proposal_interest (
    proposal uuid        NOT NULL REFERENCES proposal_proposal ON DELETE CASCADE,
    account  uuid        NOT NULL,
    at       timestamptz NOT NULL,
    PRIMARY KEY (proposal, account)
);

CREATE INDEX proposal_interest_account ON proposal_interest (account);
