"""A faulty decision is decided anew by one of the same kind and matter, once, and for the worse only as the law has it."""

from __future__ import annotations

from django.db import migrations, models

ANEW = ["annulled", "no_worse", "worse"]
FAULTS = ["evidence", "law", "procedure", "new_evidence"]

# What is corrected was signed, and the correction speaks of the same matter of the same person. The mover, who seals
# cells anew, changes none of it.
FITS = """
create function decision_correction_fits() returns trigger language plpgsql
    set search_path = pg_catalog, pg_temp as $$
begin
    if new.corrects_id is null or session_user = 'kajo_mover' then
        return new;
    end if;
    if not exists (
        select from public.decisions_decision d
        where d.id = new.corrects_id and d.state in ('signed', 'served') and not d.is_as_recorded
            and d.decision_kind = new.decision_kind and d.matter = new.matter and d.subject_id = new.subject_id
    ) then
        raise exception using errcode = '42501', message = 'a correction fits the signed decision that it corrects';
    end if;
    return new;
end $$;
create trigger correction_fits before insert or update of corrects_id, decision_kind, matter, subject_id
    on decisions_decision for each row execute function decision_correction_fits();
"""
GOES = """
drop trigger correction_fits on decisions_decision;
drop function decision_correction_fits();
"""


class Migration(migrations.Migration):
    dependencies = [("decisions", "0012_corrections")]
    operations = [
        migrations.AddField(
            model_name="decision", name="anew", field=models.CharField(blank=True, default="", max_length=10)
        ),
        migrations.AddField(model_name="decision", name="raised_on", field=models.DateField(blank=True, null=True)),
        migrations.AddField(model_name="decision", name="consented_on", field=models.DateField(blank=True, null=True)),
        migrations.AddField(model_name="decision", name="is_obvious", field=models.BooleanField(default=False)),
        migrations.AddField(model_name="decision", name="is_partys_own", field=models.BooleanField(default=False)),
        migrations.RunSQL(FITS, GOES),
    ]
