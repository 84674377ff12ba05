-- How much of a contact's wait lay within the hours of the number's teams; absent until it was worked out, seconds after
-- the reply, by the hours that the teams had then. Nobody who answers writes it.
alter table reply add column open_seconds double precision;

create index reply_to_work_out on reply (replied_at) where open_seconds is null;

-- Why texts failed is asked of the few hours in which one did.
create index conversation_hour_failed on conversation_hour (hour) where failures is not null;
create index agent_hour_failed on agent_hour (hour) where failures is not null;
create index number_hour_failed on number_hour (hour) where failures is not null;
