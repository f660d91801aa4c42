-- Messages that leave the database at least once: mail, push, search. A delivered one is deleted, a dead one kept.
create table db_outbox (
    id         bigint generated always as identity primary key,
    topic      text        not null,
    body       jsonb       not null,
    created_at timestamptz not null,
    -- When to try; while a node delivers it, when others may take it for lost.
    next_try   timestamptz not null,
    tries      integer     not null default 0,
    dead       boolean     not null default false,
    last_error text
);

create index db_outbox_next_try on db_outbox (next_try) where not dead;
create index db_outbox_dead on db_outbox (topic) where dead;
