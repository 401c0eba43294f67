"""What is written of a decision?"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kajo.content.terms import Court
from kajo.decisions.terms import (
    IN_USE,
    LEGACY,
    TAKEN_BACK,
    Anew,
    DecisionKind,
    Error,
    HearingSkip,
    HearingWay,
    Recipient,
    ServedBy,
)
from kajo.ui import forms

KINDS = [kind for kind in DecisionKind if kind not in LEGACY]


class Service(forms.Form):
    """How the decision reached its party, or whoever speaks for a minor."""

    recipient = forms.Choice(Recipient, label=_("Who was served"))
    served_by = forms.Choice(
        ServedBy,
        label=_("How it was served"),
        hints={
            ServedBy.POST: _("Only to an address that is safe. It counts as received on the seventh day."),
            ServedBy.HANDED_OVER: _("The party signs for it. The safest way."),
            ServedBy.PROOF_OF_RECEIPT: _("Somebody else at the address may sign for it: think of safety."),
        },
    )
    sent_on = forms.Day(label=_("Sent or handed over on"))
    received_on = forms.Day(
        label=_("Received on, as shown"),
        help_text=_("The day on the certificate. For a letter only if another day than the seventh is shown."),
        required=False,
    )

    def __init__(
        self, *args: Any, decided_on: date | None, on: date, unserved: Collection[Recipient] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        # A way that is not in use is not offered, and still understood, so that the deed can say why.
        asked = str(self.data.get("served_by", "")) if self.is_bound else ""
        self.offer("served_by", [each for each in ServedBy if each in IN_USE or each == asked])
        self.offer("recipient", [(str(each), gettext(each.label).capitalize()) for each in unserved])
        if len(unserved) < 2:
            self.fields.pop("recipient")
        self.only = None if len(unserved) > 1 else next(iter(unserved), Recipient.PARTY)
        for name in ("sent_on", "received_on"):
            self.between(name, decided_on, on)

    def facts(self) -> dict[str, Any]:
        """Give who was served, how and when; where one is left to serve, nobody is asked who it is."""
        return {"recipient": self.only, **self.cleaned_data} if self.only else dict(self.cleaned_data)


class Delegation(forms.Form):
    """To whom, for which kinds of decision, from when until when."""

    staff = forms.Choice(label=_("Official"), radios=False)
    kinds = forms.Choices(KINDS, coerce=DecisionKind, label=_("Kinds of decision"))
    from_on = forms.Day(label=_("From"))
    until_on = forms.Day(
        label=_("Until"), help_text=_("The first day it does not hold any more. Empty: until further notice."),
        required=False,
    )  # fmt: skip

    def __init__(self, *args: Any, officials: Iterable[tuple[UUID, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("staff", [(str(key), name) for key, name in officials])

    @property
    def official(self) -> UUID:
        """Give the key of whoever gets the right."""
        return UUID(self.cleaned_data["staff"])

    def facts(self) -> dict[str, Any]:
        """Give what is delegated and when; to whom is the target of the deed."""
        return {name: value for name, value in self.cleaned_data.items() if name != "staff"}


class _Until(forms.Form):
    """A form whose days lie between two others."""

    days: tuple[str, ...] = ()

    def __init__(self, *args: Any, on: date, since: date | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.days:
            self.between(name, since, on)


class Hear(_Until):
    """What the party is asked before the decision, how, and by when to reply."""

    days = ("asked_on",)
    way = forms.Choice(HearingWay, label=_("How the party is asked"))
    question = forms.Text(
        label=_("What the party is asked to comment on"),
        max_length=5000,
        rows=6,
        passages=True,
        help_text=_("The decision that is prepared, what it rests on, and what the reply is for."),
    )
    asked_on = forms.Day(label=_("Asked on"))
    reply_by = forms.Day(label=_("Last day of the reply"), help_text=_("The law sets no number of days: be fair."))


class Reply(_Until):
    """What the party replied, and when."""

    days = ("replied_on",)
    replied_on = forms.Day(label=_("Replied on"))
    words = forms.Text(
        label=_("What the party said"), help_text=_("In the party's own words, as far as possible."), max_length=20_000,
        rows=8, passages=True,
    )  # fmt: skip


class SkipHearing(forms.Form):
    """Why the party is not heard."""

    skipped = forms.Choice(HearingSkip, label=_("Why the party is not heard"))
    reason = forms.Text(label=_("In words"), max_length=2000, rows=3)


class AppealReceived(_Until):
    """When an appeal arrived, and where."""

    days = ("arrived_on",)
    arrived_on = forms.Day(label=_("Arrived on"), help_text=_("The day it came to the court, or to us."))
    is_left_here = forms.YesNo(
        label=_("Was it left with us?"), help_text=_("If not, it came by way of the court."), initial="yes"
    )
    claims = forms.Text(label=_("What is asked for and why"), max_length=20_000, rows=6, passages=True, required=False)


class AppealForwarded(_Until):
    """What goes to the court with an appeal."""

    days = ("forwarded_on",)
    court = forms.Choice(Court, label=_("Court"), initial=Court.HELSINKI)
    statement = forms.Text(label=_("Our statement"), max_length=20_000, rows=8)
    forwarded_on = forms.Day(label=_("Forwarded on"))


class AppealFinal(_Until):
    """From which day the court's answer is final."""

    days = ("final_on",)
    final_on = forms.Day(label=_("Final from"))


class Correction(forms.Form):
    """What is wrong in a signed decision, and how it should read."""

    error = forms.Choice(Error, label=_("What is wrong"), initial=Error.CLERICAL)
    unreasonable = forms.YesNo(label=_("Would the correction be unreasonable to the party?"), initial="no")
    mistaken = forms.Text(
        label=_("What is wrong, as it reads"), help_text=_("It stands in the letter."), max_length=5000, rows=3
    )
    right = forms.Text(
        label=_("What it should say"), help_text=_("It stands in the letter. Name, days and figures too."),
        max_length=5000, rows=3,
    )  # fmt: skip
    party = forms.Line(label=_("How the person is named in the decision"), max_length=200, required=False)
    reasons = forms.Text(
        label=_("Reasons, as they should read"), max_length=20_000, rows=8, passages=True, required=False
    )


class DecideAnew(_Until):
    """What is wrong in a signed decision beside its words, and how its matter is decided anew."""

    days = ("raised_on", "consented_on")
    error = forms.Choice([each for each in Error if not each.is_clerical], coerce=Error, label=_("What is wrong"))
    anew = forms.Choice(
        Anew,
        label=_("How the matter is decided anew"),
        hints={
            Anew.ANNULLED: _("The referral is assessed anew, or the client is restored from the day of the removal."),
            Anew.NO_WORSE: _("Only the reasons are new. Days, amounts and the ground stay as they were decided."),
            Anew.WORSE: _("Only with the party's consent, or where the error is obvious and the party's own doing."),
        },
    )
    raised_on = forms.Day(
        label=_("The correction was raised on"), help_text=_("The day the party asked for it, or we began it.")
    )
    mistaken = forms.Text(
        label=_("What was wrong when it was decided"), help_text=_("It stands in the letter."), max_length=2000, rows=4
    )
    right = forms.Text(
        label=_("How the matter really stands"), help_text=_("It stands in the letter."), max_length=2000, rows=4
    )
    consented_on = forms.Day(label=_("The party consented on"), required=False)
    consent = forms.Text(
        label=_("How the party consented"), max_length=2000, rows=3, required=False,
        help_text=_("Asked only where the party gets worse: how, with which interpreter, in whose presence."),
    )  # fmt: skip
    is_obvious = forms.YesNo(label=_("Is the error obvious?"), initial="no")
    is_partys_own = forms.YesNo(label=_("Did the party cause the error?"), initial="no")
    party = forms.Line(label=_("How the person is named in the decision"), max_length=200, required=False)
    reasons = forms.Text(
        label=_("Reasons of the new decision"), max_length=20_000, rows=8, passages=True, required=False,
        help_text=_("They may stay empty where a refusal or removal is taken back."),
    )  # fmt: skip

    def __init__(self, *args: Any, kind: DecisionKind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # What does not fit the kind is not offered, and still understood, so that the deed can say why.
        asked = str(self.data.get("anew", "")) if self.is_bound else ""
        self.offer("anew", [each for each in Anew if each is not Anew.ANNULLED or kind in TAKEN_BACK or each == asked])
