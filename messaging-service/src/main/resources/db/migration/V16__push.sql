-- Browsers that want to be told of texts while nobody looks at the page. The address is the browser vendor's push service;
-- whoever knows it and our key can ring there, so it is nobody's but its owner's.
create table push_subscription (
    id         uuid primary key,
    user_name  text        not null,
    endpoint   text        not null,
    p256dh     text        not null, -- what is sent is encrypted to it
    auth       text        not null,
    language   text        not null,
    roles      text[]      not null, -- as the owner's token had them when the browser was last here
    teams      text[]      not null,
    created_at timestamptz not null,
    seen_at    timestamptz not null,
    constraint push_subscription_of_browser unique (endpoint)
);

create index push_subscription_of_user on push_subscription (user_name, seen_at);

-- What a person wants to be told of; whoever has no row takes what is usual.
create table push_rules (
    user_name  text primary key,
    rules      jsonb       not null,
    updated_at timestamptz not null
);

-- What is still to be told to a browser: one row for each conversation, however many texts come meanwhile.
create table push_due (
    subscription_id uuid        not null references push_subscription on delete cascade,
    thread_id       uuid        not null, -- the subscription's own id for a trial
    seq             bigint      not null,
    cause           text        not null,
    happened_at     timestamptz not null,
    next_attempt_at timestamptz not null,
    attempts        integer     not null default 0,
    primary key (subscription_id, thread_id)
) with (fillfactor = 70);

create index push_due_by_time on push_due (next_attempt_at);
