-- Where contacts said to be, one row for each time; the newest counts, and one without a zone takes the others back.
create table contact_zone (
    id        uuid primary key,
    external  text        not null,
    zone      text,                 -- IANA
    thread_id uuid        not null references thread,
    stated_by text        not null,
    stated_at timestamptz not null
);

create index contact_zone_of_contact on contact_zone (external, stated_at desc, id desc);

-- What the carrier wrote down about texts of ours, as far as it was of use.
create table carrier_record (
    key        text        not null, -- the reference; for a record without one its kind, number and time
    external   text        not null, -- one reference covers all recipients of a request
    did        text        not null,
    ref_id     text,
    message_id uuid references message,
    candidates uuid[]      not null, -- the texts it may be about, while that is not clear
    kind       text        not null,
    taken_at   timestamptz not null,
    receipt    text        not null, -- empty while there is none
    effect     text        not null,
    read_at    timestamptz not null,
    primary key (key, external)
);

create index carrier_record_of_message on carrier_record (message_id) where message_id is not null;
create index carrier_record_unclear on carrier_record using gin (candidates) where message_id is null;

-- Up to when texts had their turn; one instance at a time holds the lease.
create table reconciliation (
    one_row     boolean primary key default true check (one_row),
    asked_until timestamptz not null,
    lease_owner uuid,
    lease_until timestamptz
);

insert into reconciliation (asked_until) values (now());

-- Whose turn it is follows from when its attempts began; no column of it ever changes.
create index attempt_by_time on attempt (started_at);
