"""The page in a real browser: nothing overflows, nothing is fetched or run, words and claims find each other."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from rashomon.model import Answer
from rashomon.tell.html import render_html

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
WIDER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
SPILLS = """() => [...document.querySelectorAll('main *, footer *')].filter(one => {
  const box = one.getBoundingClientRect();
  return box.width && box.right > innerWidth + 1 && !one.closest('.unseen, nav, thead, svg');
}).map(one => one.tagName + '.' + one.className).slice(0, 5)"""
# WCAG 2.1 contrast of every text against the colour behind it; large text (24 px, or 18.7 px bold) needs 3 to 1.
FAINT = """() => {
  const rgb = colour => colour.match(/[\\d.]+/g).map(Number);
  const channel = one => (one /= 255) <= .03928 ? one / 12.92 : ((one + .055) / 1.055) ** 2.4;
  const light = ([r, g, b]) => .2126 * channel(r) + .7152 * channel(g) + .0722 * channel(b);
  const behind = one => {
    for (; one; one = one.parentElement) {
      const colour = rgb(getComputedStyle(one).backgroundColor);
      if (colour.length < 4 || colour[3] > .9) return colour;
    }
    return [255, 255, 255];
  };
  const weak = new Set();
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const one = walk.currentNode.parentElement;
    if (!walk.currentNode.data.trim() || !one.getClientRects().length) continue;
    if (one.closest('.unseen, title, .skip, .chart')) continue;
    const style = getComputedStyle(one);
    const ink = light(rgb(one.closest('svg') ? style.fill : style.color)), paper = light(behind(one));
    const ratio = (Math.max(ink, paper) + .05) / (Math.min(ink, paper) + .05);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.7 && style.fontWeight >= 700);
    if (ratio < (large ? 3 : 4.5)) weak.add(`${one.tagName}.${one.getAttribute('class')} ${ratio.toFixed(2)}`);
  }
  return [...weak];
}"""
LOST = """() => {
  const lost = [];
  for (const words of document.querySelectorAll('[id^="wc"]')) {
    const claim = document.getElementById(words.id.slice(1));
    if (!claim) { lost.push(words.id + ' has no claim'); continue; }
    if (!claim.querySelector(`a[href="#${words.id}"]`)) lost.push(claim.id + ' does not lead to its words');
    if (!document.querySelector(`.text a[href="#${claim.id}"]`)) lost.push(words.id + ' does not lead to its claim');
  }
  return lost;
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The distribution's Chromium, started once."""
    binary = next((found for name in NAMES if (found := shutil.which(name))), None)
    if binary is None:
        reason = f"no Chromium here (looked for {', '.join(NAMES)})"
        if os.environ.get("CI") == "true":
            pytest.fail(reason + "; CI must have one")
        pytest.skip(reason)
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=binary, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="module")
def files(answer: Answer, hostile: Answer, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The two pages on disk, opened as a person opens them."""
    folder = tmp_path_factory.mktemp("pages")
    pages = {"launch": folder / "launch.html", "hostile": folder / "hostile.html"}
    pages["launch"].write_text(render_html(answer), encoding="utf-8")
    pages["hostile"].write_text(render_html(hostile), encoding="utf-8")
    return pages


def opened(browser: Browser, file: Path, width: int = 1280, scheme: str = "light") -> tuple[Page, list[str]]:
    """A page at this width and what went wrong on it: console messages, errors, requests beyond the file."""
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme="dark" if scheme == "dark" else "light"
    )
    page = context.new_page()
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("dialog", lambda dialog: wrong.append(dialog.message))
    page.on("request", lambda request: None if request.url == file.as_uri() else wrong.append(request.url))
    page.goto(file.as_uri())
    return page, wrong


@pytest.mark.parametrize("name", ["launch", "hostile"])
@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_overflows_and_nothing_is_fetched(
    browser: Browser, files: dict[str, Path], name: str, width: int
) -> None:
    page, wrong = opened(browser, files[name], width)
    assert page.evaluate(WIDER) <= 0
    assert page.evaluate(SPILLS) == []
    assert wrong == []
    page.context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_stands_out_from_its_ground(browser: Browser, files: dict[str, Path], scheme: str) -> None:
    page, _ = opened(browser, files["launch"], scheme=scheme)
    assert page.evaluate(FAINT) == []
    dark = page.evaluate("() => getComputedStyle(document.body).backgroundColor")
    assert (dark == "rgb(21, 23, 26)") is (scheme == "dark")
    page.context.close()


def test_claims_and_words_find_each_other(browser: Browser, files: dict[str, Path], answer: Answer) -> None:
    page, wrong = opened(browser, files["launch"])
    assert page.evaluate("() => document.querySelectorAll('[id^=wc]').length") == sum(
        len(one.claims) for one in answer.events
    )
    assert page.evaluate(LOST) == []
    page.click("#c1 a[href='#wc1']")
    assert page.evaluate("() => location.hash + document.querySelector(':target').textContent").startswith("#wc1three")
    page.click(".text a[href='#c1'] >> nth=0")
    assert page.evaluate("() => document.querySelector(':target').id") == "c1"
    assert wrong == []
    page.context.close()


def test_the_page_reads_without_script(browser: Browser, files: dict[str, Path]) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(files["launch"].as_uri())
    assert page.locator("h1").inner_text() == "North Korea missile launch, 12 April 2028"
    assert page.locator("table.lineup tbody tr").count() == 10
    assert page.locator("article.text").count() == 4
    page.locator("#c1 a").first.click()
    assert page.url.endswith("#wc1")
    context.close()


def test_a_keyboard_reaches_the_accounts_first(browser: Browser, files: dict[str, Path]) -> None:
    page, _ = opened(browser, files["launch"])
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.textContent") == "Skip to the accounts"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.closest('main') !== null")
    outline = page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none"
    page.context.close()


def test_a_screen_reader_finds_landmarks_tables_and_names(browser: Browser, files: dict[str, Path]) -> None:
    page, _ = opened(browser, files["launch"], 390)
    count = "role => document.querySelectorAll(role).length"
    assert page.evaluate(count, "main") == 1 and page.evaluate(count, "h1") == 1
    assert page.evaluate(count, "nav[aria-label]") == 1
    assert page.evaluate(count, "svg:not([role=img][aria-label])") == 0
    assert page.evaluate(count, "table:not(:has(caption))") == 0
    assert page.get_by_role("table").count() >= 10
    assert page.get_by_role("rowheader", name="count").count() >= 1
    page.context.close()
