"""How do Django's forms come to look like ours? Every form of every room and library is drawn with these templates."""

from __future__ import annotations

from django.forms.renderers import DjangoTemplates


class Renderer(DjangoTemplates):
    """Draw fields with label, hint, error and input tied together."""

    form_template_name = "ui/form/form.html"
    field_template_name = "ui/form/field.html"
