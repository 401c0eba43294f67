"""Reflection periods of a case have no day in common, and what was granted or told stays, whoever asks the database."""

from __future__ import annotations

from django.db import migrations

# Ranges know how to exclude each other without an extension; a case is a range of one number, drawn from its key.
APART = """
alter table cases_reflectionperiod add constraint reflection_periods_apart exclude using gist (
    int8range(hashtextextended(case_id::text, 0), hashtextextended(case_id::text, 0), '[]') with &&,
    daterange(from_on, least(until_on, interrupted_on)) with &&
);
"""
TOGETHER = "alter table cases_reflectionperiod drop constraint reflection_periods_apart;"

# Where a row lies (office, seal) and how often it changed may change; a period may be interrupted once. The mover seals
# cells anew under newer keys, which changes their bytes and not their words.
STAYS = """
create function cases_reflection_stays() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
    free text[] := array['office', 'sealed', 'edition'];
begin
    if session_user = 'kajo_mover' then
        return new;
    end if;
    if tg_table_name = 'cases_reflectionperiod' then
        if (to_jsonb(old) ->> 'interrupted_on') is null then
            free := free || array['interrupted_on', 'interruption_id', 'ground'];
        end if;
    end if;
    if to_jsonb(new) - free is distinct from to_jsonb(old) - free then
        raise exception using errcode = '42501', message = format('%s stays as it was made', tg_table_name);
    end if;
    return new;
end $$;
create trigger stays before update on cases_reflectionperiod for each row execute function cases_reflection_stays();
create trigger stays before update on cases_disclosure for each row execute function cases_reflection_stays();
"""
GOES = """
drop trigger stays on cases_disclosure;
drop trigger stays on cases_reflectionperiod;
drop function cases_reflection_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0004_reflection")]
    operations = [migrations.RunSQL(APART, TOGETHER), migrations.RunSQL(STAYS, GOES)]
