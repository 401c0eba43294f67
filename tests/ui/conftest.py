"""The stage of the interface's tests: settings without a database, and a server for the browser."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.test import Client, override_settings
from django.test.testcases import LiveServerThread
from playwright.sync_api import Browser, Page

from tests.pseudo import pseudo_locale

HERE = Path(__file__).parent
MIDDLEWARE = [
    "kajo.ui.headers.Headers",
    "csp.middleware.CSPMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "kajo.ui.follow.Follow",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "tests.ui.stage.Somebody",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "kajo.ui.origin.Origin",
    "django_htmx.middleware.HtmxMiddleware",
]


def stage_settings(site: str = "staff") -> dict[str, Any]:
    """Give the settings of a site that needs no database."""
    templates = copy.deepcopy(settings.TEMPLATES)
    templates[0]["DIRS"] = [HERE / "templates"]
    templates[0]["OPTIONS"]["context_processors"] = [
        "django.template.context_processors.request",
        "django.template.context_processors.i18n",
        "kajo.ui.context.frame",
    ]
    return {
        "SITE": site,
        "MIDDLEWARE": MIDDLEWARE,
        "TEMPLATES": templates,
        "ROOT_URLCONF": "tests.ui.stage",
        "CSRF_COOKIE_NAME": "stage_form",
    }


@pytest.fixture
def stage() -> Iterator[Client]:
    """Return a client of the staff stage, signed in as Aino."""
    with override_settings(**stage_settings()):
        client = Client(raise_request_exception=False)
        client.cookies["who"] = "aino"
        yield client


class Quiet(LiveServerThread):
    """A server of this process for the browser; static files come from whitenoise as in a real run."""

    def __init__(self) -> None:
        super().__init__("localhost", lambda handler: handler)

    def run(self) -> None:
        self.httpd = self._create_server()
        self.port = self.httpd.server_address[1]
        self.httpd.set_app(WSGIHandler())
        self.is_ready.set()
        self.httpd.serve_forever()

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Return the address of the staff stage, which also speaks the test language."""
    with pseudo_locale(tmp_path_factory.mktemp("locale"), **stage_settings()):
        yield from _served()


@pytest.fixture(scope="module")
def public_site() -> Iterator[str]:
    """Return the address of the stage as the public site."""
    with override_settings(**stage_settings("public")):
        yield from _served()


def _served() -> Iterator[str]:
    server = Quiet()
    server.daemon = True
    server.start()
    server.is_ready.wait()
    yield server.url
    server.httpd.shutdown()
    server.httpd.server_close()
    server.join()


@pytest.fixture
def look(browser: Browser, site: str) -> Iterator[Any]:
    """Open a page of the stage in a fresh browser: look(path, **options of the context)."""
    contexts = []

    def open_page(path: str, *, language: str = "en", **options: Any) -> Page:
        context = browser.new_context(
            extra_http_headers={"Accept-Language": language}, **{"viewport": {"width": 1280, "height": 900}, **options}
        )
        context.add_cookies([{"name": "who", "value": "aino", "url": site}])
        contexts.append(context)
        page = context.new_page()
        page.goto(site + path)
        return page

    yield open_page
    for context in contexts:
        context.close()
