-- The list can be walked in the order of waiting, of all numbers (managers) or of one at a time (agents). Only those who wait
-- are in these indexes; after them come the others, by activity, as before.
create index thread_longest_waiting on thread ((coalesce(waiting_since, last_message_at)), id)
    where unanswered and state <> 'CLOSED';
create index thread_longest_waiting_of_number on thread (did, (coalesce(waiting_since, last_message_at)), id)
    where unanswered and state <> 'CLOSED';

-- A view keeps its order too.
alter table saved_view add column list_order text not null default 'activity';
