"""How are questions of a set answered?"""

from __future__ import annotations

from datetime import datetime

from kajo.access.doors import action
from kajo.access.gate import Refused
from kajo.access.roles import Actor
from kajo.access.verbs import Verb
from kajo.content import queries as content
from kajo.facts import queries
from kajo.facts.models import Sheet
from kajo.facts.terms import VERSIONS, About, Answers, Reply
from kajo.law.calendar import legal_day
from kajo.law.finding import N_ as _


@action(Verb.SHEET_ANSWER)
def answer(actor: Actor, about: About, /, *, answers: Answers, at: datetime) -> Sheet:
    """Keep the answers to a set of questions, with the words of each question as it was asked.

    What was not answered was not asked. Raises Refused for a version that is not asked any more, for one that nobody
    has reviewed (but in a demonstration), for a sheet on which nothing was asked or noted, and about a referral whose
    person has become a client.
    """
    row = queries.matter_row(actor, about, Verb.SHEET_ANSWER, to_write=True)
    if answers.version != VERSIONS[answers.kind]:
        raise Refused(_("These questions have changed. Open them anew."))
    text = content.sheet(answers.kind, answers.version, answers.language)
    if not content.may_be_shown(text):
        raise Refused(_("Nobody has reviewed these questions yet, so they are not asked."))
    if not answers.note and all(each is Reply.NOT_ASKED for each in answers.answers.values()):
        raise Refused(_("Nothing was asked yet. Answer one question, or write a note."))
    asked = [
        {"heading": group.title if not place else "", "words": question, "reply": str(_reply(answers, code))}
        for group in content.questions(text)
        for place, (code, question) in enumerate(group.questions.items())
    ]
    return Sheet.objects.create(
        subject_id=row.subject_id,
        office=row.office,
        sealed=row.sealed,
        about_kind=str(about.kind),
        about=about.key,
        set_name=str(answers.kind),
        version=answers.version,
        language=answers.language,
        is_draft=text.is_draft,
        asked=asked,
        note=answers.note or None,
        asked_on=legal_day(at),
        asked_by_id=actor.id,
        recorded_at=at,
    )


def _reply(answers: Answers, code: str) -> Reply:
    return answers.answers.get(code, Reply.NOT_ASKED)
