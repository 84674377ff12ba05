-- Search walks the newest texts, or asks for rare words: a small table of its own, in the order of time, never changed by
-- what happens to a text afterwards. Filled from here, so that whoever stores a text need not know of it. Outside of one
-- transaction (V15__search.sql.conf), since a table of millions is read into it piece by piece while people work; every
-- step can be done again.

-- As people compare words: without accents, in small letters. The same as dev.hilo.messaging.search.Folding.
create or replace function folded(said text) returns text
    language sql immutable strict parallel safe
    return regexp_replace(lower(normalize(said, NFD) collate pg_c_utf8), U&'[\0300-\036F]+', '', 'g');

-- Letters and figures are words, all else stands between them. The database's own parser sees a number in "4e2b7" and cuts
-- it off, so such texts take the longer way.
create or replace function words_of(said text) returns tsvector
    language sql immutable strict parallel safe
    return case when said ~ '[0-9]' and folded(said) ~ '[0-9]e[0-9]' then (
            select coalesce(string_agg(word || ':' || least(place, 16383), ' '), '')::tsvector
            from regexp_split_to_table(folded(said), '[^[:alnum:]]+') with ordinality as split(word, place)
            where word <> '' and length(word) < 500)
        else to_tsvector('simple', regexp_replace(folded(said), '[^[:alnum:]]+', ' ', 'g')) end;

-- What else a text can be found by, as words that no text can contain.
create or replace function marks_of(did text, direction text, author text) returns tsvector
    language sql immutable parallel safe
    return array_to_tsvector(array_remove(array[':in' || did,
        case when direction = 'INBOUND' then ':contact' else ':by' || author end], null));

create table if not exists message_words (
    message_id uuid primary key,
    thread_id  uuid        not null,
    did        text        not null,
    at         timestamptz not null, -- when it came or was written
    words      tsvector    not null
);

-- Made while it is empty: nobody waits for an index. A short list of what is not yet sorted in, since every search reads it.
create index if not exists message_words_newest on message_words (at desc, message_id desc);
create index if not exists message_words_by_word on message_words using gin (words) with (gin_pending_list_limit = 1024);

create or replace function note_words() returns trigger language plpgsql as $$
begin
    insert into message_words (message_id, thread_id, did, at, words)
    select f.id, f.thread_id, f.did, f.created_at, words_of(f.body) || marks_of(f.did, f.direction, f.author)
    from fresh f where f.direction <> 'SYSTEM'
    on conflict (message_id) do nothing;
    return null;
end
$$;

create or replace function correct_words() returns trigger language plpgsql as $$
begin
    update message_words set words = words_of(new.body) || marks_of(new.did, new.direction, new.author)
    where message_id = new.id;
    return null;
end
$$;

create or replace trigger message_words_are_noted after insert on message
    referencing new table as fresh for each statement execute function note_words();
create or replace trigger message_words_are_corrected after update of body on message
    for each row when (old.body is distinct from new.body) execute function correct_words();

-- By pages of the table, which is the order of time; each piece is a transaction. What moved to a page that was done by
-- then is found at the end.
create or replace procedure fill_message_words() language plpgsql as $$
declare
    pages constant bigint := pg_relation_size('message') / current_setting('block_size')::bigint;
    piece constant bigint := 2000;
    page  bigint := 0;
begin
    while page <= pages loop
        insert into message_words (message_id, thread_id, did, at, words)
        select m.id, m.thread_id, m.did, m.created_at, words_of(m.body) || marks_of(m.did, m.direction, m.author)
        from message m
        where m.ctid >= format('(%s,0)', page)::tid and m.ctid < format('(%s,0)', page + piece)::tid
            and m.direction <> 'SYSTEM'
        order by m.created_at
        on conflict (message_id) do nothing;
        commit;
        page := page + piece;
    end loop;
    insert into message_words (message_id, thread_id, did, at, words)
    select m.id, m.thread_id, m.did, m.created_at, words_of(m.body) || marks_of(m.did, m.direction, m.author)
    from message m
    where m.direction <> 'SYSTEM' and not exists (select from message_words w where w.message_id = m.id)
    on conflict (message_id) do nothing;
    commit;
end
$$;

call fill_message_words();

drop procedure fill_message_words();

analyze message_words;

-- Part of a name, as it is typed.
create index if not exists thread_by_part_of_name on thread using gin (folded(display_name) gin_trgm_ops)
    where display_name is not null;

-- Nobody asks these any more. The column stays, empty for new texts, for instances that still run; no row is rewritten.
drop index if exists message_by_words;
alter table message alter column words drop expression if exists;
