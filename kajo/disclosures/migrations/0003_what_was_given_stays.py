"""What was given, or was not given after all, stays as it was recorded, whoever asks the database."""

from __future__ import annotations

from django.db import migrations

# Where a row lies (office, seal) and how often it changed may change. The mover seals cells anew under newer keys, which
# changes their bytes and not their words.
STAYS = """
create function disclosures_stays() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
    free constant text[] := array['office', 'sealed', 'edition'];
begin
    if session_user <> 'kajo_mover' and old.state in ('given', 'declined')
        and to_jsonb(new) - free is distinct from to_jsonb(old) - free
    then
        raise exception using errcode = '42501', message = format('%s stays as it was made', tg_table_name);
    end if;
    return new;
end $$;
create trigger stays before update on disclosures_disclosure for each row execute function disclosures_stays();
"""
GOES = """
drop trigger stays on disclosures_disclosure;
drop function disclosures_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("disclosures", "0002_requests_and_notifications")]
    operations = [migrations.RunSQL(STAYS, GOES)]
