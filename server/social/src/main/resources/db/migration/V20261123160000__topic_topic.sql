-- What rooms are about. The key is the title folded for comparing, so that one topic is not opened twice.
CREATE TABLE topic_topic (
    id         uuid        PRIMARY KEY,
    title      text        NOT NULL,
    title_key  text        NOT NULL UNIQUE,
    language   text        NOT NULL CHECK (language IN ('zh', 'en')),
    created_by uuid        NOT NULL,
    created_at timestamptz NOT NULL
);
