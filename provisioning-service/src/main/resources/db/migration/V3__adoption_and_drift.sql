-- A number that the account has already is adopted without buying; one that drifted is repaired without a pause.
alter table number_order drop constraint number_order_kind_check;
alter table number_order add constraint number_order_kind_check
    check (kind in ('PROVISION', 'ADOPT', 'REPAIR', 'RELEASE'));

-- The newest comparison of all numbers with the carrier, one row: who claims it compares next.
create table drift_check (
    only_one   boolean     primary key default true check (only_one),
    claimed_at timestamptz not null,
    checked_at timestamptz,          -- null until the first one has ended
    unmanaged  integer     not null default 0, -- listed at the carrier and not ours to manage
    complete   boolean     not null default true -- false when the carrier's list may have been cut off
);

-- The numbers that differed in it.
create table drift (
    did    text    primary key references number,
    owned  boolean not null, -- whether the carrier lists it as ours
    fields jsonb   not null
);
