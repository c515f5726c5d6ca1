"""The tour in a real browser: a desk follows a day, opens a dispute, judges, undoes, and sees a correction arrive."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest
from desk_at_work import Newsroom, Running

from rashomon.web.guard import App

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
WIDER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
Serve = Callable[[App], Running]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    sync_api = pytest.importorskip("playwright.sync_api")
    path = next((found for name in NAMES if (found := shutil.which(name))), None)
    if path is None and not os.environ.get("PLAYWRIGHT_BROWSERS_PATH"):
        pytest.skip("no Chromium on this machine")
    with sync_api.sync_playwright() as play:
        started = play.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(params=[1280, 390])
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A window of that width; whatever a page complains about or asks of another host fails the test."""
    complaints: list[str] = []
    context = browser.new_context(viewport={"width": request.param, "height": 900})
    opened = context.new_page()
    opened.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on("request", lambda asked: complaints.append(asked.url) if "//127.0.0.1:" not in asked.url else None)
    yield opened
    context.close()
    assert complaints == []


def test_the_tour(newsroom: Newsroom, served: Serve, page: Page) -> None:
    from playwright.sync_api import expect

    home = served(newsroom.app()).home
    page.goto(home)
    expect(page.get_by_role("heading", level=1)).to_contain_text("disputed")
    first = page.locator(".story").first
    expect(first.get_by_role("heading")).to_contain_text("Missile launch by North Korea")
    expect(first.locator(".against").first).to_contain_text("How many", ignore_case=True)
    page.get_by_role("button", name="I have seen this").click()
    expect(page.locator(".looked")).to_contain_text("Nothing changed since you looked")

    # A dispute is opened, and a claim followed to its words.
    first.get_by_role("link").first.click()
    row = page.locator(".lineup tr.disputed", has_text="how many")
    expect(row).to_contain_text("two")
    expect(row).to_contain_text("one")
    card = row.locator(".card", has=page.get_by_role("heading", name="two", exact=True))
    number = card.locator("a.no").first
    words = page.locator(str(number.get_attribute("href")))
    number.click()
    expect(words).to_be_in_viewport()
    expect(words).to_contain_text("two")
    assert page.evaluate(WIDER) <= 0

    # Two events are judged the same, and the judgement is taken back.
    page.goto(f"{home}/review")
    page.get_by_label("Why").first.fill("both speak of one press conference")
    page.get_by_role("button", name="The same event").first.click()
    judged = page.locator(".judged li").first
    expect(judged).to_contain_text("these are one event")
    expect(judged).to_contain_text("both speak of one press conference")
    judged.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Nothing yet.")).to_be_visible()
    expect(page.get_by_role("button", name="The same event").first).to_be_visible()

    # A correction arrives while the desk is open; nothing is loaded again.
    page.goto(home)
    page.evaluate("() => { window.untouched = true }")
    newsroom.arrive("2026-06-19")
    expect(page.locator("#news")).to_contain_text("Correction", timeout=20_000)
    expect(first.locator(".changed")).to_contain_text("since you looked")
    expect(page.locator(".looked")).to_contain_text("changed since you looked")
    assert page.evaluate("() => window.untouched") is True
    assert page.evaluate(WIDER) <= 0


def test_an_open_event_follows_the_ledger(newsroom: Newsroom, served: Serve, page: Page) -> None:
    from playwright.sync_api import expect

    home = served(newsroom.app()).home
    page.goto(f"{home}/events/{newsroom.launch}")
    expect(page.locator("#findings")).not_to_contain_text("replaced two by one")
    page.evaluate("() => { window.untouched = true }")
    newsroom.arrive("2026-06-19")
    expect(page.locator("#findings")).to_contain_text("replaced two by one", timeout=20_000)
    expect(page.locator("#history")).to_contain_text("replaced two by one")
    assert page.evaluate("() => window.untouched") is True


@pytest.mark.parametrize("path", ["/", "/ledger", "/ledger?view=time", "/review", "/alerts", "/search?q=two+missiles",
                                  "/source?name=Kanto+Press+Service", "/events/LAUNCH", "/events/none"])  # fmt: skip
def test_no_page_has_a_serious_fault_for_those_who_use_other_means(
    newsroom: Newsroom, served: Serve, browser: Browser, path: str
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    home = served(newsroom.app()).home
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    found: list[str] = []
    for scheme, width in (("light", 1280), ("dark", 390)):
        page = context.new_page()
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        page.goto(home + path.replace("LAUNCH", newsroom.launch))
        assert page.evaluate(WIDER) <= 0
        results = axe.run(page).response["violations"]
        found += [
            f"{scheme} {one['id']}: {' '.join(one['nodes'][0]['html'].split())[:160]}"
            for one in results
            if one["impact"] in ("serious", "critical")
        ]
        page.close()
    context.close()
    assert found == []


def test_without_scripts_everything_is_there(newsroom: Newsroom, served: Serve, browser: Browser) -> None:
    home = served(newsroom.app()).home
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{home}/review")
    page.get_by_role("button", name="Not the same").first.click()
    assert page.locator(".judged li").count() == 1
    page.get_by_role("button", name="Undo").first.click()
    assert page.locator(".judged li").count() == 0
    context.close()
