"""A log line never quotes a person."""

from __future__ import annotations

import logging
import re
import sys

from kajo.run.lines import Line, print_origin

PLANTED = "planted-secret"


def failing(word: str) -> None:
    raise ValueError(word)


def line(name: str, message: str, *words: object, error: bool = False, **extra: object) -> str:
    found = None
    if error:
        try:
            failing(PLANTED)
        except ValueError:
            found = sys.exc_info()
    record = logging.LogRecord(name, logging.ERROR, "", 0, message, words, found)
    vars(record).update(extra)
    return Line().format(record)


def test_an_exception_is_named_by_kind_and_place_only() -> None:
    said = line("django.request", "Internal Server Error: %s", f"/cases/{PLANTED}/", error=True, status_code=500)

    assert PLANTED not in said
    assert re.search(
        r" error django\.request answered 500 builtins\.ValueError at test_lines\.py:\d+:failing < [a-z_.0-9:]+$",
        said,
    )


def test_words_filled_into_a_message_stay_out() -> None:
    said = line("django.security.DisallowedHost", "Invalid HTTP_HOST header: %r.", PLANTED)

    assert said.endswith("error django.security.DisallowedHost Invalid HTTP_HOST header: %r.")


def test_facts_about_the_machine_are_told() -> None:
    assert line("kajo.run", "the %s ended", "worker").endswith("error kajo.run the worker ended")


def test_a_message_stays_on_one_line() -> None:
    assert "\n" not in line("kajo.run", "one\ntwo\r\nthree")


def test_what_stops_a_process_is_named_without_its_message(capsys) -> None:
    try:
        failing(PLANTED)
    except ValueError as error:
        print_origin(ValueError, error, error.__traceback__)

    said = capsys.readouterr().err
    assert PLANTED not in said
    assert re.match(r"kajo: builtins\.ValueError at test_lines\.py:\d+:failing < ", said)
