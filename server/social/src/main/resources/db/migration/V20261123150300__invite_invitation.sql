-- Invitations. `to_account` or `to_email` is what the inviter wrote; `account` is the reservation that it is bound to
-- from then on, known at once for a handle and after the first opening for most addresses.
CREATE TABLE invite_invitation (
    id           uuid        PRIMARY KEY,
    inviter      uuid        NOT NULL,
    to_account   uuid,
    to_email     text,
    account      uuid,
    reason       text        NOT NULL,
    greeting     text,
    greeting_key text        UNIQUE,
    charged      boolean     NOT NULL,
    state        text        NOT NULL CHECK (state IN ('open', 'redeemed', 'revoked', 'expired')),
    created_at   timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL,
    ended_at     timestamptz,
    misused_at   timestamptz,
    CHECK ((to_account IS NULL) <> (to_email IS NULL)),
    CHECK (to_account IS NULL OR account = to_account),
    CHECK ((state = 'open') = (ended_at IS NULL)),
    CHECK (state <> 'redeemed' OR account IS NOT NULL)
);

-- One open invitation a person, exact when two members invite at the same moment.
CREATE UNIQUE INDEX invite_invitation_to_account ON invite_invitation (to_account) WHERE state = 'open';
CREATE UNIQUE INDEX invite_invitation_to_email ON invite_invitation (to_email) WHERE state = 'open';
CREATE INDEX invite_invitation_inviter ON invite_invitation (inviter, created_at DESC);
CREATE INDEX invite_invitation_account ON invite_invitation (account) WHERE state = 'open';

-- Codes as SHA-256 hashes. The one that was mailed is another than the one that the inviter sees: only who redeems
-- with the mailed one has shown that the mailbox is theirs.
CREATE TABLE invite_code (
    hash       bytea   PRIMARY KEY CHECK (octet_length(hash) = 32),
    invitation uuid    NOT NULL REFERENCES invite_invitation,
    mailed     boolean NOT NULL
);

CREATE INDEX invite_code_invitation ON invite_code (invitation);

-- Who was let in by whom, and the public reason.
CREATE TABLE invite_edge (
    account    uuid        PRIMARY KEY,
    inviter    uuid        NOT NULL,
    invitation uuid        NOT NULL UNIQUE REFERENCES invite_invitation,
    reason     text        NOT NULL,
    at         timestamptz NOT NULL,
    CHECK (account <> inviter)
);

CREATE INDEX invite_edge_inviter ON invite_edge (inviter, at);

-- The balance of credits, always the sum of the ledger below; the check makes overspending impossible.
CREATE TABLE invite_purse (
    account uuid    PRIMARY KEY,
    balance integer NOT NULL CHECK (balance >= 0)
);

-- Why a balance is what it is; rows are only ever added. A rule applies once to an invitation.
CREATE TABLE invite_credit (
    number     bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account    uuid        NOT NULL REFERENCES invite_purse,
    at         timestamptz NOT NULL,
    change     integer     NOT NULL,
    rule       text        NOT NULL,
    invitation uuid        REFERENCES invite_invitation,
    UNIQUE (account, rule, invitation)
);

CREATE INDEX invite_credit_newest ON invite_credit (account, number DESC);

CREATE FUNCTION invite_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% on % is refused: rows are only ever added', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END
$$;

CREATE TRIGGER invite_credit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON invite_credit
    FOR EACH STATEMENT EXECUTE FUNCTION invite_refuse();
