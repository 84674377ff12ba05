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
