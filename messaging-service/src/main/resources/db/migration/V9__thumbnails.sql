-- Beside a picture: how large it is to the eye, and whether a small one that we drew ourselves lies in the store. "held":
-- its bytes lie in the store already, but must not be shown before the virus scanner has seen them.
alter table media
    add column width     integer,
    add column height    integer,
    add column thumbnail boolean not null default false,
    add column held      boolean not null default false;

-- The words for why there is no copy are fewer now, and a client's to translate.
update media set problem = case problem
        when 'not-found' then 'gone' when 'forbidden' then 'gone'
        when 'bad-address' then 'refused-address' when 'too-many-redirects' then 'refused-address'
        else 'timed-out' end
where problem in ('not-found', 'forbidden', 'bad-address', 'too-many-redirects', 'too-slow');
