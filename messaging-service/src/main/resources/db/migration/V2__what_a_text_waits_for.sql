-- When the contact wrote last, and what they said about being written to.
alter table thread
    add column last_inbound_at    timestamptz,
    add column consent_asked      text,
    add column consent_since      timestamptz,
    add column consent_message_id uuid;

-- The moment a text was scheduled for.
alter table message add column send_at timestamptz;

alter table send_queue
    add column external    text,
    add column passage     text    not null default 'ORDINARY', -- what opens the gate of consent for it
    add column mms         boolean not null default false,
    add column reply_until timestamptz,                         -- until then it answers a contact who has just written
    add column waiting_for text    not null default 'TURN',     -- what the bubble says, and when it will probably leave
    add column expected_at timestamptz;

update send_queue q set external = t.external from thread t where t.id = q.thread_id;
alter table send_queue alter column external set not null;

create index send_queue_by_number on send_queue (did, lane, send_at, seq);
create index send_queue_by_contact on send_queue (external);
