-- Part-of-number search; a trusted extension, so the database's owner may create it.
create extension if not exists pg_trgm;

-- Our own numbers and their campaigns, copied from number.records and campaign.records.
create table number (
    did         text primary key,
    name        text        not null,
    state       text        not null,
    sms_enabled boolean     not null,
    mms_enabled boolean     not null,
    campaign_id text,
    teams       text[]      not null,
    occurred_at timestamptz not null
);

create table campaign (
    campaign_id      text primary key,
    name             text        not null,
    brand_id         text,
    throughput_class text        not null,
    approved         boolean     not null,
    occurred_at      timestamptz not null
);

-- A conversation and all that its line in the list shows. Whoever writes a message of it holds this row's lock.
create table thread (
    id                     uuid primary key,
    did                    text        not null,
    external               text        not null,
    display_name           text,
    last_seq               bigint      not null default 0,
    last_outbound_seq      bigint      not null default 0, -- a repeat is folded only after it
    inbound_count          bigint      not null default 0,
    read_seq               bigint      not null default 0, -- somebody has read up to here
    unanswered             boolean     not null default false,
    labels                 text[]      not null default '{}',
    assignee               text,
    state                  text        not null default 'OPEN',
    last_message_id        uuid,
    last_message_direction text,
    last_message_status    text,
    last_message_preview   text,
    last_message_media     integer,
    last_message_at        timestamptz not null,
    created_at             timestamptz not null default now(),
    constraint thread_of_two unique (did, external)
) with (fillfactor = 80);

create index thread_by_activity on thread (last_message_at desc, id desc);
create index thread_of_number_by_activity on thread (did, last_message_at desc, id desc);
create index thread_by_part_of_number on thread using gin (external gin_trgm_ops);
create index thread_by_label on thread using gin (labels);

-- No index holds a column that moves with the status, so a change of status rewrites no index (HOT).
create table message (
    id              uuid primary key,
    thread_id       uuid        not null references thread,
    seq             bigint      not null, -- its place; later changes of it took the numbers up to changed_seq
    changed_seq     bigint      not null,
    direction       text        not null,
    status          text        not null,
    did             text        not null,
    external        text        not null,
    body            text        not null,
    provider_msg_id text,
    error_code      text,
    error_text      text,
    repeats         integer     not null default 1,
    author          text,
    participants    text[]      not null default '{}',
    inbound_no      bigint,               -- its number among the thread's inbound messages: makes unread exact
    fingerprint     text,                 -- of sender, recipient, text and media: recognises a repeat
    media_count     integer     not null default 0,
    created_at      timestamptz not null,
    updated_at      timestamptz not null,
    read_at         timestamptz,
    words           tsvector generated always as (to_tsvector('simple', body)) stored,
    constraint message_place unique (thread_id, seq)
) with (fillfactor = 80);

create index message_by_reference on message (provider_msg_id) where provider_msg_id is not null;
create index message_by_fingerprint on message (thread_id, fingerprint) where fingerprint is not null;
create index message_by_words on message using gin (words);

-- Each delivery of an inbound message, folded ones too; the event's id keeps it from being counted twice.
create table inbound_delivery (
    event_id    uuid primary key,
    delivery_id uuid        not null,
    message_id  uuid        not null references message,
    thread_id   uuid        not null references thread,
    ref_id      text,
    counted     boolean     not null,
    received_at timestamptz not null
);

create index inbound_delivery_by_reference on inbound_delivery (thread_id, ref_id) where ref_id is not null;
create index inbound_delivery_of_message on inbound_delivery (message_id);

create table read_mark (
    user_name    text        not null,
    thread_id    uuid        not null references thread,
    read_seq     bigint      not null,
    read_inbound bigint      not null,
    read_at      timestamptz not null,
    primary key (user_name, thread_id)
);

create table draft (
    id         uuid primary key,
    thread_id  uuid        not null references thread,
    user_name  text        not null,
    body       text        not null,
    version    bigint      not null,
    updated_at timestamptz not null,
    constraint draft_of_user unique (thread_id, user_name)
);

create table media (
    id              uuid primary key,
    message_id      uuid,                 -- absent for an upload that no message uses yet
    thread_id       uuid,
    position        integer     not null default 0,
    wording         boolean     not null default false, -- a .txt part: becomes text, is never shown
    state           text        not null,
    source_url      text,
    content_type    text,
    name            text,
    bytes           bigint,
    problem         text,
    owner           text,
    attempts        integer     not null default 0,
    next_attempt_at timestamptz,          -- set while a copy is still to be made
    created_at      timestamptz not null
);

create index media_of_message on media (message_id, position) where message_id is not null;
create index media_to_fetch on media (next_attempt_at) where next_attempt_at is not null;
create index media_unused on media (created_at) where message_id is null;

-- Messages on their way out: the queue is this table. A row lives from the accepted request to the recorded outcome.
create table send_queue (
    message_id      uuid primary key references message,
    thread_id       uuid        not null references thread,
    seq             bigint      not null,
    did             text        not null,
    campaign_id     text,
    asked_by        text,                 -- the agent who asked for it again
    lane            smallint    not null, -- 0 an agent's own message; higher numbers leave later
    segments        integer     not null,
    send_at         timestamptz not null, -- with seq: the order inside the conversation
    next_attempt_at timestamptz not null, -- later than send_at after a back-off
    expires_at      timestamptz not null,
    attempts        integer     not null default 0,
    lease_owner     text,
    lease_token     bigint      not null default 0, -- counts claims; an outcome is recorded only under the token it was claimed with
    lease_until     timestamptz
) with (fillfactor = 70);

create index send_queue_by_conversation on send_queue (thread_id, send_at, seq);
create index send_queue_by_time on send_queue (lane, send_at, seq);
create index send_queue_leased on send_queue (lease_until) where lease_until is not null;

-- Every call to the carrier, written before it is made.
create table attempt (
    id          uuid primary key,
    message_id  uuid        not null references message,
    token       bigint      not null,
    asked_by    text,                     -- the agent who asked for it again
    started_at  timestamptz not null,
    request     text        not null,
    ended_at    timestamptz,
    millis      bigint,
    outcome     text,
    http_status integer,
    answer      text,
    ref_id      text
);

create index attempt_of_message on attempt (message_id, started_at);
create index attempt_by_reference on attempt (ref_id) where ref_id is not null;

-- Every delivery receipt; one without a message is parked until its send's answer is recorded.
create table receipt (
    id           uuid primary key,
    delivery_id  uuid        not null,
    message_id   uuid references message,
    did          text        not null,
    external     text        not null,
    ref_id       text,
    stat         text        not null,
    err          text,
    text_prefix  text,
    text         text        not null,
    effect       text        not null,
    received_at  timestamptz not null,
    parked_until timestamptz
);

create index receipt_of_message on receipt (message_id, received_at) where message_id is not null;
create index receipt_parked on receipt (did, external) where parked_until is not null;
create index receipt_parked_until on receipt (parked_until) where parked_until is not null;

-- One answer per key and caller: a repeated request gets the stored one.
create table idempotency (
    caller     text        not null,
    key        text        not null,
    request    text        not null, -- SHA-256 of what was asked
    answer     text,
    created_at timestamptz not null,
    primary key (caller, key)
);

create index idempotency_by_age on idempotency (created_at);

create table outbox (
    id          bigint generated always as identity primary key,
    topic       text        not null,
    key         text        not null,
    event_id    uuid        not null,
    type        text        not null,
    occurred_at timestamptz not null,
    payload     bytea       not null
);
