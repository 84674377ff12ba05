-- What a conversation's texts of an hour (UTC) have come to, and who of us wrote there; told anew from message together with
-- number_hour. Conversations are counted from it: how many there were cannot be added up from hours.
create table conversation_hour (
    hour      timestamptz not null,
    thread_id uuid        not null,
    did       text        not null,
    received  integer     not null,
    sent      integer     not null, -- taken by the carrier, whatever became of it
    delivered integer     not null,
    failed    integer     not null,
    failures  jsonb,                -- [{code, count}]; absent when nothing failed
    authors   text[],               -- absent when none of us wrote
    primary key (hour, thread_id)
) with (fillfactor = 80);

-- The same by who of us wrote.
create table agent_hour (
    hour      timestamptz not null,
    did       text        not null,
    author    text        not null,
    sent      integer     not null,
    delivered integer     not null,
    failed    integer     not null,
    failures  jsonb,
    primary key (hour, did, author)
) with (fillfactor = 70);

-- A report on all numbers asks for hours, not for numbers.
create index number_hour_by_hour on number_hour (hour);

-- Percentiles sort hundreds of thousands of these: computed when written, not each time.
alter table reply add column seconds double precision not null
    generated always as (date_part('epoch', replied_at - asked_at)) stored;
alter table resolution add column seconds double precision not null
    generated always as (date_part('epoch', closed_at - opened_at)) stored;

-- The hours that were counted before get their conversations and agents too, the newest first, behind everybody's back.
update number_tally set changed_until = 'epoch';
