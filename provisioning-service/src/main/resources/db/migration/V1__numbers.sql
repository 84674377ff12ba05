-- Our numbers: what is wanted of each, and what the carrier last said.
create table number (
    did             text        primary key check (did ~ '^\+1[2-9]\d{2}[2-9]\d{6}$'),
    name            text        not null default '',
    color           text        check (color ~ '^#[0-9a-fA-F]{6}$'),
    state           text        not null check (state in ('PROVISIONING', 'ACTIVE', 'FAILED', 'RELEASED')),
    wanted_sms      boolean     not null default true,
    wanted_mms      boolean     not null default true,
    wanted_webhook  text        not null default '',
    wanted_campaign text,
    actual_sms      boolean     not null default false,
    actual_mms      boolean     not null default false,
    actual_webhook  text,
    actual_campaign text,
    actual_read_at  timestamptz,
    rate_center     text        not null default '',
    region          text        not null default '',
    teams           text[]      not null default '{}',
    created_at      timestamptz not null,
    updated_at      timestamptz not null,
    version         integer     not null default 0
);

-- What is to be done with a number at the carrier. The lease is by this database's clock: whoever claims an order
-- raises the fence, and a worker with a lower one may change nothing.
create table number_order (
    id           uuid        primary key,
    did          text        not null references number,
    kind         text        not null check (kind in ('PROVISION', 'RELEASE')),
    state        text        not null check (state in ('RUNNING', 'FAILED', 'DONE', 'GONE', 'CANCELLED')),
    campaign_id  text,
    requested_by text        not null,
    requested_at timestamptz not null,
    finished_at  timestamptz,
    next_run_at  timestamptz not null default now(),
    leased_until timestamptz,
    fence        bigint      not null default 0
);

-- The wall behind the rule that a number has one open order.
create unique index number_order_one_open on number_order (did) where state in ('RUNNING', 'FAILED');
create index number_order_due on number_order (next_run_at) where state = 'RUNNING';
create index number_order_by_number on number_order (did, requested_at desc);

create table number_order_step (
    id          uuid        primary key,
    order_id    uuid        not null references number_order,
    position    integer     not null,
    name        text        not null,
    state       text        not null check (state in ('PENDING', 'RUNNING', 'WAITING', 'DONE', 'SKIPPED', 'FAILED')),
    attempts    integer     not null default 0,
    error_code  text,
    error_words text,
    started_at  timestamptz,
    finished_at timestamptz,
    unique (order_id, position),
    unique (order_id, name)
);

-- 10DLC campaigns as the carrier lists them, with the throughput class that we add.
create table campaign (
    id               text        primary key,
    brand            text,
    throughput_class text        not null,
    approved         boolean     not null,
    numbers          integer     not null,
    listed_at        timestamptz not null,
    version          integer     not null default 0
);

-- Events on their way to Kafka, written in the transaction that makes them true (platform, Outbox).
create table outbox (
    id          bigint generated always as identity primary key,
    topic       text        not null,
    key         text        not null,
    event_id    uuid        not null,
    type        text        not null,
    occurred_at timestamptz not null,
    payload     bytea       not null
);
