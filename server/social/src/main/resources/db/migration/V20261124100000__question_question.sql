-- What a room was asked. A question that somebody votes on changes no row here: see question_vote.
CREATE TABLE question_question (
    id           uuid        PRIMARY KEY,
    room         uuid        NOT NULL REFERENCES room_room,
    author       uuid        NOT NULL,
    nameless     boolean     NOT NULL,
    body         text        NOT NULL,
    voice        text,
    voice_ms     integer     CHECK (voice_ms > 0),
    asked_at     timestamptz NOT NULL,
    state        text        NOT NULL CHECK (state IN ('open', 'answering', 'answered', 'dismissed')),
    answer_until timestamptz,
    told         boolean     NOT NULL DEFAULT FALSE,
    CHECK ((voice IS NULL) = (voice_ms IS NULL))
);

CREATE INDEX question_question_room ON question_question (room, asked_at);
CREATE INDEX question_question_author ON question_question (author);
CREATE INDEX question_question_voice ON question_question (voice) WHERE voice IS NOT NULL;
CREATE UNIQUE INDEX question_question_answering ON question_question (room) WHERE state = 'answering';

-- One vote a person. Written without the room's lock, since a whole audience may vote at once.
CREATE TABLE question_vote (
    question uuid        NOT NULL REFERENCES question_question ON DELETE CASCADE,
    room     uuid        NOT NULL,
    account  uuid        NOT NULL,
    branch   uuid        NOT NULL,
    at       timestamptz NOT NULL,
    PRIMARY KEY (question, account)
);

CREATE INDEX question_vote_room ON question_vote (room);
CREATE INDEX question_vote_account ON question_vote (account);

-- Answers: spoken in the room, then only their span is known, or recorded afterwards.
CREATE TABLE question_answer (
    id       uuid        PRIMARY KEY,
    question uuid        NOT NULL REFERENCES question_question ON DELETE CASCADE,
    room     uuid        NOT NULL,
    answerer uuid        NOT NULL,
    hat      text,
    at       timestamptz NOT NULL,
    began    timestamptz,
    ended    timestamptz,
    voice    text,
    voice_ms integer     CHECK (voice_ms > 0),
    CHECK ((began IS NULL) = (voice IS NOT NULL) AND (voice IS NULL) = (voice_ms IS NULL)),
    CHECK (ended IS NULL OR ended >= began)
);

CREATE INDEX question_answer_room ON question_answer (room, at);
CREATE INDEX question_answer_answerer ON question_answer (answerer);
CREATE INDEX question_answer_voice ON question_answer (voice) WHERE voice IS NOT NULL;
CREATE UNIQUE INDEX question_answer_own ON question_answer (question, answerer) WHERE voice IS NOT NULL;

-- How the questions of a room stand: votes are people, and of those of one branch of the invitations who vote within
-- the time given only one has weight.
CREATE FUNCTION question_tally(of_room uuid, same_voice interval)
    RETURNS TABLE (question uuid, votes integer, weight integer) LANGUAGE sql STABLE AS $$
    SELECT counted.question, count(*)::integer, (count(*) FILTER (WHERE counted.own))::integer
    FROM (
        SELECT v.question, coalesce(v.at - lag(v.at) OVER before >= same_voice, TRUE) AS own
        FROM question_vote v WHERE v.room = of_room
        WINDOW before AS (PARTITION BY v.question, v.branch ORDER BY v.at, v.account)) counted
    GROUP BY counted.question
$$;
