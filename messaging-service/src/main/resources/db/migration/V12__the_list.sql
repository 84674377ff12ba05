-- The list is walked newest first, by tab: open or closed, of all numbers (managers) or of one at a time (agents). A thread
-- is in the indexes of its tab only, so closed ones cost open ones nothing.
create index thread_open_by_activity on thread (last_message_at desc, id desc) where state <> 'CLOSED';
create index thread_open_of_number on thread (did, last_message_at desc, id desc) where state <> 'CLOSED';
create index thread_closed_by_activity on thread (last_message_at desc, id desc) where state = 'CLOSED';
create index thread_closed_of_number on thread (did, last_message_at desc, id desc)
    include (assignee, team) where state = 'CLOSED';
drop index thread_by_activity;
drop index thread_of_number_by_activity;

-- Few of many: what one person or a team has, who waits, what was put off.
drop index thread_of_assignee;
create index thread_of_assignee on thread (assignee, last_message_at desc, id desc) where state <> 'CLOSED';
create index thread_of_team on thread (team, last_message_at desc, id desc) where team is not null and state <> 'CLOSED';
create index thread_unanswered on thread (did, last_message_at desc, id desc) where unanswered and state <> 'CLOSED';
create index thread_snoozed_of_number on thread (did, last_message_at desc, id desc) where state = 'SNOOZED';

-- What the counts ask of an open thread, in the order of a person's read marks: both are read side by side, and neither
-- table is touched. Labels are not in it: as many as a thread may have need not fit an index's entry.
create index thread_counted on thread (id)
    include (did, state, assignee, team, unanswered, inbound_count, last_message_at) where state <> 'CLOSED';
alter table read_mark
    drop constraint read_mark_pkey,
    add primary key (user_name, thread_id) include (read_inbound);

-- Index-only walks want pages known to be visible to all: clean up sooner than after a fifth of the table.
-- Many people ask at once: one core for each is sooner done for all than several for one.
alter table thread set (
    autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.02, parallel_workers = 0);
alter table read_mark set (
    autovacuum_vacuum_scale_factor = 0.05, autovacuum_vacuum_insert_scale_factor = 0.05, parallel_workers = 0);

-- A tab of the list and what it is narrowed to, under a name of one person's own.
create table saved_view (
    id         uuid primary key,
    user_name  text        not null,
    name       text        not null,
    filter     text        not null,
    dids       text[]      not null,
    labels     text[]      not null,
    assignee   text,
    team       text,
    position   integer     not null,
    created_at timestamptz not null default now()
);

create index saved_view_of_user on saved_view (user_name, position);
