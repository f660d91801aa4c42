-- Exceptions that moderators made from the order of a queue, each with its reason. Rows are added under the lock of the
-- room's row; `report` names what was told to the operators once enough people complained.
CREATE TABLE objection_lift (
    id         uuid        PRIMARY KEY,
    room       uuid        NOT NULL REFERENCES room_room,
    account    uuid        NOT NULL,
    by_account uuid        NOT NULL,
    reason     text        NOT NULL,
    at         timestamptz NOT NULL,
    report     uuid
);

CREATE INDEX objection_lift_room ON objection_lift (room, at);
CREATE INDEX objection_lift_by ON objection_lift (by_account, at DESC);

-- Complaints about them. Written without the room's lock, since a whole audience may complain at once.
CREATE TABLE objection_objection (
    lift    uuid        NOT NULL REFERENCES objection_lift,
    account uuid        NOT NULL,
    branch  uuid        NOT NULL,
    at      timestamptz NOT NULL,
    PRIMARY KEY (lift, account)
);

CREATE INDEX objection_objection_account ON objection_objection (account, at DESC);
