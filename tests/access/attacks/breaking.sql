-- Statements that would change or break what a case worker could not.

update vault_datakey set wrapped = null, state = 'destroyed';

update vault_subject set destroyed_at = now();

update vault_subject set held_until = '2020-01-01';

update vault_subject set linked_to_id = null;

delete from vault_datakey;

insert into vault_datakey (id, subject_id, version, kek, wrapped, state, made_at) values (gen_random_uuid(),
(%(own_subjects)s::uuid[])[1], 9, 'x', '', 'retired', now());

insert into cases_standing (id, subject_id, office, sealed, edition, case_id, facts, from_on, is_as_recorded,
made_at) values (gen_random_uuid(), (%(own_subjects)s::uuid[])[1], 1, false, 1, %(other_case)s,
decode('01010001' || repeat('00', 60), 'hex'), '1999-01-01', false, now());

insert into cases_standing (id, subject_id, office, sealed, edition, case_id, facts, from_on, is_as_recorded,
made_at) values (gen_random_uuid(), (%(own_subjects)s::uuid[])[1], 1, false, 1, gen_random_uuid(),
decode('01010001' || repeat('00', 60), 'hex'), '1999-01-01', false, now());

insert into cases_standing (id, subject_id, office, sealed, edition, case_id, facts, from_on, is_as_recorded,
made_at) values (gen_random_uuid(), (%(other_subjects)s::uuid[])[1], 1, false, 1, %(own_case)s,
decode('01010001' || repeat('00', 60), 'hex'), '1999-01-01', false, now());

update contacts_contact set referral_id = %(other_referral)s where id = %(own_contact)s;

update cases_case set parent_id = %(other_case)s where id = %(own_case)s;

update cases_case set parent_id = %(sealed_case)s where id = %(own_case)s;

update clients_person set id = gen_random_uuid() where id = %(own_person)s;

update decisions_decision set state = 'signed', signed_by_id = %(director)s, signed_at = now(), decided_on =
current_date where id = %(own_decision_draft)s;

update referrals_referral set state = 'admitted' where id = %(own_referral)s;

update cases_case set state = 'removed', removed_on = current_date, removal_ground = 'R1' where id =
%(own_case)s;

insert into decisions_decision (id, subject_id, office, sealed, edition, reference, decision_kind, matter,
state, language, explained_in, texts, prepared_at, decided_on, is_signed_alone, is_as_recorded) values
(gen_random_uuid(), (%(own_subjects)s::uuid[])[1], 1, false, 1, 'D-0', 'ADMIT_35_1', gen_random_uuid(),
'signed', 'fi', 'en', decode('01010001' || repeat('00', 60), 'hex'), now(), current_date, false, true);

delete from ledger_event;

update ledger_event set actor = 'x';

truncate ledger_event;

insert into ledger_change (act, place, row, deed, columns) values (gen_random_uuid(), 'x', gen_random_uuid(),
'I', '');

insert into ledger_leaf (place, event, leaf) values (999, gen_random_uuid(), '');

insert into ledger_event (id, act, xid, at, actor, role, verb, outcome, reason, purpose, because, classes,
kind, leaf) values (gen_random_uuid(), gen_random_uuid(), 1, now(), 'aino', 'director', 'case.view', 'read',
'', '', '', '', '', '');

update statistics_day set amount = 0;

delete from statistics_month;

create table mine (id int);

create temp table accounts_roleassignment (id int);

create function pg_temp.f() returns int language sql as 'select 1';

create view public.mine as select * from cases_case;

select lo_creat(-1);

select lo_import('/etc/passwd');

copy (select 1) to program 'true';

copy (select 1) to '/tmp/x';

select pg_read_file('postgresql.conf');

select pg_ls_dir('.');

select * from pg_authid;

select * from pg_shadow;

select * from gate.secret;

select * from gate.walls;

update gate.moves set verb = '';

insert into gate.matrix values ('case.view', 'case_worker', 'all');

select gate.read_context('1');

select gate.subjects(%(me)s, '{assigned}');

select gate.scopes('console', 'case.view');

select gate.is_sealed(%(me)s);

call gate.protect('cases_case', 'case', '{}');

call gate.policy('cases_case', 'seen', 'select', 'public', 'true', null);

alter table cases_case no force row level security;

alter table cases_case disable trigger all;

drop policy seen on cases_case;

create policy mine on cases_case using (true);

alter role kajo_staff bypassrls;

set role kajo_gate;

set role kajo_owner;

set session authorization kajo_mover;

set session_replication_role = replica;

set log_statement = 'all';

alter system set archive_command = 'true';

create extension dblink;

load 'plpython3u';

do language plpython3u 'pass';

lock table access_tie in exclusive mode;

truncate cases_case;

delete from cases_case;

vacuum cases_case;

comment on table cases_case is 'x';

grant select on cases_case to kajo_public;

update decisions_decision set is_as_recorded = true, decided_on = current_date where id = %(own_decision_draft)s;

update decisions_decision set is_signed_alone = true, alone_reason = decode('01010001' || repeat('00', 60),
'hex') where id = %(own_decision_draft)s;

update decisions_decision set prepared_by_id = %(director)s where id = %(own_decision_draft)s;

insert into decisions_decision (id, subject_id, office, sealed, edition, reference, decision_kind, matter,
state, language, explained_in, texts, prepared_at, decided_on, is_signed_alone, is_as_recorded) values
(gen_random_uuid(), (%(own_subjects)s::uuid[])[1], 1, false, 1, 'D-1', 'ADMIT_35_1', gen_random_uuid(),
'draft', 'fi', 'en', decode('01010001' || repeat('00', 60), 'hex'), now(), current_date, false, true);

insert into decisions_decision (id, subject_id, office, sealed, edition, reference, decision_kind, matter,
state, language, explained_in, texts, prepared_at, prepared_by_id, is_signed_alone, is_as_recorded) values
(gen_random_uuid(), (%(own_subjects)s::uuid[])[1], 1, false, 1, 'D-2', 'ADMIT_35_1', gen_random_uuid(),
'draft', 'fi', 'en', decode('01010001' || repeat('00', 60), 'hex'), now(), %(director)s, false, false);
