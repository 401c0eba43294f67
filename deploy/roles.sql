-- The second wall: database roles, the functions that decide what is visible, grants and policies.
--
-- Run by the database's administrator, before migrating (makes the roles) and after it (walls the tables); it may be
-- run again at any time. `bin/kajo migrate` and the tests run this very file. The lines after "generated" are written
-- by `bin/kajo docs` from the models, the matrix and the machines, and compared by `bin/check`.

set client_min_messages = warning;
set check_function_bodies = off; -- the first run comes before the tables
begin;
select pg_advisory_xact_lock(7465827);

-- Roles. Who connects sets passwords or peer authentication; none is superuser, none owns what it serves.
do $$
declare
    wanted record;
begin
    for wanted in
        select * from (values
            ('kajo_gate', 'nologin bypassrls'), ('kajo_owner', 'login nobypassrls'), ('kajo_staff', 'login nobypassrls'),
            ('kajo_public', 'login nobypassrls'), ('kajo_partner', 'login nobypassrls'),
            ('kajo_worker', 'login nobypassrls'), ('kajo_sealer', 'login nobypassrls'),
            ('kajo_backup', 'login bypassrls'), ('kajo_retention', 'login nobypassrls'), ('kajo_mover', 'login bypassrls')
        ) as roles (name, rights)
    loop
        if not exists (select from pg_roles where rolname = wanted.name) then
            execute format('create role %I nosuperuser nocreatedb nocreaterole %s', wanted.name, wanted.rights);
        end if;
    end loop;
end $$;
grant kajo_owner to kajo_mover;

-- Nobody who serves makes anything here: a temporary table of the same name would stand before the real one on a
-- connection that others use next, a large object would fill the disk, and a lock of a session or an ended connection
-- would stop everybody else.
do $$
declare
    routine regprocedure;
begin
    execute format('revoke all on database %I from public', current_database());
    execute format('grant connect on database %I to kajo_owner, kajo_staff, kajo_public, kajo_partner, kajo_worker, kajo_sealer, kajo_backup, kajo_retention, kajo_mover', current_database());
    for routine in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'pg_catalog'::regnamespace and p.proname in ('lo_creat', 'lo_create', 'lo_from_bytea', 'pg_advisory_lock', 'pg_advisory_lock_shared', 'pg_try_advisory_lock', 'pg_try_advisory_lock_shared', 'pg_terminate_backend', 'pg_cancel_backend') loop
        execute format('revoke execute on function %s from public', routine);
    end loop;
end $$;

revoke create on schema public from public;
revoke all on schema public from public;
grant usage on schema public to kajo_staff, kajo_public, kajo_partner, kajo_worker, kajo_sealer, kajo_backup, kajo_retention;
grant usage, create on schema public to kajo_owner, kajo_gate;

-- The gate: its tables and functions belong to a role that nobody can connect as.
create schema if not exists gate authorization kajo_gate;
revoke all on schema gate from public;
grant usage on schema gate to kajo_staff, kajo_public, kajo_partner, kajo_worker, kajo_sealer, kajo_retention, kajo_owner, kajo_mover;

create table if not exists gate.secret (id smallint primary key, inner_pad bytea not null, outer_pad bytea not null);
create table if not exists gate.matrix (verb text not null, role text not null, scope text not null, primary key (verb, role));
drop table if exists gate.moves; -- written anew below
create table gate.moves (place text not null, source text not null, target text not null, verb text not null, primary key (place, source, target, verb));
create table if not exists gate.walls (place text primary key, kind text not null);
create table if not exists gate.sights (role text not null, kind text not null, letter text not null, primary key (role, kind));
delete from gate.secret where id = 0;
alter table gate.secret owner to kajo_gate;
alter table gate.matrix owner to kajo_gate;
alter table gate.moves owner to kajo_gate;
alter table gate.walls owner to kajo_gate;
alter table gate.sights owner to kajo_gate;

-- Who acts in a transaction and what that opens: one row a connection, written by `gate.enter` and heeded only in the
-- very transaction that wrote it. No role that a site can take reads or writes it, so it needs no signature of its own.
-- `kinds` tells by kind of record, and `doing` for the verb itself: a everywhere, f the own offices, o the own ties.
drop table if exists gate.present cascade;
create unlogged table gate.present (
    connection int primary key, xid bigint not null, until bigint not null, mode text not null, act uuid not null,
    who text not null, verb text not null, kinds jsonb not null, doing text not null,
    everywhere smallint[] not null, posted smallint[] not null, tied uuid[] not null, barred uuid[] not null
) with (toast_tuple_target = 8160);
alter table gate.present owner to kajo_gate;
create view gate.signed with (security_invoker = true) as select * from gate.present
    where connection = pg_backend_pid() and xid = pg_current_xact_id_if_assigned()::text::bigint and until >= extract(epoch from clock_timestamp());
create view gate.here with (security_invoker = true) as select * from gate.signed where doing <> '';
alter view gate.signed owner to kajo_gate;
alter view gate.here owner to kajo_gate;
revoke all on gate.secret, gate.matrix, gate.moves, gate.walls, gate.sights, gate.present, gate.signed, gate.here from public;

-- The signed context: 1|transaction|mode|act|actor|verb|expires|signature. Null unless it is whole, in time, of this very
-- transaction and signed with a live key: forged, expired, replayed and leaked contexts open nothing.
drop function if exists gate.signed() cascade; -- with the one policy that asked it, which is written anew below
create or replace function gate.read_context(context text) returns text[] language plpgsql stable security definer
set search_path = pg_catalog, pg_temp as $$
declare
    parts constant text[] := string_to_array(context, '|');
    body bytea;
begin
    if array_length(parts, 1) is distinct from 8 or parts[1] <> '1' then
        return null;
    end if;
    body := convert_to(array_to_string(parts[1:7], '|'), 'UTF8');
    perform from gate.secret where encode(sha256(outer_pad || sha256(inner_pad || body)), 'hex') = parts[8];
    if not found
        or parts[2] is distinct from pg_current_xact_id_if_assigned()::text
        or parts[7]::bigint < extract(epoch from clock_timestamp())
    then
        return null;
    end if;
    return parts;
end $$;

create or replace function gate.today() returns date language sql stable
set search_path = pg_catalog, pg_temp as $$ select (now() at time zone 'Europe/Helsinki')::date $$;

-- The scopes that the context's actor holds for a verb: by the roles in force today, or by the word of a machine.
drop function if exists gate.scopes(text[], text);
create or replace function gate.scopes(who text, asked text) returns text[] language plpgsql stable security definer
set search_path = pg_catalog, pg_temp as $$
begin
    if length(who) <> 36 then
        return (select array_agg(m.scope) from gate.matrix m
                where m.verb = asked and m.role = who and m.role in ('visitor', 'system', 'console', 'exchange'));
    end if;
    return (select array_agg(distinct m.scope) from gate.matrix m
            join public.accounts_roleassignment r on r.role = m.role
            where m.verb = asked and r.staff_id = who::uuid
                and r.from_on <= gate.today() and (r.until_on is null or r.until_on > gate.today()) and r.ended_at is null);
end $$;

-- Who comes: first the number of the transaction, for the context to be signed; then the context itself.
create or replace function gate.arrive() returns bigint language sql volatile security definer
set search_path = pg_catalog, pg_temp as $$ select pg_current_xact_id()::text::bigint $$;

-- Takes the signed context and writes down what it opens; tells the subjects that the actor is tied to and barred from.
drop function if exists gate.enter(text);
drop function if exists gate.subjects(uuid, text[]);
create function gate.enter(context text, out tied uuid[], out barred uuid[], out ties uuid[]) language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp as $$
declare
    parts text[];
    who uuid;
    today constant date := gate.today();
    roles text[];
    kinds jsonb;
    doing text;
begin
    tied := '{}';
    barred := '{}';
    ties := '{}';
    parts := gate.read_context(context);
    if parts is null then
        delete from gate.present where connection = pg_backend_pid();
        return;
    elsif length(parts[5]) = 36 then
        who := parts[5]::uuid;
        roles := (select array_agg(distinct r.role) from public.accounts_roleassignment r where r.staff_id = who
            and r.from_on <= today and (r.until_on is null or r.until_on > today) and r.ended_at is null);
        -- The subjects that the actor's ties reach, those linked to them too, and beside each the tie that reaches it.
        with recursive reached (id, tie, is_bar) as (
            select t.subject_id, t.id, t.how = 'conflict' from public.access_tie t
            where t.staff = who and t.how in ('assigned', 'grant', 'conflict')
                and t.from_on <= today and (t.until_on is null or t.until_on > today)
            union
            select s.id, r.tie, r.is_bar from public.vault_subject s join reached r on s.linked_to_id = r.id
        ), once as (select distinct on (is_bar, id) id, tie, is_bar from reached order by is_bar, id, tie)
        select coalesce(array_agg(id) filter (where not is_bar), '{}'), coalesce(array_agg(tie) filter (where not is_bar), '{}'),
            coalesce(array_agg(id) filter (where is_bar), '{}')
        into tied, ties, barred from once;
    elsif parts[5] in ('visitor', 'system', 'console', 'exchange') then
        roles := array[parts[5]];
    end if;
    select string_agg(distinct case scope when 'all' then 'a' when 'office' then 'f' else 'o' end, '') into doing
        from gate.matrix where verb = parts[6] and role = any(roles);
    if doing is null then
        roles := '{}';
    end if;
    select coalesce(jsonb_object_agg(kind, letters), '{}') into kinds from (
        select kind, string_agg(distinct letter, '') as letters from gate.sights where role = any(roles) group by kind
    ) as seen;
    insert into gate.present as p
    select pg_backend_pid(), parts[2]::bigint, parts[7]::bigint, parts[3], parts[4]::uuid, parts[5], parts[6], kinds, coalesce(doing, ''),
        coalesce(array_agg(o.code), '{}'), coalesce(array_agg(o.code) filter (where o.code in (
            select a.office from public.accounts_posting a where a.staff_id = who
                and a.from_on <= today and (a.until_on is null or a.until_on > today))), '{}'),
        case when doing is null then '{}' else tied end, barred
    from public.accounts_office o
    on conflict (connection) do update set xid = excluded.xid, until = excluded.until, mode = excluded.mode, act = excluded.act,
        who = excluded.who, verb = excluded.verb, kinds = excluded.kinds, doing = excluded.doing, everywhere = excluded.everywhere,
        posted = excluded.posted, tied = excluded.tied, barred = excluded.barred;
end $$;
drop function if exists gate.own_signature(text), gate.granted(), gate.bound();

-- Offices whose unsealed rows of a kind may be seen, and subjects whose rows may be seen by a tie. Both are empty
-- unless the actor also holds the verb of the context.
create or replace function gate.reach(kind text) returns smallint[] language plpgsql stable security definer
set search_path = pg_catalog, pg_temp as $$
begin
    return coalesce((select case when position('a' in h.kinds ->> kind) > 0 then h.everywhere
        when position('f' in h.kinds ->> kind) > 0 then h.posted end from gate.here h), '{}');
end $$;

create or replace function gate.tied(kind text) returns uuid[] language plpgsql stable security definer
set search_path = pg_catalog, pg_temp as $$
begin
    return coalesce((select h.tied from gate.here h where position('o' in h.kinds ->> kind) > 0), '{}');
end $$;

-- The same two questions for writing: by the scope of the very verb that is being done.
create or replace function gate.reach_to_write() returns smallint[] language plpgsql stable security definer
set search_path = pg_catalog, pg_temp as $$
begin
    return coalesce((select case when position('a' in h.doing) > 0 then h.everywhere
        when position('f' in h.doing) > 0 then h.posted end from gate.here h where h.mode = 'w'), '{}');
end $$;

create or replace function gate.tied_to_write() returns uuid[] language plpgsql stable security definer
set search_path = pg_catalog, pg_temp as $$
begin
    return coalesce((select h.tied from gate.here h where h.mode = 'w' and position('o' in h.doing) > 0), '{}');
end $$;

create or replace function gate.barred() returns uuid[] language plpgsql stable security definer
set search_path = pg_catalog, pg_temp as $$
begin
    return coalesce((select h.barred from gate.here h), '{}');
end $$;

create or replace function gate.holds(asked text) returns boolean language plpgsql stable security definer
set search_path = pg_catalog, pg_temp as $$
begin
    return exists (select from gate.here h where gate.scopes(h.who, asked) is not null);
end $$;

create or replace function gate.writes() returns boolean language plpgsql stable security definer
set search_path = pg_catalog, pg_temp as $$
begin
    return exists (select from gate.here h where h.mode = 'w');
end $$;

-- Is one of these deeds being done, by somebody who holds it? An empty list means any deed.
create or replace function gate.does(deeds text[]) returns boolean language plpgsql stable security definer
set search_path = pg_catalog, pg_temp as $$
begin
    return exists (select from gate.here h where h.mode = 'w' and (deeds = '{}' or h.verb = any(deeds)));
end $$;

-- Whose context is it? Null without one that opens anything.
create or replace function gate.who() returns text language plpgsql stable security definer
set search_path = pg_catalog, pg_temp as $$
begin
    return (select h.who from gate.here h);
end $$;

create or replace function gate.whose() returns uuid language plpgsql stable security definer
set search_path = pg_catalog, pg_temp as $$
begin
    return (select h.who::uuid from gate.here h where length(h.who) = 36);
end $$;

-- Is this event of the act that is under way, told in the name of whoever does it, whether or not it opens anything?
create or replace function gate.tells(act uuid, who text, xid bigint) returns boolean language plpgsql stable security definer
set search_path = pg_catalog, pg_temp as $$
begin
    return exists (select from gate.signed s where s.act = tells.act and s.who = tells.who and s.xid = tells.xid);
end $$;

-- For what belongs to subjects and not to one kind of record: does the actor reach broadly into any kind of record but the
-- register of what was told, and if not, which subjects are reached by a tie, and which by a line of that register? The
-- telephone exchange tells of calls and reads of no subject at all.
create or replace function gate.is_broad() returns boolean language plpgsql stable security definer
set search_path = pg_catalog, pg_temp as $$
begin
    return exists (select from gate.here h, jsonb_each_text(h.kinds) k where k.value ~ '[af]' and k.key <> 'disclosure' and h.who <> 'exchange');
end $$;

create or replace function gate.near() returns uuid[] language plpgsql stable security definer
set search_path = pg_catalog, pg_temp as $$
begin
    return coalesce((select h.tied from gate.here h), '{}');
end $$;

create or replace function gate.told() returns uuid[] language plpgsql stable security definer
set search_path = pg_catalog, pg_temp as $$
declare
    offices constant smallint[] := gate.reach('disclosure');
begin
    if offices = '{}' then
        return '{}';
    end if;
    return array(select distinct d.subject_id from public.disclosures_disclosure d where d.office = any(offices) and not d.sealed
        and not d.subject_id = any(gate.barred()));
end $$;

-- Does anything of this subject lie sealed? Whoever is not tied to it may then not tie or link it either.
create or replace function gate.is_sealed(subject uuid) returns boolean language plpgsql stable security definer
set search_path = pg_catalog, pg_temp as $$
declare
    wall text;
    found_one boolean;
begin
    for wall in select place from gate.walls loop
        execute format('select exists (select from public.%I where subject_id = $1 and sealed)', wall) into found_one using subject;
        if found_one then
            return true;
        end if;
    end loop;
    return false;
end $$;

create or replace function gate.may_reach(subject uuid) returns boolean language plpgsql stable security definer
set search_path = pg_catalog, pg_temp as $$
begin
    return gate.writes() and subject <> all(gate.barred())
        and (subject = any(gate.near()) or (gate.is_broad() and not gate.is_sealed(subject)));
end $$;

-- A data key is made together with its subject, or by the deeds that change keys.
create or replace function gate.may_key(subject uuid) returns boolean language plpgsql stable security definer
set search_path = pg_catalog, pg_temp as $$
begin
    return gate.does('{key.rotate,key.destroy}') or (gate.writes() and exists (
        select from public.vault_subject s where s.id = subject and s.born_in = pg_current_xact_id_if_assigned()::text::bigint));
end $$;

-- Does the caller see this row? Runs with the caller's own rights, behind the same policies.
create or replace function gate.sees(place text, key uuid) returns boolean language plpgsql stable
set search_path = pg_catalog, pg_temp as $$
declare
    is_seen boolean;
begin
    execute format('select exists (select from public.%I where id = $1)', place) into is_seen using key;
    return is_seen;
end $$;

-- A tie may be made by whoever assigns everywhere, on a subject within reach, or to oneself on a subject born in this
-- very transaction.
create or replace function gate.may_tie(subject uuid, staff uuid, how text) returns boolean language plpgsql stable security definer
set search_path = pg_catalog, pg_temp as $$
declare
    is_new boolean;
begin
    if not gate.writes() then
        return false;
    elsif gate.who() in ('system', 'console') then
        return true;
    end if;
    is_new := exists (select from public.vault_subject s where s.id = subject and s.born_in = pg_current_xact_id_if_assigned()::text::bigint);
    if 'all' = any(gate.scopes(gate.who(), 'tie.make')) then
        return is_new or gate.may_reach(subject);
    end if;
    return is_new and how = 'assigned' and staff = gate.whose();
end $$;

-- Is whoever has a referral's identity code, or this number from an earlier case, known here? Looks at all persons, also at
-- those whom the actor may not see, and answers everybody in the same form: never who, whose or where. Only within the
-- deeds that look up and admit, about a referral that the actor reaches with that deed. `asked`: the actor's look-ups of
-- the last hour; those of one actor come one after another, so that none is left uncounted.
create or replace function gate.known(referral uuid, number text, out standing text, out removed_in int, out is_handled boolean, out asked bigint)
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    code bigint;
    same uuid[];
begin
    select r.personal_code_token into code from public.referrals_referral r where r.id = known.referral
        and gate.does('{referral.check_known,referral.admit}') and not r.subject_id = any(gate.barred())
        and ((r.office = any(gate.reach_to_write()) and not r.sealed) or r.subject_id = any(gate.tied_to_write()));
    if not found then
        raise exception using errcode = '42501', message = 'nobody is looked up like that';
    end if;
    perform pg_advisory_xact_lock(7465828, hashtext(gate.who()));
    -- Two who admit one person at the same moment: the second waits here, and sees what the first has done.
    if gate.does('{referral.admit}') then
        perform pg_advisory_xact_lock(7465829, 0);
    end if;
    asked := (select count(*) from public.referrals_check c where c.asked_by_id = gate.whose() and c.asked_at > now() - interval '1 hour');
    same := array(
        select p.id from public.clients_person p where p.personal_code_token = code or p.reference = nullif(number, '')
        union select c.person_id from public.cases_case c where c.reference = nullif(number, '')
    );
    standing := case
        when exists (select from public.cases_case c where c.person_id = any(same) and c.removed_on is null) then 'open'
        when exists (select from public.cases_case c where c.person_id = any(same)) then 'former'
        else 'none' end;
    removed_in := (select extract(year from max(c.removed_on))::int from public.cases_case c where standing = 'former' and c.person_id = any(same));
    is_handled := exists (select from public.referrals_referral r where r.id <> known.referral and r.personal_code_token = code
        and r.state in ('received', 'assessing', 'supplement_asked'));
end $$;

-- Triggers. A guarded table refuses every write without a writing context of somebody who holds the deed, and notes
-- which columns changed. A table may name the deeds that alone write it.
create or replace function gate.recorded() returns trigger language plpgsql security definer
set search_path = pg_catalog, pg_temp as $$
begin
    if session_user = 'kajo_mover' then
        return null;
    end if;
    if not gate.does(coalesce(tg_argv, '{}')) then
        raise exception using errcode = '42501', message = format('%s is written only inside a recorded act', tg_table_name);
    end if;
    return null;
end $$;

create or replace function gate.noted() returns trigger language plpgsql security definer
set search_path = pg_catalog, pg_temp as $$
declare
    act constant uuid := coalesce((select s.act from gate.signed s), '00000000-0000-0000-0000-000000000000');
begin
    if tg_op = 'INSERT' then
        insert into public.ledger_change (act, place, row, deed, columns)
        select act, tg_table_name, id, 'I', '' from fresh;
    elsif tg_op = 'DELETE' then
        insert into public.ledger_change (act, place, row, deed, columns)
        select act, tg_table_name, id, 'D', '' from stale;
    else
        if exists (select from fresh f where not exists (select from stale s where s.id = f.id))
            -- What a row is about it stays about: nobody moves it to another person, or to another matter of the same.
            or exists (select from fresh f join stale s on s.id = f.id, unnest(array['subject_id', 'about_kind', 'about']) k
                where to_jsonb(f) ->> k is distinct from to_jsonb(s) ->> k)
        then
            raise exception using errcode = '42501', message = format('%s keeps its keys', tg_table_name);
        end if;
        insert into public.ledger_change (act, place, row, deed, columns)
        select act, tg_table_name, f.id, 'U', (
            select coalesce(string_agg(n.key, ',' order by n.key), '')
            from jsonb_each(to_jsonb(f)) n join jsonb_each(to_jsonb(s)) o on o.key = n.key
            where n.value is distinct from o.value
        )
        from fresh f join stale s on s.id = f.id;
    end if;
    return null;
end $$;

create or replace function gate.digest(of_act uuid) returns bytea language sql stable security definer
set search_path = pg_catalog, pg_temp as $$
    select sha256(string_agg(convert_to(place || '|' || row::text || '|' || deed || '|' || columns, 'UTF8'), '\x0a' order by id))
    from public.ledger_change where act = of_act
$$;

create or replace function gate.only_grows() returns trigger language plpgsql
set search_path = pg_catalog, pg_temp as $$
begin
    raise exception using errcode = '42501', message = format('%s only grows', tg_table_name);
end $$;

create or replace function gate.moved() returns trigger language plpgsql security definer
set search_path = pg_catalog, pg_temp as $$
declare
    former text := case when tg_op = 'UPDATE' then to_jsonb(old) ->> tg_argv[0] else '' end;
    present text := to_jsonb(new) ->> tg_argv[0];
begin
    if session_user <> 'kajo_mover' and former is distinct from present and not exists (
        select from gate.moves m where m.place = tg_table_name and m.source = former and m.target = present
            and (m.verb = '' or gate.holds(m.verb))
    ) then
        raise exception using errcode = '42501', message = format('%s does not move like that', tg_table_name);
    end if;
    return new;
end $$;

-- May somebody decide in matters of this kind today? The director may, and whoever holds a delegation for it.
create or replace function gate.may_decide(who uuid, kind text) returns boolean language sql stable security definer
set search_path = pg_catalog, pg_temp as $$
    select exists (
        select from public.accounts_roleassignment r where r.staff_id = who and r.role = 'director'
            and r.from_on <= gate.today() and (r.until_on is null or r.until_on > gate.today()) and r.ended_at is null
    ) or exists (
        select from public.decisions_delegation d where d.staff_id = who and may_decide.kind = any(string_to_array(d.kinds, ' '))
            and d.from_on <= gate.today() and (d.until_on is null or d.until_on > gate.today()) and d.ended_at is null
    )
$$;

-- A decision is signed in the signer's own name, by a deed that signs, by somebody who may decide today. Loaded history
-- tells who signed once.
create or replace function gate.signs() returns trigger language plpgsql security definer
set search_path = pg_catalog, pg_temp as $$
begin
    if session_user = 'kajo_mover' or gate.does('{history.load}') then
        return new;
    end if;
    if not gate.does('{decision.sign,decision.annul,referral.admit,case.admit_child,referral.refuse,case.remove,case.decide_reflection}') or new.signed_by_id is distinct from gate.whose()
        or not gate.may_decide(new.signed_by_id, new.decision_kind)
    then
        raise exception using errcode = '42501', message = format('%s is signed by whoever may decide', tg_table_name);
    end if;
    return new;
end $$;

-- What is told of a client is prepared in the own name, approved in the own name by somebody else, by the deed that
-- approves and, where the director alone decides, by the director, and told in the own name by the deed that tells. Whom it is
-- told, for what and what stays as it was prepared. Of a decision its signer answers, and nobody else.
create or replace function gate.approves() returns trigger language plpgsql security definer
set search_path = pg_catalog, pg_temp as $$
declare
    free constant text[] := array['office', 'sealed', 'edition', 'state', 'approved_by_id', 'approved_at', 'told_on', 'way', 'given_by_id',
        'declined_by_id', 'declined_at', 'declined_because'];
    former constant text := case when tg_op = 'UPDATE' then to_jsonb(old) ->> 'state' else '' end;
    present constant text := to_jsonb(new) ->> 'state';
begin
    if session_user = 'kajo_mover' or gate.does('{history.load}') then
        return new;
    end if;
    if tg_op = 'INSERT' and new.made_by_id is distinct from gate.whose() then
        raise exception using errcode = '42501', message = format('%s is prepared in the own name', tg_table_name);
    end if;
    if tg_op = 'UPDATE' and not gate.does('{key.rotate}') and to_jsonb(new) - free is distinct from to_jsonb(old) - free then
        raise exception using errcode = '42501', message = format('%s is told as it was prepared', tg_table_name);
    end if;
    if former <> present and (
        present = 'given' and (to_jsonb(new) ->> 'given_by_id' is distinct from gate.whose()::text
            or not (former <> '' and gate.does('{disclosure.give}') or former = '' and gate.does('{case.tell_police,notification.make}')))
        or present = 'declined' and (to_jsonb(new) ->> 'declined_by_id' is distinct from gate.whose()::text
            or not gate.does('{disclosure.decline}'))
    ) then
        raise exception using errcode = '42501', message = format('%s is told or not in the own name', tg_table_name);
    end if;
    if new.approved_by_id is null or tg_op = 'UPDATE' and new.approved_by_id is not distinct from old.approved_by_id then
        return new;
    end if;
    if new.decision is not null then
        if gate.does('{case.tell_police}') and exists (select from public.decisions_decision d
            where d.id = new.decision and d.signed_by_id = new.approved_by_id and d.subject_id = new.subject_id)
        then
            return new;
        end if;
    elsif gate.does('{disclosure.approve}') and new.approved_by_id = gate.whose() and (new.approver <> 'director' or exists (
        select from public.accounts_roleassignment r where r.staff_id = new.approved_by_id and r.role = 'director'
            and r.from_on <= gate.today() and (r.until_on is null or r.until_on > gate.today()) and r.ended_at is null))
    then
        return new;
    end if;
    raise exception using errcode = '42501', message = format('%s is approved by whoever may', tg_table_name);
end $$;

-- Whoever writes a draft is its preparer, in the own name, and nobody puts another in that place: else the check that
-- the preparer is not the decider would compare with somebody else. What is as recorded, and so free of that check, comes
-- only with loaded history, and a reason to sign alone only with the signature.
create or replace function gate.prepares() returns trigger language plpgsql security definer
set search_path = pg_catalog, pg_temp as $$
declare
    signature constant text[] := array['office', 'sealed', 'edition', 'state', 'prepared_by_id', 'prepared_at', 'signed_by_id', 'signed_at',
        'decided_on', 'is_signed_alone', 'alone_reason', 'is_as_recorded', 'judged_by'];
    is_written boolean := tg_op = 'INSERT';
begin
    if session_user = 'kajo_mover' or gate.does('{history.load}') then
        return new;
    end if;
    if tg_op = 'UPDATE' then
        is_written := old.prepared_by_id is distinct from new.prepared_by_id
            or to_jsonb(old) - signature is distinct from to_jsonb(new) - signature;
    end if;
    if is_written and new.prepared_by_id is distinct from gate.whose() then
        raise exception using errcode = '42501', message = format('%s is prepared in the own name', tg_table_name);
    end if;
    if new.is_as_recorded then
        raise exception using errcode = '42501', message = format('%s is as recorded only in loaded history', tg_table_name);
    end if;
    if new.state = 'draft' and (new.is_signed_alone or new.alone_reason is not null) then
        raise exception using errcode = '42501', message = format('%s is signed alone only when it is signed', tg_table_name);
    end if;
    return new;
end $$;

-- A decision that its preparer signed alone is committed only together with the open task by which somebody else reviews it.
create or replace function gate.reviewed() returns trigger language plpgsql security definer
set search_path = pg_catalog, pg_temp as $$
begin
    if session_user <> 'kajo_mover' and not exists (
        select from public.work_task t where t.subject_id = new.subject_id and t.about in (new.id, new.matter)
            and t.reason = 'review_signed_alone' and t.not_for_id = new.signed_by_id and t.state = 'open'
    ) then
        raise exception using errcode = '42501', message = format('%s is signed alone only with a review to come', tg_table_name);
    end if;
    return null;
end $$;

-- What a task is about, why it is there and who leaves it to others stays as it was made; whoever completes it does so in
-- the own name.
create or replace function gate.completes() returns trigger language plpgsql security definer
set search_path = pg_catalog, pg_temp as $$
begin
    if session_user = 'kajo_mover' or gate.does('{history.load}') then
        return new;
    end if;
    if (new.subject_id, new.about_kind, new.about, new.record, new.reason, new.not_for_id, new.made_at)
        is distinct from (old.subject_id, old.about_kind, old.about, old.record, old.reason, old.not_for_id, old.made_at)
    then
        raise exception using errcode = '42501', message = format('%s stays about what it was made for', tg_table_name);
    end if;
    if (new.done_by_id, new.done_at) is distinct from (old.done_by_id, old.done_at)
        and (old.state <> 'open' or new.done_by_id is distinct from gate.whose())
    then
        raise exception using errcode = '42501', message = format('%s is completed in the own name', tg_table_name);
    end if;
    if to_jsonb(new) -> 'escalated_to_id' is distinct from to_jsonb(old) -> 'escalated_to_id' and not gate.does('{task.escalate}') then
        raise exception using errcode = '42501', message = format('%s goes to somebody else too by the nightly check alone', tg_table_name);
    end if;
    return new;
end $$;

-- What was told once stays as it was written but for the named columns, and once it is superseded altogether.
create or replace function gate.stays() returns trigger language plpgsql security definer
set search_path = pg_catalog, pg_temp as $$
declare
    free constant text[] := array['office', 'sealed', 'edition']
        || case when to_jsonb(old) ->> 'superseded_at' is null then coalesce(tg_argv, '{}') else '{}' end;
begin
    if session_user not in ('kajo_mover', 'kajo_retention') and not gate.does('{history.load,key.rotate}')
        and to_jsonb(new) - free is distinct from to_jsonb(old) - free
    then
        raise exception using errcode = '42501', message = format('%s stays as it was written', tg_table_name);
    end if;
    return new;
end $$;

create or replace function gate.born() returns trigger language plpgsql
set search_path = pg_catalog, pg_temp as $$
begin
    new.born_in := pg_current_xact_id()::text::bigint;
    return new;
end $$;

-- A row that is hung on another parent: its changer must see that parent, as its maker must.
create or replace function gate.hung() returns trigger language plpgsql
set search_path = pg_catalog, pg_temp as $$
begin
    if session_user <> 'kajo_mover' and not gate.sees(tg_argv[1], (to_jsonb(new) ->> tg_argv[0])::uuid) then
        raise exception using errcode = '42501', message = format('%s hangs on what its changer sees', tg_table_name);
    end if;
    return new;
end $$;

-- A subject's key is linked once: a call's to its referral's, a referral's to its person's, each by the deed that does so
-- and by somebody who reaches both, because whoever is tied to one end sees the other. Erased and held only by the deeds
-- of keys.
create or replace function gate.may_link(subject uuid, other uuid) returns boolean language plpgsql stable security definer
set search_path = pg_catalog, pg_temp as $$
declare
    kinds text := (select s.kind from public.vault_subject s where s.id = subject) || ' ' || (select s.kind from public.vault_subject s where s.id = other);
begin
    return coalesce(
        (kinds = 'contact referral' and gate.does('{contact.refer,history.load}') or kinds = 'referral person' and gate.does('{referral.admit,history.load}'))
        and gate.may_reach(subject) and gate.may_reach(other), false);
end $$;

create or replace function gate.linked() returns trigger language plpgsql security definer
set search_path = pg_catalog, pg_temp as $$
begin
    if session_user in ('kajo_mover', 'kajo_retention') then
        return new;
    end if;
    if (new.linked_to_id is distinct from old.linked_to_id and (old.linked_to_id is not null or not gate.may_link(old.id, new.linked_to_id)))
        or ((new.destroyed_at, new.held_until) is distinct from (old.destroyed_at, old.held_until) and not gate.does('{key.destroy,key.hold}'))
    then
        raise exception using errcode = '42501', message = 'vault_subject is not linked or erased like that';
    end if;
    return new;
end $$;

-- What the administrator calls for each table.
drop procedure if exists gate.guard(text);
create or replace procedure gate.guard(place text, deeds text[] default '{}') language plpgsql as $$
begin
    if to_regclass('public.' || place) is null then
        return;
    end if;
    execute format('drop trigger if exists recorded on public.%I', place);
    execute format('create trigger recorded before insert or update or delete on public.%I for each statement execute function gate.recorded(%s)', place,
        (select coalesce(string_agg(quote_literal(deed), ', '), '') from unnest(deeds) deed));
    execute format('drop trigger if exists emptied on public.%I', place);
    execute format('create trigger emptied before truncate on public.%I for each statement execute function gate.only_grows()', place);
    execute format('drop trigger if exists noted_insert on public.%I', place);
    execute format('create trigger noted_insert after insert on public.%I referencing new table as fresh for each statement execute function gate.noted()', place);
    execute format('drop trigger if exists noted_update on public.%I', place);
    execute format('create trigger noted_update after update on public.%I referencing old table as stale new table as fresh for each statement execute function gate.noted()', place);
    execute format('drop trigger if exists noted_delete on public.%I', place);
    execute format('create trigger noted_delete after delete on public.%I referencing old table as stale for each statement execute function gate.noted()', place);
end $$;

create or replace procedure gate.machine(place text, field text) language plpgsql as $$
begin
    if to_regclass('public.' || place) is null then
        return;
    end if;
    execute format('drop trigger if exists moved on public.%I', place);
    execute format('create trigger moved before insert or update of %I on public.%I for each row execute function gate.moved(%L)', field, place, field);
end $$;

-- Has this table all these columns? In a database of an earlier version, before it is migrated, one may be missing.
create or replace function gate.has(place text, names text[]) returns boolean language sql stable
set search_path = pg_catalog, pg_temp as $$
    select count(*) = cardinality(names) from pg_attribute
    where attrelid = to_regclass('public.' || place) and attname = any(names) and not attisdropped
$$;

create or replace procedure gate.policy(place text, name text, command text, roles text, using_rule text, check_rule text) language plpgsql as $$
begin
    execute format('drop policy if exists %I on public.%I', name, place);
    execute format('create policy %I on public.%I for %s to %s', name, place, command, roles)
        || coalesce(' using (' || using_rule || ')', '') || coalesce(' with check (' || check_rule || ')', '');
end $$;

create or replace procedure gate.wall(place text) language plpgsql as $$
begin
    execute format('alter table public.%I enable row level security', place);
    execute format('alter table public.%I force row level security', place);
    execute format('revoke all on public.%I from public, kajo_staff, kajo_public, kajo_partner, kajo_worker, kajo_sealer, kajo_retention', place);
    execute format('grant select on public.%I to kajo_backup', place);
end $$;

-- A protected table: one form for all. Broad reach by the row's own office and seal, ties by a list, conflicts subtract;
-- a row may be hung only on a parent that its maker sees. Changed is only what is seen, also by a statement that looks for
-- nothing, and only by the deeds that write this table: else the widest deed anybody holds would reach all tables.
drop procedure if exists gate.protect(text, text, text[]);
create or replace procedure gate.protect(place text, kind text, parents text[], deeds text[] default '{}') language plpgsql as $$
declare
    bar constant text := ' and not subject_id = any((select gate.barred())::uuid[])';
    seen text := format('((office = any((select gate.reach(%L))::smallint[]) and not sealed) or subject_id = any((select gate.tied(%L))::uuid[]))', kind, kind) || bar;
    written constant text := '((office = any((select gate.reach_to_write())::smallint[]) and not sealed) or subject_id = any((select gate.tied_to_write())::uuid[]))' || bar;
    hung text := '';
    parent text;
    child text;
    above text;
    people constant text := 'kajo_staff, kajo_partner, kajo_worker';
begin
    -- Not there yet, or half made by a migration that was stopped: it gets its wall when migrating has finished.
    if to_regclass('public.' || place) is null or not gate.has(place, '{subject_id,office,sealed}'
        || coalesce((select array_agg(split_part(named, '=', 1)) from unnest(parents) named), '{}')) then
        return;
    end if;
    insert into gate.walls (place, kind) values (protect.place, protect.kind) on conflict on constraint walls_pkey do update set kind = excluded.kind;
    call gate.wall(place);
    execute format('grant select (subject_id, sealed) on public.%I to kajo_gate', place);
    foreach parent in array parents loop
        child := split_part(parent, '=', 1);
        above := split_part(parent, '=', 2);
        -- A row of the same table is looked for by a function: a policy may not ask its own table.
        hung := hung || case when above = place then format(' and (%I is null or gate.sees(%L, %1$I))', child, above)
            else format(' and (%1$I is null or exists (select from public.%2$I p where p.id = %3$I.%1$I))', child, above, place) end;
        execute format('drop trigger if exists hung_%s on public.%I', child, place);
        execute format('create trigger hung_%1$s before update of %1$I on public.%2$I for each row when (new.%1$I is not null and new.%1$I is distinct from old.%1$I) execute function gate.hung(%1$L, %3$L)', child, place, above);
    end loop;
    execute format('grant select, insert, update on public.%I to %s', place, people);
    execute format('grant select, update, delete on public.%I to kajo_retention', place);
    call gate.policy(place, 'seen', 'select', people, seen, null);
    call gate.policy(place, 'made', 'insert', people, null, written || hung);
    call gate.policy(place, 'changed', 'update', people, seen || ' and ' || written, seen || ' and ' || written);
    call gate.policy(place, 'retained', 'all', 'kajo_retention', '(select gate.writes())', '(select gate.writes())');
    call gate.guard(place, deeds);
end $$;

-- A guarded table without client data of its own: read by the sites, deleted by nobody, written inside the acts that
-- are named (all if none is). `seen` is what a row must be for a site to read it, `partners` for the partner site,
-- `made` what it must be when it is written, and `kept` what it must have been before it was changed (as it is seen, if
-- nothing is said): who may write only rows of their own must not make another's their own.
drop procedure if exists gate.keep(text);
drop procedure if exists gate.keep(text, text[], text, text, text);
create or replace procedure gate.keep(place text, deeds text[], seen text default 'true', partners text default 'false', made text default 'true', kept text default null) language plpgsql as $$
begin
    if to_regclass('public.' || place) is null then
        return;
    end if;
    call gate.wall(place);
    execute format('grant select, insert, update on public.%I to kajo_staff, kajo_worker', place);
    execute format('grant select%s on public.%I to kajo_partner', case when deeds = '{}' then ', insert, update' else '' end, place);
    execute format('grant select on public.%I to kajo_retention', place);
    call gate.policy(place, 'seen', 'select', 'kajo_staff, kajo_worker, kajo_retention', seen, null);
    call gate.policy(place, 'partners', 'select', 'kajo_partner', partners, null);
    call gate.policy(place, 'made', 'insert', 'kajo_staff, kajo_partner, kajo_worker', null, made);
    call gate.policy(place, 'changed', 'update', 'kajo_staff, kajo_partner, kajo_worker', coalesce(kept, seen), made);
    call gate.guard(place, deeds);
end $$;

-- A library's table, with the rights that each role needs. `partners` is what a row must be for the partner site: a
-- hole there opens nobody's sign-in here.
drop procedure if exists gate.lend(text, text, text);
create or replace procedure gate.lend(place text, rights text, roles text, partners text default 'true') language plpgsql as $$
declare
    counter regclass;
begin
    if to_regclass('public.' || place) is null then
        return;
    end if;
    execute format('revoke all on public.%I from public, kajo_staff, kajo_public, kajo_partner, kajo_worker, kajo_sealer, kajo_retention', place);
    execute format('grant %s on public.%I to %s', rights, place, roles);
    execute format('grant select on public.%I to kajo_backup', place);
    if partners <> 'true' then
        execute format('alter table public.%I enable row level security', place);
        execute format('alter table public.%I force row level security', place);
        call gate.policy(place, 'ours', 'all', 'kajo_staff, kajo_worker', 'true', 'true');
        call gate.policy(place, 'partners', 'all', 'kajo_partner', partners, partners);
    end if;
    if rights ~ 'insert' then
        for counter in
            select s.oid from pg_class s join pg_depend d on d.objid = s.oid and d.deptype in ('a', 'i')
            where s.relkind = 'S' and d.refobjid = to_regclass('public.' || place)
        loop
            execute format('revoke all on sequence %s from public, kajo_staff, kajo_public, kajo_partner, kajo_worker, kajo_sealer, kajo_retention', counter);
            execute format('grant usage on sequence %s to %s', counter, roles);
        end loop;
    end if;
end $$;

do $$
declare
    place text;
    free text;
    routine regprocedure;
begin
    -- Every function belongs to the gate; the administrator's procedures stay with the administrator.
    for routine in select p.oid::regprocedure from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'gate' and p.prokind = 'f' loop
        execute format('alter function %s owner to kajo_gate', routine);
        execute format('revoke all on function %s from public, kajo_staff, kajo_public, kajo_partner, kajo_worker, kajo_sealer, kajo_retention', routine);
    end loop;
    -- What doors and policies call; everything else is the gate's alone.
    grant execute on function gate.arrive(), gate.enter(text), gate.reach(text), gate.tied(text),
        gate.reach_to_write(), gate.tied_to_write(), gate.barred(), gate.holds(text), gate.writes(),
        gate.may_tie(uuid, uuid, text), gate.digest(uuid), gate.today(), gate.does(text[]), gate.who(), gate.whose(),
        gate.is_broad(), gate.near(), gate.told(), gate.may_key(uuid), gate.sees(text, uuid), gate.tells(uuid, text, bigint)
        to kajo_staff, kajo_public, kajo_partner, kajo_worker, kajo_sealer, kajo_retention;
    for routine in select p.oid::regprocedure from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = 'gate' and p.prokind = 'p' loop
        execute format('revoke all on procedure %s from public', routine);
    end loop;

    -- What libraries and rooms made in the schema of the tables is for those who serve, not for everybody. The partner site
    -- orders no work, and what waits in the queue is done by the worker in the system's name.
    for routine in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prokind = 'f' loop
        execute format('revoke all on function %s from public, kajo_staff, kajo_public, kajo_partner, kajo_worker', routine);
    end loop;
    for routine in select p.oid::regprocedure from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prokind = 'f' and p.proname like 'procrastinate%' loop
        execute format('grant execute on function %s to kajo_staff, kajo_worker', routine);
    end loop;

    -- What the gate itself reads, and the one table it writes.
    foreach place in array array['accounts_roleassignment', 'accounts_posting', 'accounts_office', 'access_tie', 'vault_subject', 'decisions_delegation'] loop
        if to_regclass('public.' || place) is not null then
            execute format('grant select on public.%I to kajo_gate', place);
        end if;
    end loop;

    if to_regclass('public.ledger_event') is not null then
        call gate.wall('ledger_event');
        grant insert on public.ledger_event to kajo_staff, kajo_public, kajo_partner, kajo_worker, kajo_retention;
        grant select on public.ledger_event to kajo_staff, kajo_worker, kajo_sealer;
        call gate.policy('ledger_event', 'written', 'insert', 'kajo_staff, kajo_public, kajo_partner, kajo_worker, kajo_retention', null,
            'gate.tells(act, actor, xid)');
        call gate.policy('ledger_event', 'trailed', 'select', 'kajo_staff, kajo_worker', '(select gate.holds(''ledger.view'')) or (select gate.holds(''ledger.verify''))', null);
        call gate.policy('ledger_event', 'sealed', 'select', 'kajo_sealer', 'true', null);
        foreach place in array array['ledger_change', 'ledger_leaf', 'ledger_head'] loop
            call gate.wall(place);
            execute format('grant select on public.%I to kajo_sealer, kajo_staff, kajo_worker', place);
            call gate.policy(place, 'sealed', 'all', 'kajo_sealer', 'true', 'true');
            call gate.policy(place, 'trailed', 'select', 'kajo_staff, kajo_worker', '(select gate.holds(''ledger.view'')) or (select gate.holds(''ledger.verify''))', null);
        end loop;
        grant insert on public.ledger_leaf, public.ledger_head to kajo_sealer;
        grant select, insert on public.ledger_change to kajo_gate;
        grant usage on all sequences in schema public to kajo_gate;
        foreach place in array array['ledger_event', 'ledger_change', 'ledger_leaf', 'ledger_head'] loop
            execute format('drop trigger if exists only_grows on public.%I', place);
            execute format('create trigger only_grows before update or delete or truncate on public.%I for each statement execute function gate.only_grows()', place);
            execute format('alter table public.%I enable always trigger only_grows', place);
        end loop;
    end if;

    -- Sums without persons. The check that counts anew is the gate's, because it sees the rows of all offices.
    if to_regclass('public.statistics_day') is not null then
        foreach place in array array['statistics_day', 'statistics_month'] loop
            call gate.lend(place, 'select', 'kajo_staff, kajo_worker, kajo_gate');
        end loop;
        call gate.lend('statistics_chart', 'select', 'kajo_staff, kajo_worker');
        grant insert, delete on public.statistics_chart to kajo_worker;
        grant usage on sequence public.statistics_chart_id_seq to kajo_worker;
        grant select (opened_on, removed_on, category, office, is_first, is_admitted_as_minor) on public.cases_case to kajo_gate;
        grant select (received_at, office) on public.referrals_referral to kajo_gate;
        create or replace function public.statistics_differences() returns table (on_day date, what text, office int, kept bigint, counted bigint)
        language sql stable security definer set search_path = pg_catalog, pg_temp as $count$
            with counted as (
                select m.on_day, m.what, c.office::int, sum(m.n)::bigint as n from public.cases_case c,
                    lateral public.statistics_moves_of_cases(1, c.opened_on, c.removed_on, c.category, c.is_first, c.is_admitted_as_minor) m
                group by 1, 2, 3
                union all
                select (r.received_at at time zone 'Europe/Helsinki')::date, 'referral', r.office::int, count(*) from public.referrals_referral r group by 1, 2, 3
            )
            select coalesce(c.on_day, d.on_day), coalesce(c.what, d.what), coalesce(c.office, d.office::int), coalesce(d.amount, 0), coalesce(c.n, 0)
            from counted c full join public.statistics_day d on d.on_day = c.on_day and d.what = c.what and d.office = c.office
            where coalesce(d.amount, 0) <> coalesce(c.n, 0)
        $count$;
        alter function public.statistics_differences() owner to kajo_gate;
        grant execute on function public.statistics_moves_of_cases(int, date, date, text, boolean, boolean) to kajo_gate;
        revoke all on function public.statistics_differences() from public;
        grant execute on function public.statistics_differences() to kajo_staff, kajo_worker;
    end if;

    -- What the gate looks at to tell whether somebody is known here already; only the staff site asks.
    if gate.has('referrals_referral', '{personal_code_token}') and gate.has('referrals_check', '{asked_by_id,asked_at}') then
        grant select (id, subject_id, office, sealed, state, personal_code_token) on public.referrals_referral to kajo_gate;
        grant select (asked_by_id, asked_at) on public.referrals_check to kajo_gate;
        grant select (id, reference, personal_code_token) on public.clients_person to kajo_gate;
        grant select (person_id, reference, removed_on) on public.cases_case to kajo_gate;
    end if;
    grant execute on function gate.known(uuid, text) to kajo_staff;

    -- Who may decide, and who signs.
    if to_regclass('public.decisions_decision') is not null then
        drop trigger if exists prepares_new on public.decisions_decision;
        create trigger prepares_new before insert on public.decisions_decision for each row execute function gate.prepares();
        drop trigger if exists prepares on public.decisions_decision;
        create trigger prepares before update on public.decisions_decision for each row
            when (old.state = 'draft' or not old.is_as_recorded and new.is_as_recorded) execute function gate.prepares();
        drop trigger if exists signs on public.decisions_decision;
        create trigger signs before update on public.decisions_decision for each row
            when (old.state = 'draft' and new.state not in ('draft', 'dropped')) execute function gate.signs();
    end if;

    -- Who answers for what is told.
    if gate.has('disclosures_disclosure', '{subject_id,decision,approver,approved_by_id,made_by_id}') then
        grant select (office) on public.disclosures_disclosure to kajo_gate;
        grant select (id, signed_by_id) on public.decisions_decision to kajo_gate;
        drop trigger if exists approves on public.disclosures_disclosure;
        create trigger approves before insert or update on public.disclosures_disclosure for each row execute function gate.approves();
    end if;

    -- What was told, asked, noted or answered once stays as it was; a newer row may say that it holds no more.
    for place, free in select * from (values
        ('clients_death', '{}'), ('contacts_consultation', '{}'), ('facts_sheet', '{}'),
        ('facts_statement', '{superseded_by_id,superseded_at,reason}'), ('facts_weighing', '{superseded_by_id,superseded_at,decision}'),
        ('referrals_check', '{}'), ('referrals_childsview', '{superseded_at}'),
        ('rota_feed', '{ended_at}'), ('rota_leave', '{ended_by_id,ended_at}'), ('rota_override', '{superseded_at}'),
        ('rota_rotation', '{until_on,ended_by_id,ended_at}'), ('rota_speaks', '{ended_by_id,ended_at}'),
        ('rota_swap', '{state,answered_at,settled_by_id,settled_at}')) as once (name, columns)
    loop
        if to_regclass('public.' || place) is not null then
            execute format('drop trigger if exists stays on public.%I', place);
            execute format('create trigger stays before update on public.%I for each row execute function gate.stays(%s)', place,
                (select coalesce(string_agg(quote_literal(name), ', '), '') from unnest(free::text[]) name));
        end if;
    end loop;

    -- Who completes a task, and that somebody else reviews what was signed alone.
    if gate.has('work_task', '{subject_id,about_kind,about,record,reason,not_for_id,made_at,state,done_by_id,done_at}') then
        grant select (subject_id, about, reason, not_for_id, state) on public.work_task to kajo_gate;
        drop trigger if exists completes on public.work_task;
        create trigger completes before update on public.work_task for each row execute function gate.completes();
        if gate.has('decisions_decision', '{matter,state,signed_by_id,is_signed_alone}') then
            drop trigger if exists reviewed on public.decisions_decision;
            create constraint trigger reviewed after update on public.decisions_decision deferrable initially deferred for each row
                when (old.state = 'draft' and new.state <> 'draft' and new.is_signed_alone) execute function gate.reviewed();
        end if;
    end if;

    if to_regclass('public.ledger_record_number') is not null then
        grant usage on sequence public.ledger_record_number to kajo_staff, kajo_partner, kajo_worker;
    end if;

    if to_regclass('public.vault_subject') is not null then
        call gate.wall('vault_subject');
        call gate.wall('vault_datakey');
        grant select, insert on public.vault_subject, public.vault_datakey to kajo_staff, kajo_partner, kajo_worker;
        grant select on public.vault_subject, public.vault_datakey to kajo_retention;
        grant update (linked_to_id, held_until, destroyed_at) on public.vault_subject to kajo_staff, kajo_partner, kajo_worker, kajo_retention;
        grant update (kek, wrapped, state, retired_at) on public.vault_datakey to kajo_staff, kajo_worker, kajo_retention;
        call gate.policy('vault_subject', 'seen', 'select', 'kajo_staff, kajo_partner, kajo_worker', '(select gate.is_broad()) or id = any((select gate.near())::uuid[]) or id = any((select gate.told())::uuid[])', null);
        call gate.policy('vault_subject', 'made', 'insert', 'kajo_staff, kajo_partner, kajo_worker', null, '(select gate.writes())');
        call gate.policy('vault_subject', 'changed', 'update', 'kajo_staff, kajo_partner, kajo_worker', '(select gate.writes())', '(select gate.writes())');
        call gate.policy('vault_subject', 'retained', 'all', 'kajo_retention', '(select gate.writes())', '(select gate.writes())');
        call gate.policy('vault_datakey', 'seen', 'select', 'kajo_staff, kajo_partner, kajo_worker', '(select gate.is_broad()) or subject_id = any((select gate.near())::uuid[]) or subject_id = any((select gate.told())::uuid[])', null);
        call gate.policy('vault_datakey', 'made', 'insert', 'kajo_staff, kajo_partner, kajo_worker', null, 'gate.may_key(subject_id)');
        call gate.policy('vault_datakey', 'changed', 'update', 'kajo_staff, kajo_worker', '(select gate.does(''{key.rotate,key.destroy}''))', '(select gate.does(''{key.rotate,key.destroy}''))');
        call gate.policy('vault_datakey', 'retained', 'all', 'kajo_retention', '(select gate.writes())', '(select gate.writes())');
        drop trigger if exists born on public.vault_subject;
        create trigger born before insert on public.vault_subject for each row execute function gate.born();
        drop trigger if exists linked on public.vault_subject;
        create trigger linked before update on public.vault_subject for each row execute function gate.linked();
    end if;

    if to_regclass('public.access_tie') is not null then
        call gate.wall('access_tie');
        grant select, insert, update (until_on) on public.access_tie to kajo_staff, kajo_partner, kajo_worker;
        grant select, update, delete on public.access_tie to kajo_retention;
        call gate.policy('access_tie', 'seen', 'select', 'kajo_staff, kajo_partner, kajo_worker', '(select gate.is_broad()) or staff = (select gate.whose()) or subject_id = any((select gate.near())::uuid[])', null);
        call gate.policy('access_tie', 'made', 'insert', 'kajo_staff, kajo_partner, kajo_worker', null, 'gate.may_tie(subject_id, staff, how)');
        -- Nobody lifts their own bar, and nobody who is barred changes who else is tied.
        call gate.policy('access_tie', 'changed', 'update', 'kajo_staff, kajo_partner, kajo_worker',
            '(select gate.holds(''tie.make'')) and not (how = ''conflict'' and staff = (select gate.whose())) and not subject_id = any((select gate.barred())::uuid[])',
            '(select gate.writes())');
        call gate.policy('access_tie', 'retained', 'all', 'kajo_retention', '(select gate.writes())', '(select gate.writes())');
    end if;
end $$;

-- generated
-- matrix
delete from gate.matrix;
insert into gate.matrix (verb, role, scope) values
    ('appeal.answer', 'director', 'all'),
    ('appeal.answer', 'manager', 'all'),
    ('appeal.close', 'director', 'all'),
    ('appeal.close', 'manager', 'all'),
    ('appeal.forward', 'director', 'all'),
    ('appeal.forward', 'manager', 'all'),
    ('appeal.receive', 'case_worker', 'own'),
    ('appeal.receive', 'director', 'all'),
    ('appeal.receive', 'manager', 'all'),
    ('case.add_child', 'case_worker', 'own'),
    ('case.add_child', 'director', 'all'),
    ('case.admit_child', 'director', 'all'),
    ('case.admit_child', 'manager', 'all'),
    ('case.after_assistance', 'case_worker', 'own'),
    ('case.after_assistance', 'director', 'all'),
    ('case.assess_overall', 'case_worker', 'own'),
    ('case.assess_overall', 'director', 'all'),
    ('case.assign', 'director', 'all'),
    ('case.assign', 'manager', 'all'),
    ('case.close_by_death', 'case_worker', 'own'),
    ('case.close_by_death', 'director', 'all'),
    ('case.close_by_death', 'manager', 'all'),
    ('case.decide_reflection', 'director', 'all'),
    ('case.decide_reflection', 'manager', 'all'),
    ('case.identify', 'case_worker', 'own'),
    ('case.identify', 'director', 'all'),
    ('case.list', 'case_worker', 'own'),
    ('case.list', 'director', 'all'),
    ('case.list', 'manager', 'all'),
    ('case.log_attempt', 'case_worker', 'own'),
    ('case.log_attempt', 'director', 'all'),
    ('case.note_risk', 'case_worker', 'own'),
    ('case.note_risk', 'director', 'all'),
    ('case.open', 'director', 'all'),
    ('case.open', 'manager', 'all'),
    ('case.propose_reflection', 'case_worker', 'own'),
    ('case.propose_reflection', 'director', 'all'),
    ('case.propose_removal', 'case_worker', 'own'),
    ('case.propose_removal', 'director', 'all'),
    ('case.record_standing', 'case_worker', 'own'),
    ('case.record_standing', 'director', 'all'),
    ('case.remove', 'director', 'all'),
    ('case.remove', 'manager', 'all'),
    ('case.restore', 'director', 'all'),
    ('case.tell_police', 'case_worker', 'own'),
    ('case.tell_police', 'director', 'all'),
    ('case.tell_police', 'manager', 'all'),
    ('case.view', 'case_worker', 'own'),
    ('case.view', 'console', 'all'),
    ('case.view', 'director', 'all'),
    ('case.view', 'manager', 'all'),
    ('case.view', 'system', 'all'),
    ('client.amend', 'case_worker', 'own'),
    ('client.amend', 'director', 'all'),
    ('client.apply_representative', 'case_worker', 'own'),
    ('client.apply_representative', 'director', 'all'),
    ('client.appoint_representative', 'case_worker', 'own'),
    ('client.appoint_representative', 'director', 'all'),
    ('client.category', 'director', 'all'),
    ('client.end_representative', 'case_worker', 'own'),
    ('client.end_representative', 'director', 'all'),
    ('client.meet', 'director', 'all'),
    ('client.meet', 'manager', 'all'),
    ('clock.alarm', 'system', 'all'),
    ('clock.end', 'case_worker', 'own'),
    ('clock.end', 'director', 'all'),
    ('clock.end', 'duty_officer', 'all'),
    ('clock.end', 'manager', 'all'),
    ('clock.end', 'system', 'all'),
    ('clock.pause', 'case_worker', 'own'),
    ('clock.pause', 'director', 'all'),
    ('clock.pause', 'duty_officer', 'all'),
    ('clock.pause', 'manager', 'all'),
    ('clock.pause', 'system', 'all'),
    ('clock.resume', 'case_worker', 'own'),
    ('clock.resume', 'director', 'all'),
    ('clock.resume', 'duty_officer', 'all'),
    ('clock.resume', 'manager', 'all'),
    ('clock.resume', 'system', 'all'),
    ('clock.start', 'case_worker', 'own'),
    ('clock.start', 'director', 'all'),
    ('clock.start', 'duty_officer', 'all'),
    ('clock.start', 'manager', 'all'),
    ('clock.start', 'system', 'all'),
    ('clock.view', 'case_worker', 'own'),
    ('clock.view', 'console', 'all'),
    ('clock.view', 'director', 'all'),
    ('clock.view', 'duty_officer', 'all'),
    ('clock.view', 'manager', 'all'),
    ('clock.view', 'system', 'all'),
    ('contact.close', 'case_worker', 'own'),
    ('contact.close', 'director', 'all'),
    ('contact.close', 'duty_officer', 'all'),
    ('contact.complete', 'case_worker', 'own'),
    ('contact.complete', 'director', 'all'),
    ('contact.complete', 'duty_officer', 'all'),
    ('contact.consult', 'case_worker', 'own'),
    ('contact.consult', 'director', 'all'),
    ('contact.consult', 'duty_officer', 'all'),
    ('contact.consult', 'manager', 'all'),
    ('contact.keep', 'case_worker', 'own'),
    ('contact.keep', 'director', 'all'),
    ('contact.keep', 'duty_officer', 'all'),
    ('contact.keep', 'manager', 'all'),
    ('contact.list', 'case_worker', 'own'),
    ('contact.list', 'director', 'all'),
    ('contact.list', 'duty_officer', 'all'),
    ('contact.list', 'manager', 'all'),
    ('contact.log', 'case_worker', 'own'),
    ('contact.log', 'director', 'all'),
    ('contact.log', 'duty_officer', 'all'),
    ('contact.log', 'manager', 'all'),
    ('contact.put_away', 'case_worker', 'own'),
    ('contact.put_away', 'director', 'all'),
    ('contact.put_away', 'duty_officer', 'all'),
    ('contact.put_away', 'manager', 'all'),
    ('contact.refer', 'case_worker', 'own'),
    ('contact.refer', 'director', 'all'),
    ('contact.refer', 'duty_officer', 'all'),
    ('contact.take_over', 'director', 'all'),
    ('contact.take_over', 'duty_officer', 'all'),
    ('contact.take_over', 'manager', 'all'),
    ('contact.view', 'case_worker', 'own'),
    ('contact.view', 'director', 'all'),
    ('contact.view', 'duty_officer', 'all'),
    ('contact.view', 'manager', 'all'),
    ('decision.annul', 'director', 'all'),
    ('decision.annul', 'manager', 'all'),
    ('decision.correct', 'case_worker', 'own'),
    ('decision.correct', 'director', 'all'),
    ('decision.correct', 'manager', 'all'),
    ('decision.decide_anew', 'case_worker', 'own'),
    ('decision.decide_anew', 'director', 'all'),
    ('decision.decide_anew', 'manager', 'all'),
    ('decision.delegate', 'director', 'all'),
    ('decision.draft', 'case_worker', 'own'),
    ('decision.draft', 'director', 'all'),
    ('decision.draft', 'duty_officer', 'all'),
    ('decision.draft', 'manager', 'all'),
    ('decision.drop', 'case_worker', 'own'),
    ('decision.drop', 'director', 'all'),
    ('decision.drop', 'duty_officer', 'all'),
    ('decision.drop', 'manager', 'all'),
    ('decision.end_delegation', 'director', 'all'),
    ('decision.hear', 'case_worker', 'own'),
    ('decision.hear', 'director', 'all'),
    ('decision.hear', 'manager', 'all'),
    ('decision.letter', 'case_worker', 'own'),
    ('decision.letter', 'director', 'all'),
    ('decision.letter', 'duty_officer', 'own'),
    ('decision.letter', 'manager', 'all'),
    ('decision.reply', 'case_worker', 'own'),
    ('decision.reply', 'director', 'all'),
    ('decision.reply', 'manager', 'all'),
    ('decision.serve', 'case_worker', 'own'),
    ('decision.serve', 'director', 'all'),
    ('decision.serve', 'duty_officer', 'own'),
    ('decision.sign', 'director', 'all'),
    ('decision.sign', 'manager', 'all'),
    ('decision.skip_hearing', 'case_worker', 'own'),
    ('decision.skip_hearing', 'director', 'all'),
    ('decision.skip_hearing', 'duty_officer', 'own'),
    ('decision.skip_hearing', 'manager', 'all'),
    ('decision.typeset', 'system', 'all'),
    ('decision.view', 'case_worker', 'own'),
    ('decision.view', 'console', 'all'),
    ('decision.view', 'director', 'all'),
    ('decision.view', 'duty_officer', 'own'),
    ('decision.view', 'manager', 'all'),
    ('decision.view', 'system', 'all'),
    ('desk.check', 'system', 'all'),
    ('desk.unattended', 'director', 'all'),
    ('desk.unattended', 'manager', 'all'),
    ('desk.view', 'administrator', 'own'),
    ('desk.view', 'case_worker', 'own'),
    ('desk.view', 'data_protection', 'own'),
    ('desk.view', 'director', 'own'),
    ('desk.view', 'duty_officer', 'own'),
    ('desk.view', 'manager', 'own'),
    ('disclosure.approve', 'director', 'all'),
    ('disclosure.approve', 'manager', 'all'),
    ('disclosure.decline', 'case_worker', 'own'),
    ('disclosure.decline', 'director', 'all'),
    ('disclosure.decline', 'manager', 'all'),
    ('disclosure.give', 'case_worker', 'own'),
    ('disclosure.give', 'director', 'all'),
    ('disclosure.list', 'data_protection', 'all'),
    ('disclosure.list', 'director', 'all'),
    ('disclosure.prepare', 'case_worker', 'own'),
    ('disclosure.prepare', 'director', 'all'),
    ('disclosure.view', 'case_worker', 'own'),
    ('disclosure.view', 'data_protection', 'all'),
    ('disclosure.view', 'director', 'all'),
    ('disclosure.view', 'manager', 'all'),
    ('fact.correct', 'case_worker', 'own'),
    ('fact.correct', 'director', 'all'),
    ('fact.correct', 'duty_officer', 'own'),
    ('fact.record', 'case_worker', 'own'),
    ('fact.record', 'director', 'all'),
    ('fact.record', 'duty_officer', 'own'),
    ('fact.view', 'case_worker', 'own'),
    ('fact.view', 'director', 'all'),
    ('fact.view', 'duty_officer', 'own'),
    ('fact.view', 'manager', 'all'),
    ('fact.weigh', 'case_worker', 'own'),
    ('fact.weigh', 'director', 'all'),
    ('fact.weigh', 'duty_officer', 'own'),
    ('fact.weigh', 'manager', 'all'),
    ('feed.end', 'case_worker', 'own'),
    ('feed.end', 'director', 'own'),
    ('feed.end', 'duty_officer', 'own'),
    ('feed.end', 'manager', 'own'),
    ('feed.make', 'case_worker', 'own'),
    ('feed.make', 'director', 'own'),
    ('feed.make', 'duty_officer', 'own'),
    ('feed.make', 'manager', 'own'),
    ('feed.read', 'visitor', 'all'),
    ('figures.draw', 'system', 'all'),
    ('figures.view', 'case_worker', 'all'),
    ('figures.view', 'console', 'all'),
    ('figures.view', 'data_protection', 'all'),
    ('figures.view', 'director', 'all'),
    ('figures.view', 'duty_officer', 'all'),
    ('figures.view', 'manager', 'all'),
    ('history.load', 'console', 'all'),
    ('inquiry.answer', 'case_worker', 'own'),
    ('inquiry.answer', 'director', 'all'),
    ('inquiry.receive', 'case_worker', 'own'),
    ('inquiry.receive', 'director', 'all'),
    ('inquiry.refuse', 'case_worker', 'own'),
    ('inquiry.refuse', 'director', 'all'),
    ('inquiry.view', 'case_worker', 'own'),
    ('inquiry.view', 'director', 'all'),
    ('inquiry.view', 'manager', 'all'),
    ('interview.cancel', 'case_worker', 'own'),
    ('interview.cancel', 'director', 'all'),
    ('interview.cancel', 'duty_officer', 'own'),
    ('interview.hold', 'case_worker', 'own'),
    ('interview.hold', 'director', 'all'),
    ('interview.hold', 'duty_officer', 'own'),
    ('interview.plan', 'case_worker', 'own'),
    ('interview.plan', 'director', 'all'),
    ('interview.plan', 'duty_officer', 'own'),
    ('interview.wish', 'case_worker', 'own'),
    ('interview.wish', 'director', 'all'),
    ('interview.wish', 'duty_officer', 'own'),
    ('key.destroy', 'console', 'all'),
    ('key.destroy', 'system', 'all'),
    ('key.rotate', 'console', 'all'),
    ('law.view', 'administrator', 'all'),
    ('law.view', 'case_worker', 'all'),
    ('law.view', 'data_protection', 'all'),
    ('law.view', 'director', 'all'),
    ('law.view', 'duty_officer', 'all'),
    ('law.view', 'manager', 'all'),
    ('ledger.verify', 'console', 'all'),
    ('ledger.verify', 'data_protection', 'all'),
    ('ledger.view', 'data_protection', 'all'),
    ('notice.block', 'system', 'all'),
    ('notice.bury', 'system', 'all'),
    ('notice.claim', 'system', 'all'),
    ('notice.deliver', 'system', 'all'),
    ('notice.fail', 'system', 'all'),
    ('notice.give_up', 'case_worker', 'own'),
    ('notice.give_up', 'director', 'all'),
    ('notice.give_up', 'manager', 'all'),
    ('notice.give_up', 'system', 'all'),
    ('notice.list', 'director', 'all'),
    ('notice.list', 'manager', 'all'),
    ('notice.redo', 'case_worker', 'own'),
    ('notice.redo', 'director', 'all'),
    ('notice.redo', 'manager', 'all'),
    ('notice.tell', 'case_worker', 'own'),
    ('notice.tell', 'director', 'all'),
    ('notice.tell', 'duty_officer', 'all'),
    ('notice.tell', 'manager', 'all'),
    ('notice.tell', 'system', 'all'),
    ('notice.view', 'case_worker', 'own'),
    ('notice.view', 'director', 'all'),
    ('notice.view', 'duty_officer', 'all'),
    ('notice.view', 'manager', 'all'),
    ('notice.view', 'system', 'all'),
    ('notification.acknowledge', 'case_worker', 'own'),
    ('notification.acknowledge', 'director', 'all'),
    ('notification.answer', 'case_worker', 'own'),
    ('notification.answer', 'director', 'all'),
    ('notification.make', 'case_worker', 'own'),
    ('notification.make', 'director', 'all'),
    ('notification.make', 'duty_officer', 'own'),
    ('notification.make', 'manager', 'all'),
    ('notification.suspect', 'case_worker', 'own'),
    ('notification.suspect', 'director', 'all'),
    ('notification.suspect', 'duty_officer', 'own'),
    ('notification.suspect', 'manager', 'all'),
    ('notification.view', 'case_worker', 'own'),
    ('notification.view', 'director', 'all'),
    ('notification.view', 'duty_officer', 'own'),
    ('notification.view', 'manager', 'all'),
    ('office.make', 'administrator', 'all'),
    ('office.make', 'console', 'all'),
    ('referral.admit', 'director', 'all'),
    ('referral.admit', 'manager', 'all'),
    ('referral.amend', 'case_worker', 'own'),
    ('referral.amend', 'director', 'all'),
    ('referral.amend', 'duty_officer', 'all'),
    ('referral.assess', 'case_worker', 'own'),
    ('referral.assess', 'director', 'all'),
    ('referral.assess', 'duty_officer', 'all'),
    ('referral.assign', 'director', 'all'),
    ('referral.assign', 'manager', 'all'),
    ('referral.check_known', 'case_worker', 'own'),
    ('referral.check_known', 'director', 'all'),
    ('referral.check_known', 'duty_officer', 'own'),
    ('referral.consent', 'case_worker', 'own'),
    ('referral.consent', 'director', 'all'),
    ('referral.consent', 'duty_officer', 'all'),
    ('referral.estimate', 'case_worker', 'own'),
    ('referral.estimate', 'director', 'all'),
    ('referral.estimate', 'duty_officer', 'all'),
    ('referral.hear_child', 'case_worker', 'own'),
    ('referral.hear_child', 'director', 'all'),
    ('referral.hear_child', 'duty_officer', 'all'),
    ('referral.hear_child', 'manager', 'all'),
    ('referral.identify', 'case_worker', 'own'),
    ('referral.identify', 'director', 'all'),
    ('referral.identify', 'duty_officer', 'all'),
    ('referral.lapse', 'case_worker', 'own'),
    ('referral.lapse', 'director', 'all'),
    ('referral.lapse', 'manager', 'all'),
    ('referral.list', 'case_worker', 'own'),
    ('referral.list', 'director', 'all'),
    ('referral.list', 'duty_officer', 'all'),
    ('referral.list', 'manager', 'all'),
    ('referral.propose', 'case_worker', 'own'),
    ('referral.propose', 'director', 'all'),
    ('referral.propose', 'duty_officer', 'all'),
    ('referral.propose', 'manager', 'all'),
    ('referral.propose_refusal', 'case_worker', 'own'),
    ('referral.propose_refusal', 'director', 'all'),
    ('referral.propose_refusal', 'duty_officer', 'all'),
    ('referral.propose_refusal', 'manager', 'all'),
    ('referral.receive', 'case_worker', 'own'),
    ('referral.receive', 'director', 'all'),
    ('referral.receive', 'duty_officer', 'all'),
    ('referral.refuse', 'director', 'all'),
    ('referral.refuse', 'manager', 'all'),
    ('referral.reopen', 'case_worker', 'own'),
    ('referral.reopen', 'director', 'all'),
    ('referral.reopen', 'manager', 'all'),
    ('referral.reveal', 'case_worker', 'own'),
    ('referral.reveal', 'director', 'all'),
    ('referral.reveal', 'duty_officer', 'all'),
    ('referral.supplement', 'case_worker', 'own'),
    ('referral.supplement', 'director', 'all'),
    ('referral.supplement', 'duty_officer', 'all'),
    ('referral.transfer', 'case_worker', 'own'),
    ('referral.transfer', 'director', 'all'),
    ('referral.transfer', 'manager', 'all'),
    ('referral.view', 'case_worker', 'own'),
    ('referral.view', 'console', 'all'),
    ('referral.view', 'director', 'all'),
    ('referral.view', 'duty_officer', 'all'),
    ('referral.view', 'manager', 'all'),
    ('referral.view', 'system', 'all'),
    ('referral.withdraw', 'case_worker', 'own'),
    ('referral.withdraw', 'director', 'all'),
    ('referral.withdraw', 'duty_officer', 'all'),
    ('referral.withdraw_consent', 'case_worker', 'own'),
    ('referral.withdraw_consent', 'director', 'all'),
    ('referral.withdraw_consent', 'duty_officer', 'all'),
    ('request.ask', 'case_worker', 'own'),
    ('request.ask', 'director', 'all'),
    ('request.file', 'case_worker', 'own'),
    ('request.file', 'director', 'all'),
    ('request.remind', 'case_worker', 'own'),
    ('request.remind', 'director', 'all'),
    ('request.view', 'case_worker', 'own'),
    ('request.view', 'director', 'all'),
    ('request.view', 'manager', 'all'),
    ('request.withdraw', 'case_worker', 'own'),
    ('request.withdraw', 'director', 'all'),
    ('ring.answer', 'exchange', 'all'),
    ('ring.forget', 'system', 'all'),
    ('ring.hang_up', 'exchange', 'all'),
    ('ring.keep_number', 'director', 'all'),
    ('ring.keep_number', 'duty_officer', 'all'),
    ('ring.list', 'director', 'all'),
    ('ring.list', 'duty_officer', 'all'),
    ('ring.list', 'manager', 'all'),
    ('ring.list', 'system', 'all'),
    ('ring.look', 'director', 'all'),
    ('ring.look', 'duty_officer', 'all'),
    ('ring.look', 'manager', 'all'),
    ('ring.tell', 'exchange', 'all'),
    ('ring.view', 'director', 'all'),
    ('ring.view', 'duty_officer', 'all'),
    ('ring.view', 'exchange', 'all'),
    ('ring.view', 'manager', 'all'),
    ('ring.view', 'system', 'all'),
    ('role.end', 'administrator', 'all'),
    ('role.grant', 'administrator', 'all'),
    ('role.grant', 'console', 'all'),
    ('rota.end_leave', 'director', 'all'),
    ('rota.end_leave', 'manager', 'all'),
    ('rota.end_rotation', 'director', 'all'),
    ('rota.end_rotation', 'manager', 'all'),
    ('rota.leave', 'director', 'all'),
    ('rota.leave', 'manager', 'all'),
    ('rota.override', 'director', 'all'),
    ('rota.override', 'manager', 'all'),
    ('rota.rotate', 'director', 'all'),
    ('rota.rotate', 'manager', 'all'),
    ('rota.speak', 'director', 'all'),
    ('rota.speak', 'manager', 'all'),
    ('rota.view', 'case_worker', 'all'),
    ('rota.view', 'director', 'all'),
    ('rota.view', 'duty_officer', 'all'),
    ('rota.view', 'manager', 'all'),
    ('rota.view', 'system', 'all'),
    ('session.end', 'administrator', 'all'),
    ('session.end', 'case_worker', 'own'),
    ('session.end', 'county', 'own'),
    ('session.end', 'data_protection', 'own'),
    ('session.end', 'director', 'own'),
    ('session.end', 'duty_officer', 'own'),
    ('session.end', 'manager', 'own'),
    ('session.end', 'provider', 'own'),
    ('session.factor', 'administrator', 'own'),
    ('session.factor', 'case_worker', 'own'),
    ('session.factor', 'county', 'own'),
    ('session.factor', 'data_protection', 'own'),
    ('session.factor', 'director', 'own'),
    ('session.factor', 'duty_officer', 'own'),
    ('session.factor', 'manager', 'own'),
    ('session.factor', 'provider', 'own'),
    ('session.password', 'administrator', 'own'),
    ('session.password', 'case_worker', 'own'),
    ('session.password', 'county', 'own'),
    ('session.password', 'data_protection', 'own'),
    ('session.password', 'director', 'own'),
    ('session.password', 'duty_officer', 'own'),
    ('session.password', 'manager', 'own'),
    ('session.password', 'provider', 'own'),
    ('session.sign_in', 'administrator', 'own'),
    ('session.sign_in', 'case_worker', 'own'),
    ('session.sign_in', 'console', 'own'),
    ('session.sign_in', 'county', 'own'),
    ('session.sign_in', 'data_protection', 'own'),
    ('session.sign_in', 'director', 'own'),
    ('session.sign_in', 'duty_officer', 'own'),
    ('session.sign_in', 'exchange', 'own'),
    ('session.sign_in', 'manager', 'own'),
    ('session.sign_in', 'provider', 'own'),
    ('session.sign_in', 'system', 'own'),
    ('session.sign_in', 'visitor', 'own'),
    ('session.sign_out', 'administrator', 'own'),
    ('session.sign_out', 'case_worker', 'own'),
    ('session.sign_out', 'console', 'own'),
    ('session.sign_out', 'county', 'own'),
    ('session.sign_out', 'data_protection', 'own'),
    ('session.sign_out', 'director', 'own'),
    ('session.sign_out', 'duty_officer', 'own'),
    ('session.sign_out', 'exchange', 'own'),
    ('session.sign_out', 'manager', 'own'),
    ('session.sign_out', 'provider', 'own'),
    ('session.sign_out', 'system', 'own'),
    ('session.sign_out', 'visitor', 'own'),
    ('session.step_up', 'administrator', 'own'),
    ('session.step_up', 'case_worker', 'own'),
    ('session.step_up', 'county', 'own'),
    ('session.step_up', 'data_protection', 'own'),
    ('session.step_up', 'director', 'own'),
    ('session.step_up', 'duty_officer', 'own'),
    ('session.step_up', 'manager', 'own'),
    ('session.step_up', 'provider', 'own'),
    ('sheet.answer', 'case_worker', 'own'),
    ('sheet.answer', 'director', 'all'),
    ('sheet.answer', 'duty_officer', 'own'),
    ('staff.first', 'console', 'all'),
    ('staff.leave', 'administrator', 'all'),
    ('staff.list', 'administrator', 'all'),
    ('staff.list', 'data_protection', 'all'),
    ('staff.list', 'director', 'all'),
    ('staff.list', 'manager', 'all'),
    ('staff.make', 'administrator', 'all'),
    ('staff.make', 'console', 'all'),
    ('staff.post', 'administrator', 'all'),
    ('staff.post', 'console', 'all'),
    ('staff.reach', 'administrator', 'own'),
    ('staff.reach', 'case_worker', 'own'),
    ('staff.reach', 'data_protection', 'own'),
    ('staff.reach', 'director', 'own'),
    ('staff.reach', 'duty_officer', 'own'),
    ('staff.reach', 'manager', 'own'),
    ('staff.recover', 'administrator', 'all'),
    ('swap.accept', 'case_worker', 'own'),
    ('swap.accept', 'director', 'own'),
    ('swap.accept', 'duty_officer', 'own'),
    ('swap.accept', 'manager', 'own'),
    ('swap.approve', 'director', 'all'),
    ('swap.approve', 'manager', 'all'),
    ('swap.ask', 'case_worker', 'own'),
    ('swap.ask', 'director', 'own'),
    ('swap.ask', 'duty_officer', 'own'),
    ('swap.ask', 'manager', 'own'),
    ('swap.decline', 'case_worker', 'own'),
    ('swap.decline', 'director', 'own'),
    ('swap.decline', 'duty_officer', 'own'),
    ('swap.decline', 'manager', 'own'),
    ('swap.refuse', 'director', 'all'),
    ('swap.refuse', 'manager', 'all'),
    ('swap.settle', 'case_worker', 'own'),
    ('swap.settle', 'director', 'own'),
    ('swap.settle', 'duty_officer', 'own'),
    ('swap.settle', 'manager', 'own'),
    ('swap.withdraw', 'case_worker', 'own'),
    ('swap.withdraw', 'director', 'own'),
    ('swap.withdraw', 'duty_officer', 'own'),
    ('swap.withdraw', 'manager', 'own'),
    ('task.close', 'system', 'all'),
    ('task.complete', 'case_worker', 'own'),
    ('task.complete', 'director', 'all'),
    ('task.complete', 'duty_officer', 'own'),
    ('task.complete', 'manager', 'all'),
    ('task.deputise', 'case_worker', 'own'),
    ('task.deputise', 'director', 'own'),
    ('task.deputise', 'duty_officer', 'own'),
    ('task.deputise', 'manager', 'own'),
    ('task.end_deputy', 'case_worker', 'own'),
    ('task.end_deputy', 'director', 'own'),
    ('task.end_deputy', 'duty_officer', 'own'),
    ('task.end_deputy', 'manager', 'own'),
    ('task.escalate', 'system', 'all'),
    ('task.make', 'case_worker', 'own'),
    ('task.make', 'console', 'all'),
    ('task.make', 'director', 'all'),
    ('task.make', 'duty_officer', 'all'),
    ('task.make', 'manager', 'all'),
    ('task.make', 'system', 'all'),
    ('task.view', 'case_worker', 'own'),
    ('task.view', 'director', 'all'),
    ('task.view', 'duty_officer', 'own'),
    ('task.view', 'manager', 'all'),
    ('task.view', 'system', 'all'),
    ('team.end', 'administrator', 'all'),
    ('team.make', 'administrator', 'all'),
    ('team.make', 'console', 'all'),
    ('tie.make', 'director', 'all'),
    ('tie.make', 'manager', 'all'),
    ('trunk.add', 'administrator', 'all'),
    ('trunk.add', 'console', 'all'),
    ('trunk.end', 'administrator', 'all'),
    ('trunk.end', 'console', 'all'),
    ('trunk.rotate', 'administrator', 'all'),
    ('trunk.rotate', 'console', 'all');
-- machines
delete from gate.moves;
insert into gate.moves (place, source, target, verb) values
    ('cases_case', '', 'open', ''),
    ('cases_case', '', 'removed', 'history.load'),
    ('cases_case', 'open', 'closed', 'case.close_by_death'),
    ('cases_case', 'open', 'removed', 'case.remove'),
    ('cases_case', 'removed', 'open', 'case.restore');
call gate.machine('cases_case', 'state');
insert into gate.moves (place, source, target, verb) values
    ('clients_representation', '', 'applied', ''),
    ('clients_representation', 'applied', 'appointed', 'client.appoint_representative'),
    ('clients_representation', 'applied', 'ended', 'client.end_representative'),
    ('clients_representation', 'appointed', 'ended', 'client.end_representative');
call gate.machine('clients_representation', 'state');
insert into gate.moves (place, source, target, verb) values
    ('contacts_contact', '', 'closed', ''),
    ('contacts_contact', '', 'open', ''),
    ('contacts_contact', 'closed', 'referred', 'contact.refer'),
    ('contacts_contact', 'open', 'closed', 'contact.close'),
    ('contacts_contact', 'open', 'referred', 'contact.refer');
call gate.machine('contacts_contact', 'state');
insert into gate.moves (place, source, target, verb) values
    ('contacts_draft', '', 'kept', ''),
    ('contacts_draft', 'kept', 'put_away', 'contact.put_away'),
    ('contacts_draft', 'kept', 'saved', 'contact.log');
call gate.machine('contacts_draft', 'state');
insert into gate.moves (place, source, target, verb) values
    ('contacts_ring', '', 'ringing', ''),
    ('contacts_ring', 'ringing', 'over', 'ring.hang_up'),
    ('contacts_ring', 'ringing', 'talking', 'ring.answer'),
    ('contacts_ring', 'talking', 'over', 'ring.hang_up');
call gate.machine('contacts_ring', 'state');
insert into gate.moves (place, source, target, verb) values
    ('decisions_appeal', '', 'received', ''),
    ('decisions_appeal', 'decided', 'final', 'appeal.close'),
    ('decisions_appeal', 'forwarded', 'decided', 'appeal.answer'),
    ('decisions_appeal', 'received', 'forwarded', 'appeal.forward');
call gate.machine('decisions_appeal', 'state');
insert into gate.moves (place, source, target, verb) values
    ('decisions_decision', '', 'draft', ''),
    ('decisions_decision', '', 'served', 'history.load'),
    ('decisions_decision', '', 'signed', 'history.load'),
    ('decisions_decision', 'draft', 'dropped', 'decision.drop'),
    ('decisions_decision', 'draft', 'signed', 'decision.sign'),
    ('decisions_decision', 'served', 'served', 'decision.serve'),
    ('decisions_decision', 'signed', 'served', 'decision.serve');
call gate.machine('decisions_decision', 'state');
insert into gate.moves (place, source, target, verb) values
    ('disclosures_disclosure', '', 'approved', ''),
    ('disclosures_disclosure', '', 'given', ''),
    ('disclosures_disclosure', '', 'prepared', ''),
    ('disclosures_disclosure', 'approved', 'declined', 'disclosure.decline'),
    ('disclosures_disclosure', 'approved', 'given', 'disclosure.give'),
    ('disclosures_disclosure', 'prepared', 'approved', 'disclosure.approve'),
    ('disclosures_disclosure', 'prepared', 'declined', 'disclosure.decline');
call gate.machine('disclosures_disclosure', 'state');
insert into gate.moves (place, source, target, verb) values
    ('disclosures_inquiry', '', 'received', ''),
    ('disclosures_inquiry', 'prepared', 'answered', 'disclosure.give'),
    ('disclosures_inquiry', 'prepared', 'received', 'disclosure.decline'),
    ('disclosures_inquiry', 'received', 'prepared', 'inquiry.answer'),
    ('disclosures_inquiry', 'received', 'refused', 'inquiry.refuse');
call gate.machine('disclosures_inquiry', 'state');
insert into gate.moves (place, source, target, verb) values
    ('disclosures_notification', '', 'suspected', ''),
    ('disclosures_notification', 'acknowledged', 'answered', 'notification.answer'),
    ('disclosures_notification', 'made', 'acknowledged', 'notification.acknowledge'),
    ('disclosures_notification', 'made', 'answered', 'notification.answer'),
    ('disclosures_notification', 'suspected', 'made', 'notification.make');
call gate.machine('disclosures_notification', 'state');
insert into gate.moves (place, source, target, verb) values
    ('disclosures_request', '', 'asked', ''),
    ('disclosures_request', 'asked', 'answered', 'request.file'),
    ('disclosures_request', 'asked', 'asked', 'request.remind'),
    ('disclosures_request', 'asked', 'withdrawn', 'request.withdraw');
call gate.machine('disclosures_request', 'state');
insert into gate.moves (place, source, target, verb) values
    ('facts_interview', '', 'planned', ''),
    ('facts_interview', 'planned', 'cancelled', 'interview.cancel'),
    ('facts_interview', 'planned', 'held', 'interview.hold');
call gate.machine('facts_interview', 'state');
insert into gate.moves (place, source, target, verb) values
    ('notices_notice', '', 'blocked', ''),
    ('notices_notice', '', 'queued', ''),
    ('notices_notice', 'blocked', 'given_up', 'notice.give_up'),
    ('notices_notice', 'blocked', 'queued', 'notice.redo'),
    ('notices_notice', 'dead', 'given_up', 'notice.give_up'),
    ('notices_notice', 'dead', 'queued', 'notice.redo'),
    ('notices_notice', 'failed', 'blocked', 'notice.block'),
    ('notices_notice', 'failed', 'dead', 'notice.bury'),
    ('notices_notice', 'failed', 'failed', 'notice.fail'),
    ('notices_notice', 'failed', 'given_up', 'notice.give_up'),
    ('notices_notice', 'failed', 'sent', 'notice.deliver'),
    ('notices_notice', 'queued', 'blocked', 'notice.block'),
    ('notices_notice', 'queued', 'dead', 'notice.bury'),
    ('notices_notice', 'queued', 'failed', 'notice.fail'),
    ('notices_notice', 'queued', 'given_up', 'notice.give_up'),
    ('notices_notice', 'queued', 'sent', 'notice.deliver');
call gate.machine('notices_notice', 'state');
insert into gate.moves (place, source, target, verb) values
    ('referrals_referral', '', 'admitted', 'history.load'),
    ('referrals_referral', '', 'lapsed', 'history.load'),
    ('referrals_referral', '', 'received', ''),
    ('referrals_referral', '', 'refused', 'history.load'),
    ('referrals_referral', '', 'transferred', 'history.load'),
    ('referrals_referral', '', 'withdrawn', 'history.load'),
    ('referrals_referral', 'assessing', 'admitted', 'referral.admit'),
    ('referrals_referral', 'assessing', 'lapsed', 'referral.lapse'),
    ('referrals_referral', 'assessing', 'refused', 'referral.refuse'),
    ('referrals_referral', 'assessing', 'supplement_asked', 'referral.supplement'),
    ('referrals_referral', 'assessing', 'transferred', 'referral.transfer'),
    ('referrals_referral', 'assessing', 'withdrawn', 'referral.withdraw'),
    ('referrals_referral', 'received', 'admitted', 'referral.admit'),
    ('referrals_referral', 'received', 'assessing', 'referral.assess'),
    ('referrals_referral', 'received', 'lapsed', 'referral.lapse'),
    ('referrals_referral', 'received', 'refused', 'referral.refuse'),
    ('referrals_referral', 'received', 'supplement_asked', 'referral.supplement'),
    ('referrals_referral', 'received', 'transferred', 'referral.transfer'),
    ('referrals_referral', 'received', 'withdrawn', 'referral.withdraw'),
    ('referrals_referral', 'refused', 'assessing', 'referral.reopen'),
    ('referrals_referral', 'supplement_asked', 'admitted', 'referral.admit'),
    ('referrals_referral', 'supplement_asked', 'assessing', 'referral.assess'),
    ('referrals_referral', 'supplement_asked', 'lapsed', 'referral.lapse'),
    ('referrals_referral', 'supplement_asked', 'refused', 'referral.refuse'),
    ('referrals_referral', 'supplement_asked', 'transferred', 'referral.transfer'),
    ('referrals_referral', 'supplement_asked', 'withdrawn', 'referral.withdraw');
call gate.machine('referrals_referral', 'state');
insert into gate.moves (place, source, target, verb) values
    ('rota_swap', '', 'asked', ''),
    ('rota_swap', 'accepted', 'agreed', 'swap.approve'),
    ('rota_swap', 'accepted', 'agreed', 'swap.settle'),
    ('rota_swap', 'accepted', 'refused', 'swap.refuse'),
    ('rota_swap', 'accepted', 'withdrawn', 'swap.withdraw'),
    ('rota_swap', 'asked', 'accepted', 'swap.accept'),
    ('rota_swap', 'asked', 'declined', 'swap.decline'),
    ('rota_swap', 'asked', 'withdrawn', 'swap.withdraw');
call gate.machine('rota_swap', 'state');
insert into gate.moves (place, source, target, verb) values
    ('work_clock', '', 'running', ''),
    ('work_clock', 'paused', 'ended', 'clock.end'),
    ('work_clock', 'paused', 'paused', 'clock.pause'),
    ('work_clock', 'paused', 'running', 'clock.resume'),
    ('work_clock', 'running', 'ended', 'clock.end'),
    ('work_clock', 'running', 'paused', 'clock.pause');
call gate.machine('work_clock', 'state');
insert into gate.moves (place, source, target, verb) values
    ('work_task', '', 'open', ''),
    ('work_task', 'open', 'closed', 'task.close'),
    ('work_task', 'open', 'done', 'task.complete');
call gate.machine('work_task', 'state');
-- tables
delete from gate.walls;
call gate.keep('access_once', '{}', 'actor = (select gate.who())', 'actor = (select gate.who())', 'actor = (select gate.who())');
call gate.guard('access_tie', '{contact.keep,contact.log,contact.consult,contact.refer,referral.receive,client.meet,referral.admit,case.admit_child,referral.assign,case.assign,case.open,tie.make,staff.reach,history.load,key.rotate}');
call gate.lend('account_emailaddress', 'select, insert, update, delete', 'kajo_staff, kajo_partner');
call gate.lend('account_emailconfirmation', 'select, insert, update, delete', 'kajo_staff, kajo_partner');
call gate.lend('accounts_attempt', 'select, insert, update, delete', 'kajo_staff, kajo_partner, kajo_worker');
call gate.lend('accounts_login', 'select, insert, update, delete', 'kajo_staff, kajo_partner, kajo_worker', 'exists (select from public.accounts_staff s where s.login_id = accounts_login.id and s.organisation <> '''')');
call gate.keep('accounts_office', '{office.make,staff.first,staff.make,history.load}', 'true', 'true', 'true');
call gate.keep('accounts_posting', '{staff.post,staff.leave,staff.first,staff.make,history.load}', 'true', 'false', 'true');
call gate.keep('accounts_reach', '{staff.reach,staff.leave,key.rotate}', 'true', 'false', 'staff_id = (select gate.whose()) or (select gate.does(''{key.rotate}'')) or value is null and (select gate.does(''{staff.leave}''))', 'staff_id = (select gate.whose()) or (select gate.does(''{staff.leave,key.rotate}''))');
call gate.keep('accounts_roleassignment', '{role.grant,role.end,staff.leave,staff.first,staff.make,history.load}', 'true', 'exists (select from public.accounts_staff s where s.id = staff_id)', 'staff_id is distinct from (select gate.whose()) or ended_at is not null');
call gate.lend('accounts_session', 'select, insert, update, delete', 'kajo_staff, kajo_partner, kajo_worker', 'site = ''partner''');
call gate.keep('accounts_staff', '{staff.leave,staff.first,staff.make,history.load}', 'true', 'organisation <> ''''', 'true');
call gate.keep('accounts_team', '{team.make,team.end,history.load}', 'true', 'false', 'true');
call gate.lend('accounts_usedcode', 'select, insert, update, delete', 'kajo_staff, kajo_partner, kajo_worker', 'exists (select from public.accounts_staff s where s.login_id = accounts_usedcode.login_id and s.organisation <> '''')');
call gate.lend('auth_group', 'select', 'kajo_staff, kajo_partner');
call gate.lend('auth_group_permissions', 'select', 'kajo_staff, kajo_partner');
call gate.lend('auth_permission', 'select', 'kajo_staff, kajo_partner');
call gate.protect('cases_afterassistance', 'case', array['case_id=cases_case', 'removal_id=cases_removal']::text[], '{appeal.answer,decision.annul,case.remove,case.after_assistance,case.restore,history.load,key.rotate}');
call gate.protect('cases_case', 'case', array['decision_id=decisions_decision', 'parent_id=cases_case', 'person_id=clients_person']::text[], '{appeal.answer,decision.annul,case.open,case.assign,case.identify,case.record_standing,case.add_child,case.admit_child,referral.admit,task.make,case.propose_reflection,case.decide_reflection,case.tell_police,case.after_assistance,case.assess_overall,case.log_attempt,case.note_risk,case.propose_removal,case.remove,case.restore,desk.check,fact.record,fact.correct,case.close_by_death,history.load,key.rotate}');
call gate.protect('cases_contactattempt', 'case', array['case_id=cases_case']::text[], '{case.log_attempt,history.load,key.rotate}');
call gate.protect('cases_overallassessment', 'case', array['case_id=cases_case']::text[], '{case.assess_overall,history.load,key.rotate}');
call gate.protect('cases_reflectionperiod', 'case', array['case_id=cases_case', 'decision_id=decisions_decision', 'interruption_id=decisions_decision']::text[], '{case.decide_reflection,history.load,key.rotate}');
call gate.protect('cases_removal', 'case', array['case_id=cases_case', 'correction_id=decisions_decision', 'decision_id=decisions_decision']::text[], '{appeal.answer,decision.annul,case.remove,case.restore,history.load,key.rotate}');
call gate.protect('cases_risknote', 'case', array['case_id=cases_case']::text[], '{case.note_risk,history.load,key.rotate}');
call gate.protect('cases_serviceorganiser', 'case', array['case_id=cases_case', 'standing_id=cases_standing']::text[], '{appeal.answer,decision.annul,case.record_standing,case.remove,case.restore,case.close_by_death,history.load,key.rotate}');
call gate.protect('cases_standing', 'case', array['case_id=cases_case']::text[], '{appeal.answer,decision.annul,case.record_standing,case.remove,case.restore,case.close_by_death,history.load,key.rotate}');
call gate.protect('clients_category', 'case', array['person_id=clients_person']::text[], '{client.meet,referral.admit,case.admit_child,client.category,history.load,key.rotate}');
call gate.protect('clients_death', 'case', array['person_id=clients_person']::text[], '{case.close_by_death,history.load,key.rotate}');
call gate.protect('clients_detail', 'case', array['person_id=clients_person']::text[], '{client.meet,referral.admit,case.admit_child,client.amend,case.identify,history.load,key.rotate}');
call gate.protect('clients_person', 'case', array[]::text[], '{client.meet,referral.admit,case.admit_child,client.apply_representative,client.appoint_representative,client.end_representative,client.amend,client.category,case.identify,case.open,history.load,key.rotate}');
call gate.protect('clients_relation', 'case', array['adult_id=clients_person', 'person_id=clients_person']::text[], '{client.apply_representative,client.appoint_representative,client.end_representative,client.amend,case.admit_child,history.load,key.rotate}');
call gate.protect('clients_representation', 'case', array['person_id=clients_person', 'representative_id=clients_relation', 'stand_in_id=clients_relation']::text[], '{client.apply_representative,client.appoint_representative,client.end_representative,history.load,key.rotate}');
call gate.protect('clients_safecontact', 'case', array['person_id=clients_person']::text[], '{client.amend,history.load,key.rotate}');
call gate.protect('contacts_consultation', 'contact', array[]::text[], '{contact.consult,history.load,key.rotate}');
call gate.protect('contacts_contact', 'contact', array['referral_id=referrals_referral']::text[], '{contact.log,contact.complete,contact.close,contact.refer,history.load,key.rotate}');
call gate.protect('contacts_draft', 'contact', array[]::text[], '{contact.keep,contact.log,contact.put_away,contact.take_over,history.load,key.rotate}');
call gate.protect('contacts_ring', 'ring', array['contact_id=contacts_contact']::text[], '{ring.tell,ring.keep_number,ring.look,ring.forget,contact.log,history.load,key.rotate}');
call gate.keep('contacts_trunk', '{trunk.add,trunk.rotate,trunk.end,history.load}', 'true', 'false', 'true');
call gate.protect('decisions_appeal', 'decision', array['decision_id=decisions_decision']::text[], '{appeal.receive,appeal.forward,appeal.answer,appeal.close,task.make,history.load,key.rotate}');
call gate.protect('decisions_decision', 'decision', array['corrects_id=decisions_decision']::text[], '{decision.correct,decision.decide_anew,decision.annul,decision.draft,decision.sign,decision.serve,decision.hear,decision.reply,decision.skip_hearing,appeal.receive,appeal.answer,referral.propose,referral.admit,case.add_child,case.admit_child,task.make,referral.propose_refusal,referral.refuse,case.propose_reflection,case.decide_reflection,case.propose_removal,case.remove,referral.withdraw,referral.lapse,referral.transfer,case.close_by_death,history.load,key.rotate}');
call gate.keep('decisions_delegation', '{decision.delegate,decision.end_delegation,history.load}', 'true', 'false', 'staff_id is distinct from (select gate.whose())');
call gate.protect('decisions_hearing', 'decision', array['decision_id=decisions_decision']::text[], '{decision.hear,decision.reply,decision.skip_hearing,history.load,key.rotate}');
call gate.protect('decisions_letter', 'decision', array['decision_id=decisions_decision']::text[], '{decision.typeset,history.load,key.rotate}');
call gate.protect('decisions_service', 'decision', array['decision_id=decisions_decision']::text[], '{decision.serve,history.load,key.rotate}');
call gate.protect('disclosures_disclosure', 'disclosure', array['inquiry_id=disclosures_inquiry', 'notification_id=disclosures_notification']::text[], '{case.tell_police,disclosure.prepare,disclosure.approve,disclosure.decline,disclosure.give,inquiry.answer,notification.make,history.load,key.rotate}');
call gate.protect('disclosures_inquiry', 'inquiry', array[]::text[], '{inquiry.receive,inquiry.answer,inquiry.refuse,disclosure.give,disclosure.decline,history.load,key.rotate}');
call gate.protect('disclosures_notification', 'notification', array[]::text[], '{notification.suspect,notification.make,notification.acknowledge,notification.answer,history.load,key.rotate}');
call gate.protect('disclosures_request', 'request', array[]::text[], '{request.ask,request.remind,request.file,request.withdraw,history.load,key.rotate}');
call gate.lend('django_content_type', 'select', 'kajo_staff, kajo_partner');
call gate.protect('facts_interpreterwish', 'fact', array[]::text[], '{interview.wish,history.load,key.rotate}');
call gate.protect('facts_interview', 'fact', array[]::text[], '{interview.plan,interview.hold,interview.cancel,history.load,key.rotate}');
call gate.protect('facts_sheet', 'fact', array[]::text[], '{sheet.answer,history.load,key.rotate}');
call gate.protect('facts_statement', 'fact', array['corrects_id=facts_statement']::text[], '{fact.record,fact.correct,history.load,key.rotate}');
call gate.protect('facts_weighing', 'fact', array[]::text[], '{fact.weigh,referral.admit,referral.refuse,case.admit_child,case.decide_reflection,history.load,key.rotate}');
call gate.lend('mfa_authenticator', 'select, insert, update, delete', 'kajo_staff, kajo_partner, kajo_worker', 'exists (select from public.accounts_staff s where s.login_id = mfa_authenticator.user_id and s.organisation <> '''')');
call gate.protect('notices_attempt', 'notice', array['notice_id=notices_notice']::text[], '{notice.claim,notice.deliver,notice.fail,notice.bury,history.load,key.rotate}');
call gate.protect('notices_notice', 'notice', array['way_id=clients_safecontact']::text[], '{notice.tell,notice.claim,notice.deliver,notice.fail,notice.bury,notice.block,notice.redo,notice.give_up,history.load,key.rotate}');
call gate.lend('procrastinate_events', 'select, insert, update, delete', 'kajo_staff, kajo_worker');
call gate.lend('procrastinate_jobs', 'select, insert, update, delete', 'kajo_staff, kajo_worker');
call gate.lend('procrastinate_periodic_defers', 'select, insert, update, delete', 'kajo_staff, kajo_worker');
call gate.lend('procrastinate_workers', 'select, insert, update, delete', 'kajo_staff, kajo_worker');
call gate.protect('referrals_check', 'referral', array['referral_id=referrals_referral']::text[], '{referral.check_known,history.load,key.rotate}');
call gate.protect('referrals_childsview', 'referral', array['referral_id=referrals_referral']::text[], '{referral.hear_child,history.load,key.rotate}');
call gate.protect('referrals_consent', 'referral', array['referral_id=referrals_referral']::text[], '{contact.refer,referral.receive,referral.consent,referral.withdraw,referral.withdraw_consent,history.load,key.rotate}');
call gate.protect('referrals_ending', 'referral', array['referral_id=referrals_referral']::text[], '{referral.withdraw,referral.lapse,referral.transfer,history.load,key.rotate}');
call gate.protect('referrals_estimate', 'referral', array['referral_id=referrals_referral']::text[], '{referral.estimate,history.load,key.rotate}');
call gate.protect('referrals_former', 'referral', array['referral_id=referrals_referral']::text[], '{referral.amend,referral.identify,history.load,key.rotate}');
call gate.protect('referrals_referral', 'referral', array['person_id=clients_person']::text[], '{appeal.answer,decision.annul,contact.refer,referral.receive,referral.amend,referral.consent,referral.assign,referral.assess,referral.supplement,referral.propose,referral.admit,task.make,referral.propose_refusal,referral.refuse,referral.reopen,referral.withdraw,referral.lapse,referral.transfer,referral.withdraw_consent,referral.estimate,referral.identify,referral.check_known,referral.hear_child,desk.check,history.load,key.rotate}');
call gate.protect('referrals_reopening', 'referral', array['annulled_id=decisions_decision', 'correction_id=decisions_decision', 'referral_id=referrals_referral']::text[], '{appeal.answer,decision.annul,referral.reopen,history.load,key.rotate}');
call gate.protect('referrals_supplement', 'referral', array['referral_id=referrals_referral']::text[], '{referral.assess,referral.supplement,referral.withdraw,referral.lapse,referral.transfer,history.load,key.rotate}');
call gate.keep('rota_feed', '{feed.make,feed.end}', 'true', 'false', 'staff_id = (select gate.whose())', 'staff_id = (select gate.whose())');
call gate.keep('rota_leave', '{rota.leave,rota.end_leave,history.load}', 'true', 'false', 'true');
call gate.keep('rota_override', '{rota.override,swap.accept,swap.settle,swap.approve,history.load}', 'true', 'false', 'true');
call gate.keep('rota_rotation', '{rota.rotate,rota.end_rotation,history.load}', 'true', 'false', 'true');
call gate.keep('rota_speaks', '{rota.speak,history.load}', 'true', 'false', 'true');
call gate.keep('rota_swap', '{swap.ask,swap.accept,swap.decline,swap.withdraw,swap.settle,swap.approve,swap.refuse}', 'true', 'false', 'asker_id = (select gate.whose()) or asked_id = (select gate.whose()) or (select gate.does(''{swap.approve,swap.refuse}''))', 'asker_id = (select gate.whose()) or asked_id = (select gate.whose()) or (select gate.does(''{swap.approve,swap.refuse}''))');
call gate.lend('socialaccount_socialaccount', 'select, insert, update, delete', 'kajo_staff, kajo_partner');
call gate.lend('socialaccount_socialapp', 'select, insert, update, delete', 'kajo_staff, kajo_partner');
call gate.lend('socialaccount_socialtoken', 'select, insert, update, delete', 'kajo_staff, kajo_partner');
call gate.guard('vault_datakey', '{contact.keep,contact.log,contact.consult,contact.refer,referral.receive,client.meet,referral.admit,case.admit_child,desk.check,key.destroy,staff.reach,ring.tell,history.load,key.rotate}');
call gate.guard('vault_subject', '{contact.keep,contact.log,contact.consult,contact.refer,referral.receive,client.meet,referral.admit,case.admit_child,desk.check,key.destroy,staff.reach,ring.tell,history.load,key.rotate}');
call gate.protect('work_clock', 'clock', array[]::text[], '{contact.refer,referral.receive,referral.amend,referral.assess,referral.supplement,referral.admit,referral.refuse,referral.reopen,referral.withdraw,referral.lapse,referral.transfer,appeal.answer,decision.annul,decision.hear,decision.reply,decision.skip_hearing,desk.check,case.open,case.admit_child,case.assess_overall,case.remove,case.restore,case.close_by_death,clock.start,clock.pause,clock.resume,clock.end,clock.alarm,history.load,key.rotate}');
call gate.keep('work_deputy', '{task.deputise,task.end_deputy}', 'true', 'false', 'staff_id = (select gate.whose())', 'staff_id = (select gate.whose())');
call gate.protect('work_pause', 'clock', array['clock_id=work_clock']::text[], '{contact.refer,referral.receive,referral.amend,referral.assess,referral.supplement,referral.admit,referral.refuse,referral.reopen,referral.withdraw,referral.lapse,referral.transfer,appeal.answer,decision.annul,decision.hear,decision.reply,decision.skip_hearing,desk.check,case.open,case.admit_child,case.assess_overall,case.remove,case.restore,case.close_by_death,clock.start,clock.pause,clock.resume,clock.end,history.load,key.rotate}');
call gate.protect('work_task', 'task', array[]::text[], '{client.apply_representative,client.appoint_representative,client.end_representative,case.identify,task.make,task.complete,contact.refer,referral.receive,referral.amend,referral.consent,referral.assign,referral.assess,referral.supplement,referral.propose,referral.admit,case.open,case.admit_child,decision.serve,decision.sign,decision.hear,decision.reply,decision.skip_hearing,appeal.receive,appeal.forward,appeal.answer,decision.annul,referral.propose_refusal,referral.refuse,referral.reopen,referral.withdraw,referral.lapse,referral.transfer,referral.withdraw_consent,referral.estimate,referral.hear_child,case.close_by_death,case.decide_reflection,case.tell_police,case.remove,case.restore,case.after_assistance,case.assess_overall,case.note_risk,clock.alarm,desk.check,task.close,task.escalate,request.ask,request.remind,request.file,request.withdraw,inquiry.receive,inquiry.answer,inquiry.refuse,disclosure.prepare,disclosure.approve,disclosure.decline,disclosure.give,notification.suspect,notification.make,notification.acknowledge,notification.answer,notice.tell,notice.claim,notice.bury,notice.block,notice.redo,notice.give_up,history.load,key.rotate}');
call gate.lend('django_migrations', 'select', 'kajo_staff, kajo_partner, kajo_public, kajo_worker, kajo_sealer');
delete from gate.sights;
insert into gate.sights (role, kind, letter)
select role, split_part(verb, '.', 1), case scope when 'all' then 'a' when 'office' then 'f' else 'o' end
from gate.matrix where verb like '%.view' and split_part(verb, '.', 1) in (select kind from gate.walls);
-- end of generated

commit;
