"""How many statements does each page take? Answers requests in this process, as the staff site would, and counts."""

from __future__ import annotations

import json
import sys
from typing import Any

APART = ("SAVEPOINT", "/* door */", "accounts_session", "BEGIN", "COMMIT")
"""Statements of transaction, context and visit, which the budgets of pages leave out."""


def counted(requests: list[dict[str, Any]]) -> dict[str, int]:
    """Answer each request twice and count the statements of the second answer, by the name of the page."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    found = {}
    for each in requests:
        client = Client(headers={"host": each["host"], "origin": f"http://{each['host']}", "accept-language": "en"})
        client.cookies.load(each["cookies"])
        for body in each["bodies"]:
            with CaptureQueriesContext(connection) as captured:
                if body:
                    kind = "application/x-www-form-urlencoded"
                    status = client.post(each["address"], body, content_type=kind).status_code
                else:
                    status = client.get(each["address"]).status_code
            if status not in (200, 302):
                raise SystemExit(f"{each['address']}: {status} while statements were counted")
        asked = [query["sql"] for query in captured if not any(word in query["sql"] for word in APART)]
        found[each["name"]] = len(asked)
    return found


if __name__ == "__main__":
    from kajo.run.preparation import set_up_django

    set_up_django("staff")
    json.dump(counted(json.load(sys.stdin)), sys.stdout)
