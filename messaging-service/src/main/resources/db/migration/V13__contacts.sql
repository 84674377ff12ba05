-- What people noted about a person who writes to us. A number without a row here is a contact of whom nothing was noted.
create table contact (
    id         uuid primary key,
    name       text,
    name_key   text,                              -- the name as it is sought: small letters without accents
    notes      text,
    fields     text        not null,              -- a JSON object: texts by the key of the field
    version    bigint      not null,
    changed_by text        not null,
    changed_at timestamptz not null
);

create index contact_by_part_of_name on contact using gin (name_key gin_trgm_ops) where name_key is not null;

-- A person's numbers. One of them is the one the contact began with; each other came by a merge and keeps what was noted
-- about it until then, so that it can leave again.
create table contact_number (
    number     text primary key,
    contact_id uuid        not null references contact,
    before     text,                              -- a JSON object: name, notes, fields; null of the first number
    merged_by  text,
    merged_at  timestamptz,
    stayed     text,                              -- what the contact it joined said until then
    stayed_version bigint                         -- and its version right after: while it is that, the merge can be undone whole
);

create index contact_number_of_contact on contact_number (contact_id);

-- Which fields a contact has beside name and notes: one list for all, edited by managers.
create table contact_form (
    id         integer primary key check (id = 1),
    fields     text        not null,              -- a JSON array, in the order in which they are shown
    version    bigint      not null,
    changed_by text        not null,
    changed_at timestamptz not null
);

-- Numbers whose threads still have to be told what their contact says now; nobody waits for it. Each is told at once and
-- looked at once more, for the thread that was just being opened.
create table contact_spread (
    id     bigint generated always as identity primary key,
    number text        not null,
    by     text        not null,
    due_at timestamptz not null,
    told   boolean     not null default false
);

-- A thread's messages with something to see, for its gallery.
create index message_with_media on message (thread_id, seq) where media_count > 0;
