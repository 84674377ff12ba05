-- How many of the numbers that the carrier counted in it were ours at that moment. Of a listing of before nobody knows; the next
-- one comes at the start. The default is for instances of before, which still run while this one starts.
alter table campaign add column own_when_listed bigint not null default 0;
update campaign set own_when_listed = numbers;
