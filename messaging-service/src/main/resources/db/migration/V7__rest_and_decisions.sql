-- While the carrier does not accept our credentials, no instance sends: one row, or none. Past its end one text tries
-- whether the carrier has changed its mind; the row goes when it has.
create table carrier_rest (
    only_one boolean primary key default true check (only_one),
    reason   text        not null,
    since    timestamptz not null,
    until    timestamptz not null
);

-- What people decided about a text of ours after it was accepted: called off, or sent again.
create table decision (
    id         uuid primary key,
    message_id uuid        not null references message,
    kind       text        not null,
    actor      text        not null,
    decided_at timestamptz not null,
    was        text        not null, -- the state it was in
    was_code   text,
    send_at    timestamptz           -- sent again, but not before
);

create index decision_of_message on decision (message_id, decided_at);

-- Texts that say that sending rests, and have to say when it goes on.
create index send_queue_resting on send_queue (lane, send_at, seq) where waiting_for = 'CARRIER';
