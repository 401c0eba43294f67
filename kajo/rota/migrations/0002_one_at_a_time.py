from django.db import migrations

# GiST of the core knows no "=" for words and keys. A range of one whole number overlaps another exactly where both are
# the same: a duty has its number, a person's key is two numbers of eight bytes. So no extension is needed.
NUMBER = "(case duty when 'line' then 1 when 'backup' then 2 when 'decider' then 3 end)"
DUTY = f"int4range({NUMBER}, {NUMBER}, '[]') with &&"


def half(first: int) -> str:
    number = f"('x' || substr(replace(staff_id::text, '-', ''), {first}, 16))::bit(64)::bigint"
    return f"int8range({number}, {number}, '[]') with &&"


PERSON = f"{half(1)}, {half(17)}"
DAYS = "daterange(from_on, until_on) with &&"
MOMENTS = "tstzrange(from_at, until_at) with &&"
# The minutes of the week, in two pieces where they go on after Sunday.
WEEK = """(case when from_minute + minutes <= 10080
        then int4multirange(int4range(from_minute, from_minute + minutes))
        else int4multirange(int4range(from_minute, 10080), int4range(0, from_minute + minutes - 10080)) end) with &&"""

RULES = (
    ("rota_rotation", "rotation_one_person_a_duty", f"{DUTY}, {WEEK}, {DAYS}", ""),
    ("rota_rotation", "rotation_one_duty_a_person", f"{PERSON}, {WEEK}, {DAYS}", ""),
    ("rota_override", "override_one_person_a_duty", f"{DUTY}, {MOMENTS}", "where (superseded_at is null)"),
    ("rota_override", "override_one_duty_a_person", f"{PERSON}, {MOMENTS}", "where (superseded_at is null)"),
    ("rota_leave", "leave_once", f"{PERSON}, {DAYS}", "where (ended_at is null)"),
    ("rota_swap", "swap_one_open_of_a_turn", f"{DUTY}, {MOMENTS}", "where (state in ('asked', 'accepted'))"),
)


class Migration(migrations.Migration):
    dependencies = [("rota", "0001_initial")]

    operations = [
        migrations.RunSQL(
            f"alter table {table} add constraint {name} exclude using gist ({what}) {where}",
            f"alter table {table} drop constraint {name}",
        )
        for table, name, what, where in RULES
    ]
