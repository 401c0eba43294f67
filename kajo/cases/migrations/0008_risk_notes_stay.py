"""What was written of a risk stays as it was written, whoever asks the database: it is only ever superseded, once."""

from __future__ import annotations

from django.db import migrations

# Where a row lies (office, seal) and how often it changed may change. The mover seals cells anew under newer keys, which
# changes their bytes and not their words.
STAYS = """
create function cases_risk_note_stays() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
    free text[] := array['office', 'sealed', 'edition'];
begin
    if session_user = 'kajo_mover' then
        return new;
    end if;
    if (to_jsonb(old) ->> 'superseded_at') is null then
        free := free || array['superseded_at'];
    end if;
    if to_jsonb(new) - free is distinct from to_jsonb(old) - free then
        raise exception using errcode = '42501', message = format('%s stays as it was made', tg_table_name);
    end if;
    return new;
end $$;
create trigger stays before update on cases_risknote for each row execute function cases_risk_note_stays();
"""
GOES = """
drop trigger stays on cases_risknote;
drop function cases_risk_note_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0007_risk_notes")]
    operations = [migrations.RunSQL(STAYS, GOES)]
