"""What was signed stays as it was signed, and letters stay as they were made, whoever asks the database."""

from __future__ import annotations

from django.db import migrations

# Where a row lies (office, seal), how often it changed and its state may still change; everything else was signed.
# The mover seals cells anew under newer keys, which changes their bytes and not their words.
STAYS = """
create function decisions_stay() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
    free constant text[] := array['office', 'sealed', 'edition', 'state'];
begin
    if session_user = 'kajo_mover' then
        return new;
    end if;
    if tg_table_name = 'decisions_decision' and old.state = 'draft' then
        return new;
    end if;
    if to_jsonb(new) - free is distinct from to_jsonb(old) - free then
        raise exception using errcode = '42501', message = format('%s stays as it was signed', tg_table_name);
    end if;
    return new;
end $$;
create trigger stays before update on decisions_decision for each row execute function decisions_stay();
create trigger stays before update on decisions_letter for each row execute function decisions_stay();
create trigger stays before update on decisions_service for each row execute function decisions_stay();
"""
GOES = """
drop trigger stays on decisions_service;
drop trigger stays on decisions_letter;
drop trigger stays on decisions_decision;
drop function decisions_stay();
"""


class Migration(migrations.Migration):
    dependencies = [("decisions", "0001_initial")]
    operations = [migrations.RunSQL(STAYS, GOES)]
