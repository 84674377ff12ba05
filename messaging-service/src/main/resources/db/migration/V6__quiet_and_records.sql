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
