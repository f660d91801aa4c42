-- The append-only log of what operators and moderators did. Rows are never changed and never leave:
-- the trigger refuses even the owner of the table.
CREATE TABLE action_action (
    id     uuid        PRIMARY KEY,
    at     timestamptz NOT NULL,
    actor  uuid,
    action text        NOT NULL CHECK (action ~ '^[a-z]+(-[a-z]+)*$'),
    about  uuid,
    reason text        NOT NULL
);

CREATE INDEX action_action_newest ON action_action (at DESC, id DESC);

CREATE FUNCTION action_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% on % is refused: rows are only ever added', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END
$$;

CREATE TRIGGER action_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON action_action
    FOR EACH STATEMENT EXECUTE FUNCTION action_refuse();
