-- What people changed of what all share: labels, templates, hours, contacts. Rows are only ever added, in the
-- transaction of the change; before and after hold what the change was about and nothing else.
create table audit (
    id        uuid primary key, -- a UUIDv7: the newest is the greatest
    at        timestamptz not null,
    user_name text        not null,
    what      text        not null,
    subject   text        not null,
    before    jsonb,
    after     jsonb
);

create index audit_of_user on audit (user_name, id);

-- The labels that threads may have. A thread holds keys. A key is never given out again: threads, and what was counted
-- by it, may still name a label that is gone.
create table label (
    key        text primary key,
    name       text        not null,
    color      text        not null,
    position   integer     not null,
    version    bigint      not null,
    deleted_at timestamptz,
    swept      boolean     not null default false -- no thread has it any more
);

create unique index label_name on label (lower(name)) where deleted_at is null;
create index label_to_sweep on label (deleted_at) where deleted_at is not null and not swept;

-- The labels in use become the catalogue. Only threads with a label that is no key yet ("Front desk") are written.
create temporary table label_in_use on commit drop as
select name, coalesce(nullif(left(trim(both '-' from regexp_replace(
        lower(translate(name, 'ÁÉÍÓÚÜÑáéíóúüñ', 'AEIOUUNaeiouun')), '[^[:alnum:]]+', '-', 'g')), 40), ''),
    'label-' || left(md5(name), 8)) as key
from (select distinct unnest(labels) as name from thread where labels <> '{}') used;

insert into label (key, name, color, position, version)
select key, name,
    (array['indigo', 'teal', 'amber', 'red', 'green', 'purple', 'blue', 'orange', 'pink', 'brown', 'grey'])
        [1 + (row_number() over (order by key) - 1) % 11],
    row_number() over (order by key) - 1, 0
from (select distinct on (key) key, name from label_in_use order by key, name) named;

update thread t
set labels = (select array_agg(distinct u.key order by u.key)
    from unnest(t.labels) l join label_in_use u on u.name = l)
where t.labels && (select coalesce(array_agg(name), '{}') from label_in_use where name <> key);

-- Texts that are written once and used by many.
create table template (
    id         uuid primary key,
    team       text, -- absent for all
    shortcut   text        not null,
    title      text        not null,
    body       text        not null,
    version    bigint      not null,
    updated_by text        not null,
    updated_at timestamptz not null
);

create unique index template_shortcut on template (coalesce(team, ''), lower(shortcut));

-- When a team is there. A team without a row is always there.
create table team_hours (
    team       text primary key,
    zone       text        not null,
    days       text        not null, -- JSON: {"mon":[{"from":"09:00","to":"17:00"}],…}
    holidays   text        not null, -- JSON: [{"date":"2026-12-25","name":"…"}]
    version    bigint      not null,
    updated_by text        not null,
    updated_at timestamptz not null
);
