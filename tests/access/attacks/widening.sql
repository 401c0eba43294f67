-- Statements that would show more than before, or let somebody sign who may not, each under: who, by which deed,
-- (r)eading or (w)riting.

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
update gate.present set mode = 'w';

-- outi contact.list r
update gate.here set doing = 'a', kinds = '{"case": "a", "referral": "a", "contact": "a"}';

-- outi contact.list r
update gate.signed set tied = tied || '01900000-0000-7000-8000-000000000000'::uuid;

-- outi contact.list r
insert into gate.present select pg_backend_pid(), pg_current_xact_id()::text::bigint, 9999999999, 'w', gen_random_uuid(),
'console', 'history.load', '{}', 'a', '{1,2,3}', '{1,2,3}', '{}', '{}' on conflict (connection) do update set mode = 'w';

-- outi contact.list r
select gate.enter('1|' || pg_current_xact_id() || '|w|' || gen_random_uuid() || '|console|history.load|9999999999|' || repeat('0', 64));

-- veikko contact.log w
update {each protected table} set sealed = false, office = 1 where subject_id = any(%(sealed_subjects)s);

-- veikko contact.log w
update {each protected table} set subject_id = (%(own_subjects)s::uuid[])[1] where subject_id =
any(%(other_subjects)s);

-- veikko contact.log w
merge into cases_case c using (values (1)) v on true when matched then update set sealed = false;

-- aino decision.sign w
update decisions_decision set is_as_recorded = true, decided_on = current_date where id = %(own_decision_draft)s;

-- mikko decision.draft w
update decisions_decision set is_as_recorded = true, state = 'signed', signed_by_id = prepared_by_id, signed_at =
now(), decided_on = current_date where id = %(own_decision_draft)s;

-- aino referral.admit w
update decisions_decision set is_as_recorded = true, state = 'signed', prepared_by_id = %(me)s, signed_by_id =
%(me)s, signed_at = now(), decided_on = current_date where id = %(own_decision_draft)s;

-- aino decision.serve w
update decisions_decision set is_as_recorded = true where id = %(own_decision)s;

-- aino decision.draft w
insert into decisions_decision (id, subject_id, office, sealed, edition, reference, decision_kind, matter,
state, language, explained_in, texts, prepared_by_id, prepared_at, decided_on, is_signed_alone, is_as_recorded)
values (gen_random_uuid(), (%(own_subjects)s::uuid[])[1], 1, false, 1, 'D-3', 'REFUSE', gen_random_uuid(),
'draft', 'fi', 'en', decode('01010001' || repeat('00', 60), 'hex'), %(me)s, now(), current_date, false, true);

-- aino history.load w
update decisions_decision set is_as_recorded = true, decided_on = current_date where id = %(own_decision_draft)s;

-- aino decision.sign w
update decisions_decision set is_signed_alone = true, alone_reason = decode('01010001' || repeat('00', 60),
'hex') where id = %(own_decision_draft)s;

-- aino decision.sign w
update decisions_decision set is_signed_alone = true, alone_reason = decode('01010001' || repeat('00', 60),
'hex'), state = 'signed', signed_by_id = %(me)s, signed_at = now(), decided_on = current_date where id =
%(own_decision_draft)s;

-- aino decision.sign w
update decisions_decision set is_signed_alone = true, prepared_by_id = %(me)s, state = 'signed', signed_by_id =
%(me)s, signed_at = now(), decided_on = current_date where id = %(own_decision_draft)s;

-- aino decision.sign w
update decisions_decision set is_signed_alone = true, alone_reason = decode('01010001' || repeat('00', 60),
'hex'), decision_kind = 'REFUSE', prepared_by_id = %(me)s, state = 'signed', signed_by_id = %(me)s, signed_at =
now(), decided_on = current_date where id = %(own_decision_draft)s;

-- aino decision.draft w
insert into decisions_decision (id, subject_id, office, sealed, edition, reference, decision_kind, matter,
state, language, explained_in, texts, prepared_by_id, prepared_at, is_signed_alone, is_as_recorded) values
(gen_random_uuid(), (%(own_subjects)s::uuid[])[1], 1, false, 1, 'D-4', 'ADMIT_35_1', gen_random_uuid(),
'draft', 'fi', 'en', decode('01010001' || repeat('00', 60), 'hex'), %(me)s, now(), true, false);

-- aino decision.draft w
insert into decisions_decision (id, subject_id, office, sealed, edition, reference, decision_kind, matter,
state, language, explained_in, texts, prepared_at, is_signed_alone, is_as_recorded) values
(gen_random_uuid(), (%(own_subjects)s::uuid[])[1], 1, false, 1, 'D-5', 'ADMIT_35_1', gen_random_uuid(),
'draft', 'fi', 'en', decode('01010001' || repeat('00', 60), 'hex'), now(), false, false);

-- aino decision.draft w
insert into decisions_decision (id, subject_id, office, sealed, edition, reference, decision_kind, matter,
state, language, explained_in, texts, prepared_by_id, prepared_at, is_signed_alone, is_as_recorded) values
(gen_random_uuid(), (%(own_subjects)s::uuid[])[1], 1, false, 1, 'D-6', 'ADMIT_35_1', gen_random_uuid(),
'draft', 'fi', 'en', decode('01010001' || repeat('00', 60), 'hex'), %(accomplice)s, now(), false, false);

-- aino decision.sign w
update decisions_decision set prepared_by_id = %(accomplice)s where id = %(own_decision_draft)s;

-- aino decision.sign w
update decisions_decision set prepared_by_id = null where id = %(own_decision_draft)s;

-- aino decision.sign w
update decisions_decision set texts = decode('01010001' || repeat('00', 60), 'hex') where id =
%(own_decision_draft)s;

-- aino decision.sign w
update decisions_decision set state = 'signed', signed_by_id = %(accomplice)s, signed_at = now(), decided_on =
current_date where id = %(own_decision_draft)s;

-- marja decision.sign w
update decisions_decision set state = 'signed', signed_by_id = %(me)s, signed_at = now(), decided_on =
current_date where id = %(own_decision_draft)s;

-- aino case.assign w
update decisions_decision set state = 'signed', signed_by_id = %(me)s, signed_at = now(), decided_on =
current_date where id = %(own_decision_draft)s;

-- aino decision.delegate w
insert into decisions_delegation (id, staff_id, kinds, from_on, given_at) values (gen_random_uuid(), %(me)s,
'ADMIT_35_1', '2020-01-01', now());

-- marja decision.delegate w
insert into decisions_delegation (id, staff_id, kinds, from_on, given_at) values (gen_random_uuid(), %(me)s,
'ADMIT_35_1', '2020-01-01', now());

-- marja decision.sign w
insert into decisions_delegation (id, staff_id, kinds, from_on, given_at) values (gen_random_uuid(), %(me)s,
'ADMIT_35_1', '2020-01-01', now());

-- mikko contact.refer w
update vault_subject set linked_to_id = (select id from vault_subject where id = any(%(own_subjects)s::uuid[])
and kind = 'person' limit 1)
where kind = 'person' and linked_to_id is null and id = any(%(other_subjects)s::uuid[])
and id <> all(%(own_subjects)s::uuid[]);

-- mikko contact.log w
update vault_subject set linked_to_id = (select id from vault_subject where id = any(%(own_subjects)s::uuid[])
and kind = 'person' limit 1)
where kind = 'person' and linked_to_id is null and id = any(%(other_subjects)s::uuid[])
and id <> all(%(own_subjects)s::uuid[]);

-- aino referral.admit w
update vault_subject set linked_to_id = (select id from vault_subject where id = any(%(own_subjects)s::uuid[])
and kind = 'person' limit 1)
where kind = 'person' and linked_to_id is null and id = any(%(other_subjects)s::uuid[])
and id <> all(%(own_subjects)s::uuid[]);

-- aino contact.refer w
update vault_subject set linked_to_id = (select id from vault_subject where id = any(%(own_subjects)s::uuid[])
and kind = 'person' limit 1)
where kind = 'person' and linked_to_id is null and id = any(%(other_subjects)s::uuid[])
and id <> all(%(own_subjects)s::uuid[]);

-- marja referral.admit w
update vault_subject set linked_to_id = (select id from vault_subject where id = any(%(own_subjects)s::uuid[])
and kind = 'person' limit 1)
where kind = 'person' and linked_to_id is null and id = any(%(other_subjects)s::uuid[])
and id <> all(%(own_subjects)s::uuid[]);

-- mikko contact.refer w
update vault_subject set linked_to_id = (select id from vault_subject where id = any(%(own_subjects)s::uuid[])
and kind = 'referral' limit 1)
where kind = 'person' and linked_to_id is null and id = any(%(other_subjects)s::uuid[])
and id <> all(%(own_subjects)s::uuid[]);

-- mikko contact.refer w
update vault_subject set linked_to_id = (select id from vault_subject where id = any(%(own_subjects)s::uuid[])
and kind = 'referral' limit 1)
where kind = 'referral' and linked_to_id is null and id = any(%(other_subjects)s::uuid[])
and id <> all(%(own_subjects)s::uuid[]);

-- mikko contact.refer w
update vault_subject set linked_to_id = (select id from vault_subject where id = any(%(own_subjects)s::uuid[])
and kind = 'person' limit 1)
where kind = 'referral' and linked_to_id is null and id = any(%(other_subjects)s::uuid[])
and id <> all(%(own_subjects)s::uuid[]);

-- mikko contact.refer w
update vault_subject set linked_to_id = (select id from vault_subject where id = any(%(own_subjects)s::uuid[])
and kind = 'person' limit 1)
where kind = 'contact' and linked_to_id is null and id = any(%(other_subjects)s::uuid[])
and id <> all(%(own_subjects)s::uuid[]);

-- mikko contact.refer w
update vault_subject set linked_to_id = (select id from vault_subject where id = any(%(own_subjects)s::uuid[])
and kind = 'contact' limit 1)
where kind = 'contact' and linked_to_id is null and id = any(%(other_subjects)s::uuid[])
and id <> all(%(own_subjects)s::uuid[]);

-- mikko contact.refer w
update vault_subject set linked_to_id = (select id from vault_subject where id = any(%(own_subjects)s::uuid[])
and kind = 'referral' limit 1)
where kind = 'contact' and linked_to_id is null and id = any(%(sealed_subjects)s::uuid[])
and id <> all(%(own_subjects)s::uuid[]);

-- aino referral.admit w
update vault_subject set linked_to_id = (select id from vault_subject where id = any(%(own_subjects)s::uuid[])
and kind = 'referral' limit 1)
where kind = 'contact' and linked_to_id is null and id = any(%(other_subjects)s::uuid[])
and id <> all(%(own_subjects)s::uuid[]);

-- aino referral.admit w
update vault_subject set linked_to_id = (select id from vault_subject where id = any(%(own_subjects)s::uuid[])
and kind = 'person' limit 1)
where kind = 'referral' and linked_to_id is null and id = any(%(sealed_subjects)s::uuid[])
and id <> all(%(own_subjects)s::uuid[]);

-- aino case.admit_child w
update vault_subject set linked_to_id = (select id from vault_subject where id = any(%(own_subjects)s::uuid[])
and kind = 'person' limit 1)
where kind = 'referral' and linked_to_id is null and id = any(%(other_subjects)s::uuid[])
and id <> all(%(own_subjects)s::uuid[]);
