-- What has left, as far as the next text's slot depends on it; shared by all instances. A bucket of a rate remembers when
-- its next segment may leave, a bucket of a day how much of that day is used. Locked last, in the order of the key.
create table pace_bucket (
    key       text primary key,
    next_free timestamptz not null default 'epoch',
    day       date        not null default 'epoch',
    used      integer     not null default 0
) with (fillfactor = 50);

-- The texts that wait, by what decides when they may leave: number, lane and kind share their buckets, and of those the
-- one that has been due longest is first. A text that waits for its time is behind those that are due.
create index send_queue_due on send_queue (did, lane, mms, next_attempt_at, seq) include (segments)
    where lease_until is null;
create index send_queue_expiry on send_queue (expires_at) where lease_until is null;
-- Both of these asked for the same in other orders.
drop index send_queue_by_time;
drop index send_queue_by_number;
