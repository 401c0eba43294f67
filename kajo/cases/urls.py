"""Addresses of cases."""

from __future__ import annotations

from django.urls import path, register_converter

from kajo.cases import views
from kajo.cases.terms import ReflectionDeed
from kajo.cases.views import children, leaving, reflection, risk, telling, weighing
from kajo.facts.urls import Told


class What:
    """The word of an address that names what is proposed of a reflection period."""

    regex = "|".join(ReflectionDeed)

    def to_python(self, value: str) -> ReflectionDeed:
        """Read the word."""
        return ReflectionDeed(value)

    def to_url(self, value: ReflectionDeed | str) -> str:
        """Write the word."""
        return str(value)


register_converter(What, "reflection")
register_converter(Told, "fact")

app_name = "cases"
urlpatterns = [
    path("", views.cases, name="cases"),
    path("of/<uuid:person>/", views.of_person, name="of_person"),
    path("of/<uuid:person>/identity/", views.identify, name="identify"),
    path("<uuid:key>/", views.case, name="case"),
    path("<uuid:key>/standing/", views.record_standing, name="record_standing"),
    path("<uuid:key>/assign/", views.assign, name="assign"),
    path("<uuid:key>/children/add/", children.add_child, name="add_child"),
    path("<uuid:key>/children/<uuid:decision>/admit/", children.admit_child, name="admit_child"),
    path("<uuid:key>/reflection/<reflection:what>/", reflection.propose, name="propose_reflection"),
    path("<uuid:key>/reflection/<reflection:what>/<uuid:decision>/", reflection.anew, name="reflection_anew"),
    path("<uuid:key>/reflection/<uuid:decision>/decide/", reflection.decide, name="decide_reflection"),
    path("<uuid:key>/reflection/<uuid:decision>/police/", reflection.tell_police, name="tell_police"),
    path("<uuid:key>/facts/<fact:what>/", telling.record_fact, name="record_fact"),
    path("<uuid:key>/facts/<uuid:statement>/", telling.correct_fact, name="correct_fact"),
    path("<uuid:key>/weigh/", weighing.weigh, name="weigh"),
    path("<uuid:key>/risk/", risk.risk, name="risk"),
    path("<uuid:key>/risk/note/", risk.note_risk, name="note_risk"),
    path("<uuid:key>/leaving/", leaving.leaving, name="leaving"),
    path("<uuid:key>/leaving/assess/", leaving.assess_overall, name="assess_overall"),
    path("<uuid:key>/leaving/death/", leaving.close_by_death, name="close_by_death"),
    path("<uuid:key>/leaving/attempt/", leaving.log_attempt, name="log_attempt"),
    path("<uuid:key>/leaving/propose/", leaving.propose_removal, name="propose_removal"),
    path("<uuid:key>/leaving/after/", leaving.after_assistance, name="after_assistance"),
    path("<uuid:key>/leaving/<uuid:decision>/sign/", leaving.remove, name="remove"),
]
