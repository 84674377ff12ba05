-- A delivery that was read again and said something else: what its message said before, kept for the trail.
create table correction (
    id         uuid primary key,
    message_id uuid        not null references message,
    event_id   uuid        not null, -- the reading that put it right
    at         timestamptz not null,
    body       text        not null, -- what everybody saw until then
    moved_to   uuid references message -- it was between other numbers: the message that is shown there instead
);

create index correction_of_message on correction (message_id, at);
create index correction_by_event on correction (event_id);

-- Media of an earlier reading: kept, and shown no more with the message.
alter table media add column correction_id uuid references correction;

-- What became of a delivery.
create index inbound_delivery_by_delivery on inbound_delivery (delivery_id);
create index receipt_by_delivery on receipt (delivery_id);
