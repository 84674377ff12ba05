-- What people say of a campaign, kept over the carrier's lists.
alter table campaign add column name text;
alter table campaign add column use_case text;

-- A number that goes into another campaign, or out of any, while it stays active.
alter table number_order drop constraint number_order_kind_check;
alter table number_order add constraint number_order_kind_check
    check (kind in ('PROVISION', 'ADOPT', 'REPAIR', 'RELEASE', 'MOVE'));

-- Who has a campaign, or is about to.
create index number_by_actual_campaign on number (actual_campaign) where state <> 'RELEASED';
create index number_by_wanted_campaign on number (wanted_campaign) where state <> 'RELEASED';

-- Campaigns on their way through the carrier's manual registration.
create table registration (
    id          uuid        primary key,
    name        text        not null,
    brand       text        not null,
    use_case    text        not null,
    state       text        not null check (state in ('open', 'done', 'dropped')),
    campaign_id text,                -- once the carrier has said it
    created_by  text        not null,
    created_at  timestamptz not null,
    updated_at  timestamptz not null,
    steps       jsonb       not null -- in order: name, done, doneAt, doneBy, note
);

create index registration_by_campaign on registration (campaign_id) where state = 'open';

-- The carrier's account as it was last read, one row: who claims it reads it next.
create table account (
    only_one          boolean     primary key default true check (only_one),
    claimed_at        timestamptz not null,
    checked_at        timestamptz,      -- null until it was read once
    balance           numeric,          -- US dollars; null when it could not be read
    carrier_threshold numeric,
    services          json        not null default '{}', -- by the carrier's names, in its order
    own_threshold     numeric,          -- ours; it wins over the carrier's
    threshold_by      text,
    threshold_at      timestamptz
);
