-- A number that is to be given back waits for second thoughts.
alter table number drop constraint number_state_check;
alter table number add constraint number_state_check
    check (state in ('PROVISIONING', 'ACTIVE', 'FAILED', 'RELEASING', 'RELEASED'));
alter table number add column release_at timestamptz; -- while it is RELEASING

-- Orders of before have no such step and go on as they were placed.
update number set state = 'RELEASING', release_at = updated_at
where state <> 'RELEASED'
  and did in (select did from number_order where kind = 'RELEASE' and state = 'RUNNING');
