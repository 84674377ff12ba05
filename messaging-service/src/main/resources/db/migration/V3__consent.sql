-- What contacts said about being written to, in the order in which it was taken down. Nothing here is ever changed:
-- a mistake is put right by a further entry.
create table consent_entry (
    id          uuid primary key,
    contact     text        not null,
    did         text        not null,
    thread_id   uuid        not null,
    campaign_id text,                 -- of the number, when it happened
    brand_id    text,
    kind        text        not null,
    channel     text        not null, -- keyword, agent or manager
    actor       text,
    word        text,                 -- the keyword or phrase that was recognised
    language    text,
    text        text,                 -- what the contact wrote, exactly
    message_id  uuid,                 -- and where
    reason      text,
    answer_id   uuid,                 -- our confirmation or answer
    answer_text text,
    at          timestamptz not null, -- when the contact wrote it, or when one of us took it down
    recorded_at timestamptz not null default clock_timestamp()
);

create index consent_entry_by_contact on consent_entry (contact, did, at);
create index consent_entry_by_message on consent_entry (message_id) where message_id is not null;

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% keeps every entry as it was written', tg_table_name using errcode = 'restrict_violation';
end
$$;

create trigger consent_entry_is_kept before update or delete on consent_entry
    for each row execute function refuse_change();
create trigger consent_entry_stays before truncate on consent_entry
    for each statement execute function refuse_change();

-- What a contact asks of one of our numbers at present: silence, or perhaps silence. How far it reaches is decided when
-- a text is about to leave.
create table opt_out (
    contact     text        not null,
    did         text        not null,
    asked       text        not null,
    campaign_id text,
    brand_id    text,
    since       timestamptz not null, -- when they said it; the ten business days begin here
    message_id  uuid,
    entry_id    uuid        not null references consent_entry,
    primary key (contact, did)
);

create index opt_out_open on opt_out (since) where asked = 'UNCLEAR';

-- Contacts whose other threads and queued texts still have to be told; the gate does not wait for it.
create table consent_spread (
    id         bigint generated always as identity primary key,
    contact    text        not null,
    at         timestamptz not null,
    told_up_to uuid        not null default '00000000-0000-0000-0000-000000000000' -- queued texts go in portions
);

-- What a number's manager chose about the texts that Hilo writes by itself; absent for the defaults.
create table number_answers (
    did          text primary key,
    confirmation text        not null,
    language     text        not null,
    sender       text,
    contact      text,
    help_en      text,
    help_es      text,
    changed_by   text        not null,
    changed_at   timestamptz not null
);

create index thread_by_contact on thread (external);
