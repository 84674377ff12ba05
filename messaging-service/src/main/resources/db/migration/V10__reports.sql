-- What the texts of a number have come to, by the hour in which they came or were written (UTC). Told anew from message
-- for every hour in which one changed; nobody who stores or sends a text writes here.
create table number_hour (
    did         text        not null,
    hour        timestamptz not null,
    received    integer     not null,
    sent        integer     not null, -- the carrier has them, and nothing more is known
    delivered   integer     not null,
    failed      integer     not null,
    undelivered integer     not null, -- those of the failed that the carrier took first
    unconfirmed integer     not null,
    waiting     integer     not null,
    failures    jsonb,                -- [{code, words, count}]; absent when nothing failed
    primary key (did, hour)
) with (fillfactor = 70);

create table number_latest (
    did         text primary key,
    inbound_at  timestamptz,
    outbound_at timestamptz
) with (fillfactor = 70);

-- Hours in which something changed since they were told; whoever tells one takes its row away.
create table number_hour_due (
    hour timestamptz primary key
);

-- Up to when changes were looked for; at first nothing was.
create table number_tally (
    one_row       boolean primary key default true check (one_row),
    changed_until timestamptz not null
);

insert into number_tally (changed_until) values ('epoch');

-- A few pages each, since texts lie in the order in which they came and change soon after. Since PostgreSQL 16 a change
-- of a column that is only in such an index may stay in its page, and rewrites no other index (HOT).
create index message_by_creation on message using brin (created_at) with (autosummarize = on);
create index message_by_change on message using brin (updated_at) with (autosummarize = on);

create index consent_entry_opt_outs on consent_entry (did, at) where kind = 'OPT_OUT';
