-- Whose turn a thread is, and since when its contact waits. Columns with a constant default rewrite no table.
alter table thread
    add column team                  text,
    add column snoozed_until         timestamptz,
    add column waiting_since         timestamptz,
    add column opened_at             timestamptz, -- absent: with the thread
    add column last_message_mentions text[] not null default '{}';

alter table message
    add column subject  text,
    add column mentions text[] not null default '{}';

-- The first text since our last one is what the contact waits for an answer to.
update thread t set waiting_since = coalesce((
        select min(m.created_at) from message m
        where m.thread_id = t.id and m.seq > t.last_outbound_seq and m.direction = 'INBOUND'),
    t.last_inbound_at, t.last_message_at)
where t.unanswered;

-- Who snoozed one until now had no moment to say; they wake at once.
update thread set snoozed_until = now() where state = 'SNOOZED';

create index thread_waiting on thread (waiting_since, id, did)
    where unanswered and assignee is null and state = 'OPEN';
create index thread_of_assignee on thread (assignee, id) where assignee is not null;
create index thread_snoozed on thread (snoozed_until) where state = 'SNOOZED';

-- Whoever has called us: whom a thread can be given to, and whom a note can call by name.
create table person (
    user_name text primary key,
    name      text        not null,
    teams     text[]      not null,
    roles     text[]      not null,
    seen_at   timestamptz not null
);

-- A contact who waited got an answer.
create table reply (
    id         uuid primary key,
    thread_id  uuid        not null references thread,
    did        text        not null,
    author     text        not null,
    asked_at   timestamptz not null,
    replied_at timestamptz not null,
    labels     text[]      not null
);

create index reply_by_time on reply using brin (replied_at) with (autosummarize = on);

-- A case came to its end; opened again by hand and closed again it is still one.
create table resolution (
    id        uuid primary key,
    thread_id uuid        not null references thread,
    did       text        not null,
    by        text        not null,
    opened_at timestamptz not null,
    closed_at timestamptz not null,
    labels    text[]      not null,
    constraint resolution_of_case unique (thread_id, opened_at)
);

create index resolution_by_time on resolution (closed_at);
