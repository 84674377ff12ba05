-- The answer of any POST, as it went over the wire; the column of the send's answer alone is written no more.
alter table idempotency
    add column status integer,
    add column body   bytea; -- empty for an answer without one

update idempotency set status = 202, body = convert_to(answer, 'UTF8') where answer is not null;
