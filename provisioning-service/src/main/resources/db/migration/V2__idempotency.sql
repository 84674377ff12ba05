-- One answer per key and caller: a repeated request gets the stored one.
create table idempotency (
    caller     text        not null,
    key        text        not null,
    request    text        not null, -- SHA-256 of what was asked
    status     integer,
    body       bytea,                -- as it went over the wire
    created_at timestamptz not null,
    primary key (caller, key)
);

create index idempotency_by_age on idempotency (created_at);
