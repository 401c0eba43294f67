"""What is written of questionnaires and interviews?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kajo.clients.terms import Tongue
from kajo.content.terms import Questions
from kajo.facts.terms import (
    Answers,
    Cancelling,
    Coming,
    FoundOut,
    Gender,
    Held,
    Outcome,
    Planned,
    Present,
    Reply,
    Set,
    Wanted,
)
from kajo.ui import forms


class Sheet(forms.Form):
    """The questions of a set. What is not answered was not asked."""

    version = forms.Whole(max_value=1000)
    note = forms.Text(label=_("Note"), max_length=5000, rows=3, passages=True, required=False)

    def __init__(self, *args: Any, kind: Set, language: str, groups: Sequence[Questions], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.language, self.groups = kind, language, groups
        self.fields["version"].widget = self.fields["version"].hidden_widget()
        for group in groups:
            for code, words in group.questions.items():
                self.fields[code] = forms.Choice(
                    Reply, label=words, radios=True, required=False, layout="row", initial=Reply.NOT_ASKED
                )
        self.order_fields([*(code for group in groups for code in group.questions), "note", "version"])

    def shown(self) -> list[tuple[Questions, list[Any]]]:
        """Give the fields of each group, to be drawn under its title."""
        return [(group, [self[code] for code in group.questions]) for group in self.groups]

    def facts(self) -> dict[str, Any]:
        """Give the answers by their codes."""
        given = self.cleaned_data
        codes = [code for group in self.groups for code in group.questions]
        replies = {code: given[code] or Reply.NOT_ASKED for code in codes}
        return {"answers": Answers(self.kind, given["version"], self.language, replies, given["note"])}


class Wish(forms.Form):
    """What the person wants of interpreters, or whom they do not want."""

    wanted = forms.Choice(Wanted, label=_("What the person wants"))
    words = forms.Line(
        label=_("Which region or community, or which interpreter"),
        help_text=_("Only for the last two. Kept sealed, and never looked up for anybody else."),
        required=False,
    )


class _WithInterpreter(forms.Form):
    """Who interprets, and into which language."""

    language = forms.Choice(label=_("Language"), radios=False, required=False)
    interpreter = forms.Line(label=_("Interpreter's name"), help_text=_("Empty: no interpreter."), required=False)
    gender = forms.Choice(
        Gender, label=_("The interpreter is"), radios=True, layout="row", required=False, initial=Gender.UNKNOWN
    )
    knows_the_person = forms.Choice(
        FoundOut, label=_("Does the interpreter know the person, or somebody close?"), layout="row", required=False,
        initial=FoundOut.UNKNOWN,
    )  # fmt: skip
    is_from_there = forms.Choice(
        FoundOut, label=_("Is the interpreter from a region or community that the person does not want?"),
        layout="row", required=False, initial=FoundOut.UNKNOWN,
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("language", Tongue.listed(gettext))

    def coming(self) -> Coming:
        """Give who interprets."""
        given = self.cleaned_data
        return Coming(
            given["interpreter"],
            given["gender"] or Gender.UNKNOWN,
            given["knows_the_person"] or FoundOut.UNKNOWN,
            given["is_from_there"] or FoundOut.UNKNOWN,
        )


class Plan(_WithInterpreter):
    """When, where it is safe, and who interprets."""

    planned_at = forms.Moment(label=_("When"))
    venue = forms.Text(
        label=_("What makes the place safe"),
        help_text=_("Write no address here. Who must not know, how to come and go, who waits outside."),
        max_length=2000, rows=3, passages=True,
    )  # fmt: skip

    field_order = ["planned_at", "venue"]

    def facts(self) -> dict[str, Any]:
        """Give the plan."""
        given = self.cleaned_data
        planned = Planned(given["planned_at"], given["venue"], str(given["language"] or ""), self.coming())
        return {"planned": planned}


class Hold(_WithInterpreter):
    """How it went. What the person did not want to tell is nobody's to ask again."""

    began_at = forms.Moment(label=_("When it began"))
    ended_at = forms.Moment(label=_("When it ended"))
    outcome = forms.Choice(Outcome, label=_("What came of it"))
    account = forms.Text(
        label=_("What the person wanted to say"),
        help_text=_("In their own order and words. Put what is about somebody else between [[ and ]]."),
        max_length=20_000, rows=10, passages=True, required=False,
    )  # fmt: skip
    present = forms.Choices(Present, label=_("Who was present"), required=False)
    names = forms.Text(label=_("Their names"), max_length=1000, rows=2, required=False)
    breaks = forms.Whole(label=_("Breaks"), max_value=50, required=False)
    interpreted_from_at = forms.Moment(label=_("Interpreting began"), required=False)
    interpreted_until_at = forms.Moment(label=_("Interpreting ended"), required=False)

    field_order = [
        "began_at", "ended_at", "outcome", "account", "present", "names", "breaks", "language", "interpreter", "gender",
        "knows_the_person", "is_from_there", "interpreted_from_at", "interpreted_until_at",
    ]  # fmt: skip

    def facts(self) -> dict[str, Any]:
        """Give how it went."""
        given = self.cleaned_data
        return {
            "held": Held(
                began_at=given["began_at"],
                ended_at=given["ended_at"],
                outcome=given["outcome"],
                present=tuple(given["present"]),
                names=given["names"],
                breaks=given["breaks"],
                interpreter=self.coming(),
                language=str(given["language"] or ""),
                interpreted_from_at=given["interpreted_from_at"],
                interpreted_until_at=given["interpreted_until_at"],
                account=given["account"],
            )
        }


class Cancelled(forms.Form):
    """Why it is not held."""

    because = forms.Choice(Cancelling, label=_("Why"))
    words = forms.Text(label=_("More about it"), max_length=2000, rows=3, passages=True, required=False)
