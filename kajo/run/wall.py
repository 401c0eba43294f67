"""Which lines of `deploy/roles.sql` follow from models, matrix and machines?"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Iterator

from django.apps import apps
from django.db import models

from kajo.access.machine import Machine
from kajo.access.matrix import MATRIX
from kajo.access.models import Protected
from kajo.ledger.guarded import Guarded

START, END = "-- generated", "-- end of generated"
SITES = "kajo_staff, kajo_partner"
OF_PARTNER = "exists (select from public.accounts_staff s where s.login_id = {column} and s.organisation <> '''')"
PARTNERS = {
    "accounts_login": OF_PARTNER.format(column="accounts_login.id"),
    "accounts_session": "site = ''partner''",
    "accounts_usedcode": OF_PARTNER.format(column="accounts_usedcode.login_id"),
    "mfa_authenticator": OF_PARTNER.format(column="mfa_authenticator.user_id"),
}
"""Tables of the sign-in whose rows the partner site sees only as far as they are its own."""

PEOPLE = "staff.first staff.make history.load"
OWN_ROW = "actor = (select gate.who())"
LEAVES = "(select gate.does(''{staff.leave}''))"
OWN_NAME = "staff_id = (select gate.whose())"
ASKER_OR_ASKED = "asker_id = (select gate.whose()) or asked_id = (select gate.whose())"
KEPT = {
    "access_once": ("", OWN_ROW, OWN_ROW, OWN_ROW),
    "accounts_office": (f"office.make {PEOPLE}", "true", "true", "true"),
    "accounts_posting": (f"staff.post staff.leave {PEOPLE}", "true", "false", "true"),
    # Everybody notes it in the own name; whoever closes an account takes it away, and keys change without a look at it.
    "accounts_reach": (
        "staff.reach staff.leave key.rotate",
        "true",
        "false",
        f"{OWN_NAME} or (select gate.does(''{{key.rotate}}'')) or value is null and {LEAVES}",
        f"{OWN_NAME} or (select gate.does(''{{staff.leave,key.rotate}}''))",
    ),
    "accounts_roleassignment": (
        f"role.grant role.end staff.leave {PEOPLE}",
        "true",
        "exists (select from public.accounts_staff s where s.id = staff_id)",
        "staff_id is distinct from (select gate.whose()) or ended_at is not null",
    ),
    "accounts_staff": (f"staff.leave {PEOPLE}", "true", "organisation <> ''''", "true"),
    "accounts_team": ("team.make team.end history.load", "true", "false", "true"),
    "contacts_trunk": ("trunk.add trunk.rotate trunk.end history.load", "true", "false", "true"),
    "decisions_delegation": (
        "decision.delegate decision.end_delegation history.load",
        "true",
        "false",
        "staff_id is distinct from (select gate.whose())",
    ),
    "rota_feed": ("feed.make feed.end", "true", "false", OWN_NAME, OWN_NAME),
    "rota_leave": ("rota.leave rota.end_leave history.load", "true", "false", "true"),
    "rota_override": ("rota.override swap.accept swap.settle swap.approve history.load", "true", "false", "true"),
    "rota_rotation": ("rota.rotate rota.end_rotation history.load", "true", "false", "true"),
    "rota_speaks": ("rota.speak history.load", "true", "false", "true"),
    # A question is asked in the own name and answered by whom it was asked, or it is a manager's.
    "rota_swap": (
        "swap.ask swap.accept swap.decline swap.withdraw swap.settle swap.approve swap.refuse",
        "true",
        "false",
        f"{ASKER_OR_ASKED} or (select gate.does(''{{swap.approve,swap.refuse}}''))",
        f"{ASKER_OR_ASKED} or (select gate.does(''{{swap.approve,swap.refuse}}''))",
    ),
    "work_deputy": ("task.deputise task.end_deputy", "true", "false", OWN_NAME, OWN_NAME),
}
"""Guarded tables without client data: the deeds that alone write them (any if empty), and what a row must be for the
staff site to see it, for the partner site to see it, to be written, and, where that differs from being seen, before it
is changed."""

CLOCKED = (
    "contact.refer referral.receive referral.amend referral.assess referral.supplement referral.admit referral.refuse"
    " referral.reopen referral.withdraw referral.lapse referral.transfer appeal.answer decision.annul decision.hear"
    " decision.reply"
    " decision.skip_hearing desk.check case.open case.admit_child case.assess_overall case.remove case.restore"
    " case.close_by_death"
)
WRITTEN = {
    "access_tie": "contact.keep contact.log contact.consult contact.refer referral.receive client.meet referral.admit"
    " case.admit_child referral.assign case.assign case.open tie.make staff.reach",
    "cases_afterassistance": "appeal.answer decision.annul case.remove case.after_assistance case.restore",
    # An admission, also a child's, opens a case, and a case is made and counted anew with what is known of the person
    # and of what happened.
    "cases_case": "appeal.answer decision.annul case.open case.assign case.identify case.record_standing case.add_child"
    " case.admit_child referral.admit task.make case.propose_reflection case.decide_reflection case.tell_police"
    " case.after_assistance case.assess_overall case.log_attempt case.note_risk case.propose_removal case.remove"
    " case.restore desk.check fact.record fact.correct case.close_by_death",
    "cases_contactattempt": "case.log_attempt",
    "cases_overallassessment": "case.assess_overall",
    "cases_reflectionperiod": "case.decide_reflection",
    "cases_removal": "appeal.answer decision.annul case.remove case.restore",
    "cases_risknote": "case.note_risk",
    "cases_serviceorganiser": "appeal.answer decision.annul case.record_standing case.remove case.restore"
    " case.close_by_death",
    "cases_standing": "appeal.answer decision.annul case.record_standing case.remove case.restore case.close_by_death",
    "clients_category": "client.meet referral.admit case.admit_child client.category",
    "clients_death": "case.close_by_death",
    "clients_detail": "client.meet referral.admit case.admit_child client.amend case.identify",
    # Whatever is done to a person counts the edition of the person's own row too, and so does the opening of a case.
    "clients_person": "client.meet referral.admit case.admit_child client.apply_representative"
    " client.appoint_representative client.end_representative client.amend client.category case.identify case.open",
    "clients_relation": "client.apply_representative client.appoint_representative client.end_representative"
    " client.amend case.admit_child",
    "clients_representation": "client.apply_representative client.appoint_representative client.end_representative",
    "clients_safecontact": "client.amend",
    "contacts_consultation": "contact.consult",
    "contacts_contact": "contact.log contact.complete contact.close contact.refer",
    "contacts_draft": "contact.keep contact.log contact.put_away contact.take_over",
    # A call that is saved names the ring it came by.
    "contacts_ring": "ring.tell ring.keep_number ring.look ring.forget contact.log",
    "decisions_appeal": "appeal.receive appeal.forward appeal.answer appeal.close task.make",
    # Whatever is done to hear its party, or against it, counts the edition of the decision too.
    "decisions_decision": "decision.correct decision.decide_anew decision.annul decision.draft decision.sign"
    " decision.serve decision.hear decision.reply"
    " decision.skip_hearing appeal.receive appeal.answer referral.propose referral.admit case.add_child"
    " case.admit_child task.make referral.propose_refusal referral.refuse case.propose_reflection"
    " case.decide_reflection case.propose_removal case.remove referral.withdraw referral.lapse referral.transfer"
    " case.close_by_death",
    "decisions_hearing": "decision.hear decision.reply decision.skip_hearing",
    "decisions_letter": "decision.typeset",
    "decisions_service": "decision.serve",
    # What answers an inquiry or a notification is written by the deed that answers it.
    "disclosures_disclosure": "case.tell_police disclosure.prepare disclosure.approve disclosure.decline"
    " disclosure.give inquiry.answer notification.make",
    "disclosures_inquiry": "inquiry.receive inquiry.answer inquiry.refuse disclosure.give disclosure.decline",
    "disclosures_notification": "notification.suspect notification.make notification.acknowledge notification.answer",
    "disclosures_request": "request.ask request.remind request.file request.withdraw",
    "facts_interpreterwish": "interview.wish",
    "facts_interview": "interview.plan interview.hold interview.cancel",
    "facts_sheet": "sheet.answer",
    "facts_statement": "fact.record fact.correct",
    # What stood when a decision was signed carries its key from then on.
    "facts_weighing": "fact.weigh referral.admit referral.refuse case.admit_child case.decide_reflection",
    "notices_attempt": "notice.claim notice.deliver notice.fail notice.bury",
    # Rooms above add their own deeds that tell.
    "notices_notice": "notice.tell notice.claim notice.deliver notice.fail notice.bury notice.block notice.redo"
    " notice.give_up",
    # A call that is referred is received at once, with the consent that was given on the telephone.
    "referrals_check": "referral.check_known",
    "referrals_childsview": "referral.hear_child",
    "referrals_consent": "contact.refer referral.receive referral.consent referral.withdraw referral.withdraw_consent",
    "referrals_ending": "referral.withdraw referral.lapse referral.transfer",
    "referrals_estimate": "referral.estimate",
    "referrals_former": "referral.amend referral.identify",
    "referrals_referral": "appeal.answer decision.annul contact.refer referral.receive referral.amend referral.consent"
    " referral.assign"
    " referral.assess referral.supplement referral.propose referral.admit task.make referral.propose_refusal"
    " referral.refuse referral.reopen referral.withdraw referral.lapse referral.transfer referral.withdraw_consent"
    " referral.estimate referral.identify referral.check_known referral.hear_child desk.check",
    "referrals_reopening": "appeal.answer decision.annul referral.reopen",
    "referrals_supplement": "referral.assess referral.supplement referral.withdraw referral.lapse referral.transfer",
    "vault_datakey": "contact.keep contact.log contact.consult contact.refer referral.receive client.meet"
    " referral.admit case.admit_child desk.check key.destroy staff.reach ring.tell",
    "vault_subject": "contact.keep contact.log contact.consult contact.refer referral.receive client.meet"
    " referral.admit case.admit_child desk.check key.destroy staff.reach ring.tell",
    # The own target of a referral starts, stands still, goes on and ends with the deeds that do so to the referral.
    "work_clock": f"{CLOCKED} clock.start clock.pause clock.resume clock.end clock.alarm",
    "work_pause": f"{CLOCKED} clock.start clock.pause clock.resume clock.end",
    # Most deeds end the tasks that led to them and make the next ones.
    "work_task": "client.apply_representative client.appoint_representative client.end_representative case.identify"
    " task.make task.complete contact.refer referral.receive referral.amend referral.consent referral.assign"
    " referral.assess referral.supplement referral.propose referral.admit case.open case.admit_child decision.serve"
    " decision.sign decision.hear decision.reply decision.skip_hearing appeal.receive appeal.forward appeal.answer"
    " decision.annul referral.propose_refusal referral.refuse referral.reopen referral.withdraw referral.lapse"
    " referral.transfer"
    " referral.withdraw_consent referral.estimate referral.hear_child case.close_by_death"
    " case.decide_reflection case.tell_police case.remove case.restore"
    " case.after_assistance case.assess_overall case.note_risk clock.alarm desk.check task.close task.escalate"
    " request.ask request.remind request.file request.withdraw inquiry.receive inquiry.answer"
    " inquiry.refuse disclosure.prepare disclosure.approve disclosure.decline disclosure.give notification.suspect"
    " notification.make notification.acknowledge notification.answer"
    # What must not go its way, or did not get through, is somebody's to tell otherwise.
    " notice.tell notice.claim notice.bury notice.block notice.redo notice.give_up",
}
"""Tables of subjects: the deeds whose door writes them, that of the outermost door alone counts. `task.make` counts
the edition of what the task is about."""

ALWAYS = "history.load key.rotate"
"""Deeds of the console that write all of them: loading, and sealing anew under another key."""

LENT = {
    "accounts_": ("select, insert, update, delete", f"{SITES}, kajo_worker"),
    "account_": ("select, insert, update, delete", SITES),
    "auth_": ("select", SITES),
    "django_content_type": ("select", SITES),
    "django_migrations": ("select", f"{SITES}, kajo_public, kajo_worker, kajo_sealer"),
    "django_session": ("select, insert, update, delete", SITES),
    "django_site": ("select", SITES),
    "mfa_": ("select, insert, update, delete", f"{SITES}, kajo_worker"),
    "procrastinate_": ("select, insert, update, delete", "kajo_staff, kajo_worker"),
    "socialaccount_": ("select, insert, update, delete", SITES),
    "usersessions_": ("select, insert, update, delete", SITES),
}
"""Tables of libraries and of sign-in, by the beginning of their name: which rights, to which roles."""


def generated_part() -> str:
    """Write the generated part of `deploy/roles.sql`: grants of the matrix, moves of the machines, a line a table."""
    return "\n".join([START, "-- matrix", *_matrix(), "-- machines", *_moves(), "-- tables", *_tables(), END])


def with_generated_part(text: str) -> str:
    """Give the text of `deploy/roles.sql` with its generated part as it should be."""
    before, _, rest = text.partition(f"\n{START}\n")
    return f"{before}\n{generated_part()}{rest.partition(END)[2]}"


def machines() -> list[Machine]:
    """Collect the machines of all rooms, ordered by table."""
    found: list[Machine] = []
    for app in apps.get_app_configs():
        if app.name.startswith("kajo.") and importlib.util.find_spec(f"{app.name}.states"):
            states = importlib.import_module(f"{app.name}.states")
            found += [value for value in vars(states).values() if isinstance(value, Machine)]
    return sorted({each.table: each for each in found}.values(), key=lambda each: each.table)


def deeds_of(table: str) -> str:
    """Name the deeds that write a table of subjects. Raises KeyError for one of which none are named."""
    return f"{WRITTEN[table]} {ALWAYS}"


def _matrix() -> Iterator[str]:
    yield "delete from gate.matrix;"
    rows = [
        f"('{verb}', '{role}', '{scope}')"
        for verb, row in sorted(MATRIX.items())
        for role, scope in sorted(row.items())
    ]
    yield "insert into gate.matrix (verb, role, scope) values\n    " + ",\n    ".join(rows) + ";"


def _moves() -> Iterator[str]:
    yield "delete from gate.moves;"
    for machine in machines():
        rows = [f"('{machine.table}', '{source}', '{target}', '{verb}')" for source, target, verb in machine.steps()]
        yield "insert into gate.moves (place, source, target, verb) values\n    " + ",\n    ".join(rows) + ";"
        yield f"call gate.machine('{machine.table}', '{machine.field}');"


# What each role may see of each kind of protected record, found once instead of at every crossing.
SIGHTS = (
    "delete from gate.sights;",
    "insert into gate.sights (role, kind, letter)",
    "select role, split_part(verb, '.', 1), case scope when 'all' then 'a' when 'office' then 'f' else 'o' end",
    "from gate.matrix where verb like '%.view' and split_part(verb, '.', 1) in (select kind from gate.walls);",
)


def _tables() -> Iterator[str]:
    yield "delete from gate.walls;"
    for model in sorted(apps.get_models(include_auto_created=True), key=lambda each: each._meta.db_table):
        table = model._meta.db_table
        if issubclass(model, Protected):
            yield f"call gate.protect('{table}', '{model.kind}', {_parents(model)}, '{_listed(deeds_of(table))}');"
        elif table in WRITTEN:
            yield f"call gate.guard('{table}', '{_listed(deeds_of(table))}');"
        elif issubclass(model, Guarded):
            deeds, *rules = KEPT[table]
            words = ", ".join(f"'{rule}'" for rule in rules)
            yield f"call gate.keep('{table}', '{_listed(deeds)}', {words});"
        elif not table.startswith(("ledger_", "vault_", "statistics_")):
            rights, roles = next(value for start, value in LENT.items() if table.startswith(start))
            partners = f", '{PARTNERS[table]}'" if table in PARTNERS else ""
            yield f"call gate.lend('{table}', '{rights}', '{roles}'{partners});"
    yield f"call gate.lend('django_migrations', 'select', '{SITES}, kajo_public, kajo_worker, kajo_sealer');"
    yield from SIGHTS


def _listed(deeds: str) -> str:
    return f"{{{','.join(deeds.split())}}}"


def _parents(model: type[models.Model]) -> str:
    pairs = sorted(
        f"'{field.column}={field.related_model._meta.db_table}'"
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey) and issubclass(field.related_model, Protected)
    )
    return f"array[{', '.join(pairs)}]::text[]"
