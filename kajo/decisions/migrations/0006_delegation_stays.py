"""What was delegated stays as it was given, whoever asks the database; it may only be ended, once."""

from __future__ import annotations

from django.db import migrations

STAYS = """
create function decisions_delegation_stays() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
    free constant text[] := array['ended_by_id', 'ended_at'];
begin
    if session_user <> 'kajo_mover'
        and (old.ended_at is not null or to_jsonb(new) - free is distinct from to_jsonb(old) - free)
    then
        raise exception using errcode = '42501', message = format('%s stays as it was given', tg_table_name);
    end if;
    return new;
end $$;
create trigger stays before update on decisions_delegation for each row execute function decisions_delegation_stays();
"""
GOES = """
drop trigger stays on decisions_delegation;
drop function decisions_delegation_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("decisions", "0005_delegation_ends")]
    operations = [migrations.RunSQL(STAYS, GOES)]
