-- Due times that survive a restart. A row is deleted in the transaction that carries it out.
create table db_deadline (
    kind     text        not null,
    key      text        not null,
    due      timestamptz not null,
    -- When to look at it: the due time, later after failures.
    next_try timestamptz not null,
    tries    integer     not null default 0,
    primary key (kind, key)
);

create index db_deadline_next_try on db_deadline (next_try);
