-- Movements are added to their day and month by the statement that makes them, in its own transaction.
-- The functions belong to the owner of the tables: no role may write the sums by hand.

create function statistics_moves_of_cases(sign int, opened date, removed date, category text, first boolean, minor boolean)
returns table (on_day date, what text, n int) language sql immutable set search_path = pg_catalog, pg_temp as $$
    select * from (values
        (opened, case category when 'child' then 'child' else 'admission' end, sign),
        (case when first then opened end, 'person', sign),
        (case when minor and category = 'victim' then opened end, 'minor', sign),
        (removed, case category when 'child' then 'child_removal' else 'removal' end, sign),
        (case when minor and category = 'victim' then removed end, 'minor_removal', sign)
    ) as moves (on_day, what, n) where moves.on_day is not null
$$;

create function statistics_keep() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    source text := '';
    moves text;
begin
    if tg_op <> 'DELETE' then
        source := 'select 1 as sign, r.* from fresh r';
    end if;
    if tg_op <> 'INSERT' then
        source := source || case when source = '' then '' else ' union all ' end || 'select -1 as sign, r.* from stale r';
    end if;
    if tg_table_name = 'cases_case' then
        moves := 'select m.on_day, m.what, r.office, sum(m.n) as n from (' || source || ') r, lateral public.statistics_moves_of_cases('
            || 'r.sign, r.opened_on, r.removed_on, r.category, r.is_first, r.is_admitted_as_minor) m';
    else
        moves := 'select (r.received_at at time zone ''Europe/Helsinki'')::date as on_day, ''referral'' as what, r.office, sum(r.sign) as n from ('
            || source || ') r';
    end if;
    moves := moves || ' group by 1, 2, 3 having sum(' || case tg_table_name when 'cases_case' then 'm.n' else 'r.sign' end || ') <> 0';
    execute 'insert into public.statistics_day as kept (on_day, what, office, amount) ' || moves
        || ' order by 1, 2, 3 on conflict (on_day, what, office) do update set amount = kept.amount + excluded.amount';
    execute 'insert into public.statistics_month as kept (first_day, what, office, amount)'
        || ' select date_trunc(''month'', on_day)::date, what, office, sum(n) from (' || moves || ') m group by 1, 2, 3'
        || ' order by 1, 2, 3 on conflict (first_day, what, office) do update set amount = kept.amount + excluded.amount';
    return null;
end $$;

create trigger kept_insert after insert on cases_case referencing new table as fresh for each statement execute function statistics_keep();
create trigger kept_update after update on cases_case referencing old table as stale new table as fresh for each statement execute function statistics_keep();
create trigger kept_delete after delete on cases_case referencing old table as stale for each statement execute function statistics_keep();
create trigger kept_insert after insert on referrals_referral referencing new table as fresh for each statement execute function statistics_keep();
create trigger kept_update after update on referrals_referral referencing old table as stale new table as fresh for each statement execute function statistics_keep();
create trigger kept_delete after delete on referrals_referral referencing old table as stale for each statement execute function statistics_keep();
