"""The register of disclosures takes over the table of what the police were told of decisions on reflection periods.

Every row is kept as it is: the table gets its new name, and two of its keys stop being foreign keys, because the
register knows a matter and a decision by key alone. Sealed words stay readable by the place they were sealed for.
"""

from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models

import kajo.vault.classes
import kajo.vault.fields
import kajo.vault.models

# The triggers that watch the former keys are made anew by deploy/roles.sql, as far as they are still needed.
MOVE = """
do $$
declare
    found record;
begin
    for found in select conname from pg_constraint where conrelid = 'cases_disclosure'::regclass and contype = 'f'
        and confrelid in ('cases_case'::regclass, 'decisions_decision'::regclass) loop
        execute format('alter table cases_disclosure drop constraint %I', found.conname);
    end loop;
    for found in select distinct i.indexrelid::regclass as name from pg_index i join pg_attribute a
        on a.attrelid = i.indrelid and a.attnum = any(i.indkey) where i.indrelid = 'cases_disclosure'::regclass
        and a.attname in ('case_id', 'decision_id') and not i.indisunique loop
        execute format('drop index %s', found.name);
    end loop;
end $$;
drop trigger if exists hung_case_id on cases_disclosure;
drop trigger if exists hung_decision_id on cases_disclosure;
drop trigger stays on cases_disclosure;
drop policy if exists made on cases_disclosure;
alter table cases_disclosure drop constraint disclosure_authority_known;
alter table cases_disclosure rename to disclosures_disclosure;
alter table disclosures_disclosure rename column case_id to about;
alter table disclosures_disclosure rename column decision_id to decision;
alter table disclosures_disclosure rename column authority to recipient;
"""
BACK = """
alter table disclosures_disclosure rename column recipient to authority;
alter table disclosures_disclosure rename column decision to decision_id;
alter table disclosures_disclosure rename column about to case_id;
drop policy if exists made on disclosures_disclosure;
alter table disclosures_disclosure rename to cases_disclosure;
alter table cases_disclosure add constraint disclosure_authority_known check (authority in ('police'));
create trigger stays before update on cases_disclosure for each row execute function cases_reflection_stays();
alter table cases_disclosure add foreign key (case_id) references cases_case (id) deferrable initially deferred;
alter table cases_disclosure add foreign key (decision_id) references decisions_decision (id) deferrable initially deferred;
create index on cases_disclosure (case_id);
create index on cases_disclosure (decision_id);
"""


def staff() -> models.ForeignKey:
    return models.ForeignKey(
        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.staff"
    )


class Migration(migrations.Migration):
    initial = True
    dependencies = [
        ("accounts", "0003_teams"),
        ("cases", "0009_disclosures_move_out"),
        ("vault", "0001_initial"),
    ]
    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(MOVE, BACK)],
            state_operations=[
                migrations.CreateModel(
                    name="Disclosure",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=kajo.vault.models.new_id, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("office", models.PositiveSmallIntegerField(default=1)),
                        ("sealed", models.BooleanField(default=False)),
                        ("edition", models.PositiveIntegerField(default=1)),
                        ("about", models.UUIDField()),
                        ("decision", models.UUIDField()),
                        ("recipient", models.CharField(max_length=20)),
                        (
                            "unit",
                            kajo.vault.fields.SealedText(
                                kajo.vault.classes.Class["LEGAL"], max_length=200, place="cases_disclosure.unit"
                            ),
                        ),
                        ("basis", models.CharField(max_length=120)),
                        ("extent", models.CharField(max_length=200)),
                        ("told_on", models.DateField()),
                        ("approved_by", staff()),
                        ("made_by", staff()),
                        ("made_at", models.DateTimeField()),
                        (
                            "subject",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="vault.subject"
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                name="disclosure_has_basis_and_extent",
                                condition=~models.Q(basis="") & ~models.Q(extent=""),
                            ),
                            models.UniqueConstraint(
                                name="disclosure_once_a_decision", fields=["decision", "recipient"]
                            ),
                        ],
                    },
                ),
            ],
        ),
    ]
