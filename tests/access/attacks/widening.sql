-- Statements that would show more than before, each under: who, by which deed, (r)eading or (w)riting.

-- veikko contact.log w
update vault_subject set linked_to_id = (%(own_subjects)s::uuid[])[1] where id =
any(%(other_subjects)s::uuid[]) and id <> all(%(own_subjects)s);

-- veikko contact.log w
update vault_subject set linked_to_id = (%(own_subjects)s::uuid[])[1] where id =
any(%(sealed_subjects)s::uuid[]) and id <> all(%(own_subjects)s);

-- veikko referral.amend w
update vault_subject set linked_to_id = (%(own_subjects)s::uuid[])[1] where id =
any(%(conflict_subjects)s::uuid[]) and id <> all(%(own_subjects)s);

-- aino referral.admit w
update vault_subject set linked_to_id = (%(own_subjects)s::uuid[])[1] where id =
any(%(sealed_subjects)s::uuid[]) and id <> all(%(own_subjects)s);

-- veikko contact.list r
update vault_subject set linked_to_id = (%(own_subjects)s::uuid[])[1] where id =
any(%(other_subjects)s::uuid[]) and id <> all(%(own_subjects)s);

-- veikko contact.log w
insert into access_tie (id, subject_id, staff, how, from_on, made_at) select gen_random_uuid(), id, %(me)s,
'assigned', '2020-01-01', now() from unnest(%(other_subjects)s::uuid[]) id;

-- veikko contact.log w
insert into access_tie (id, subject_id, staff, how, from_on, made_at) select gen_random_uuid(), id, %(me)s,
'assigned', '2020-01-01', now() from unnest(%(sealed_subjects)s::uuid[]) id;

-- veikko contact.log w
insert into access_tie (id, subject_id, staff, how, from_on, made_at) select gen_random_uuid(), id, %(me)s,
'grant', '2020-01-01', now() from unnest(%(other_subjects)s::uuid[]) id;

-- veikko contact.log w
insert into access_tie (id, subject_id, staff, how, from_on, made_at) select gen_random_uuid(), id, %(me)s,
'grant', '2020-01-01', now() from unnest(%(sealed_subjects)s::uuid[]) id;

-- outi contact.log w
insert into access_tie (id, subject_id, staff, how, from_on, made_at) select gen_random_uuid(), id, %(me)s,
'assigned', '2020-01-01', now() from unnest(%(other_subjects)s::uuid[]) id;

-- outi contact.log w
insert into access_tie (id, subject_id, staff, how, from_on, made_at) select gen_random_uuid(), id, %(me)s,
'assigned', '2020-01-01', now() from unnest(%(sealed_subjects)s::uuid[]) id;

-- outi contact.log w
insert into access_tie (id, subject_id, staff, how, from_on, made_at) select gen_random_uuid(), id, %(me)s,
'grant', '2020-01-01', now() from unnest(%(other_subjects)s::uuid[]) id;

-- outi contact.log w
insert into access_tie (id, subject_id, staff, how, from_on, made_at) select gen_random_uuid(), id, %(me)s,
'grant', '2020-01-01', now() from unnest(%(sealed_subjects)s::uuid[]) id;

-- mikko contact.log w
insert into access_tie (id, subject_id, staff, how, from_on, made_at) select gen_random_uuid(), id, %(me)s,
'assigned', '2020-01-01', now() from unnest(%(other_subjects)s::uuid[]) id;

-- mikko contact.log w
insert into access_tie (id, subject_id, staff, how, from_on, made_at) select gen_random_uuid(), id, %(me)s,
'assigned', '2020-01-01', now() from unnest(%(sealed_subjects)s::uuid[]) id;

-- mikko contact.log w
insert into access_tie (id, subject_id, staff, how, from_on, made_at) select gen_random_uuid(), id, %(me)s,
'grant', '2020-01-01', now() from unnest(%(other_subjects)s::uuid[]) id;

-- mikko contact.log w
insert into access_tie (id, subject_id, staff, how, from_on, made_at) select gen_random_uuid(), id, %(me)s,
'grant', '2020-01-01', now() from unnest(%(sealed_subjects)s::uuid[]) id;

-- aino referral.assign w
insert into access_tie (id, subject_id, staff, how, from_on, made_at) select gen_random_uuid(), id,
%(accomplice)s, 'assigned', '2020-01-01', now() from unnest(%(sealed_subjects)s::uuid[]) id;

-- marja case.assign w
insert into access_tie (id, subject_id, staff, how, from_on, made_at) select gen_random_uuid(), id, %(me)s,
'assigned', '2020-01-01', now() from unnest(%(sealed_subjects)s::uuid[]) id;

-- marja case.assign w
insert into access_tie (id, subject_id, staff, how, from_on, made_at) select gen_random_uuid(), id,
%(accomplice)s, 'grant', '2020-01-01', now() from unnest(%(conflict_subjects)s::uuid[]) id;

-- veikko contact.list r
insert into access_tie (id, subject_id, staff, how, from_on, made_at) select gen_random_uuid(), id, %(me)s,
'assigned', '2020-01-01', now() from unnest(%(other_subjects)s::uuid[]) id;

-- veikko contact.log w
update access_tie set staff = %(me)s where subject_id = any(%(other_subjects)s);

-- veikko contact.log w
update access_tie set subject_id = (%(sealed_subjects)s::uuid[])[1] where staff = %(me)s;

-- veikko contact.log w
update access_tie set until_on = '2020-01-02' where how = 'conflict';

-- aino referral.assign w
update access_tie set until_on = '2020-01-02' where how = 'conflict' and staff = %(me)s;

-- outi contact.log w
update vault_subject set born_in = pg_current_xact_id()::text::bigint;

-- outi contact.log w
insert into accounts_roleassignment (id, staff_id, role, from_on, granted_at) values (gen_random_uuid(),
%(me)s, 'director', '2020-01-01', now());

-- outi referral.amend w
insert into accounts_roleassignment (id, staff_id, role, from_on, granted_at) values (gen_random_uuid(),
%(me)s, 'director', '2020-01-01', now());

-- outi role.grant w
insert into accounts_roleassignment (id, staff_id, role, from_on, granted_at) values (gen_random_uuid(),
%(me)s, 'director', '2020-01-01', now());

-- outi history.load w
insert into accounts_roleassignment (id, staff_id, role, from_on, granted_at) values (gen_random_uuid(),
%(me)s, 'director', '2020-01-01', now());

-- outi contact.log w
update accounts_roleassignment set role = 'director' where staff_id = %(me)s;

-- outi contact.log w
update accounts_roleassignment set staff_id = %(me)s where role = 'director';

-- outi contact.log w
update accounts_posting set office = 2 where staff_id = %(me)s;

-- outi contact.log w
insert into decisions_delegation (id, staff_id, kinds, from_on, given_at) values (gen_random_uuid(), %(me)s,
'ADMIT_35_1', '2020-01-01', now());

-- outi contact.list r
select set_config('kajo.context', replace(current_setting('kajo.context'), '|r|', '|w|'), true);

-- outi contact.list r
select set_config('kajo.grant', replace(current_setting('kajo.grant'), '=o', '=a'), true);

-- outi contact.list r
select gate.enter(replace(current_setting('kajo.context'), %(me)s::text, 'console'));

-- outi contact.list r
select gate.enter(replace(current_setting('kajo.context'), 'contact.list', 'history.load'));

-- veikko contact.log w
update {each protected table} set sealed = false, office = 1 where subject_id = any(%(sealed_subjects)s);

-- veikko contact.log w
update {each protected table} set subject_id = (%(own_subjects)s::uuid[])[1] where subject_id =
any(%(other_subjects)s);

-- veikko contact.log w
merge into cases_case c using (values (1)) v on true when matched then update set sealed = false;
