"""The page as a string: one file, one policy, everything escaped, every claim linked both ways."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

import msgspec
import pytest

from rashomon.model import Answer
from rashomon.tell.accounts import register, rows_of
from rashomon.tell.html import render_html

ALLOWED_EMPTY = {"meta", "br"}


class Page(HTMLParser):
    """What a browser would find: elements with their attributes, in order; raises on crossed tags."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.stack: list[str] = []
        self.crossed: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in ALLOWED_EMPTY:
            self.stack.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if self.stack and self.stack[-1] == tag:
            self.stack.pop()
        else:
            self.crossed.append(tag)

    def ids(self) -> list[str]:
        return [attributes["id"] for _, attributes in self.elements if "id" in attributes]

    def hrefs(self) -> list[str]:
        return [attributes["href"] for _, attributes in self.elements if "href" in attributes]


@pytest.fixture(scope="module")
def text(answer: Answer) -> str:
    return render_html(answer)


@pytest.fixture(scope="module")
def page(text: str) -> Page:
    return Page(text)


@pytest.fixture(scope="module")
def hostile_text(hostile: Answer) -> str:
    return render_html(hostile)


def test_the_file_is_small_and_well_formed(text: str, page: Page) -> None:
    assert len(text.encode()) < 400_000
    assert page.stack == [] and page.crossed == []
    assert len(page.ids()) == len(set(page.ids()))


def test_the_policy_allows_only_this_style_sheet(text: str, page: Page) -> None:
    policy = next(one["content"] for tag, one in page.elements if tag == "meta" and "http-equiv" in one)
    style = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style[0].encode()).digest()).decode()
    assert len(style) == 1
    assert policy.startswith("default-src 'none'; ")
    assert f"style-src 'sha256-{digest}'" in policy
    assert "unsafe" not in policy and "script-src" not in policy


def test_nothing_is_loaded_or_run(page: Page) -> None:
    tags = {tag for tag, _ in page.elements}
    assert not tags & {"script", "link", "img", "iframe", "object", "embed", "form", "input", "audio", "video", "base"}
    for _, attributes in page.elements:
        assert "style" not in attributes and "src" not in attributes
        assert not any(name.startswith("on") for name in attributes)
    assert all(href.startswith("#") for href in page.hrefs())


def test_every_link_arrives(page: Page) -> None:
    assert {href[1:] for href in page.hrefs()} <= set(page.ids())


def test_every_claim_leads_to_its_words_and_back(answer: Answer, page: Page) -> None:
    count = sum(len(event.claims) for event in answer.events)
    ids, hrefs = set(page.ids()), page.hrefs()
    for number in range(1, count + 1):
        assert {f"c{number}", f"wc{number}"} <= ids
        assert f"#c{number}" in hrefs and f"#wc{number}" in hrefs


def test_findings_lead_to_their_words(answer: Answer, page: Page) -> None:
    for number, finding in enumerate(answer.findings, start=1):
        assert f"f{number}" in page.ids()
        assert finding.span is None or f"#wf{number}" in page.hrefs()


def test_the_disputed_rows_stand_first(answer: Answer) -> None:
    verdicts = [row.lineup.verdict for row in rows_of(answer.events[0], register(answer))]
    assert verdicts[:3] == ["disputed"] * 3
    assert "disputed" not in verdicts[3:]


def test_a_source_keeps_its_colour_and_accounts_differ(answer: Answer) -> None:
    rows = [row for row in rows_of(answer.events[0], register(answer)) if row.lineup.verdict == "disputed"]
    hue: dict[str, set[int]] = {}
    for row in rows:
        live = [account.hue for account in row.accounts if account.position.live]
        assert len(live) == len(set(live)) and 0 not in live
        for account in row.accounts:
            if len(account.position.origins) == 1 and account.position.live:
                hue.setdefault(account.position.origins[0], set()).add(account.hue)
    assert all(len(hues) == 1 for hues in hue.values())


def test_copies_and_withdrawn_claims_stand_apart(answer: Answer) -> None:
    count = rows_of(answer.events[0], register(answer))[0]
    three = count.accounts[0]
    assert [line.outlet for line in three.copies] == ["Daily Lantern"]
    assert all(not line.copy for group in three.groups for line in group.lines)
    assert [line.status for line in count.accounts[-1].withdrawn] == ["later replaced", "later replaced"]


def test_a_hostile_text_is_only_read(hostile_text: str) -> None:
    page = Page(hostile_text)
    assert page.crossed == [] and page.stack == []
    assert not {tag for tag, _ in page.elements} & {"script", "img", 'b">'}
    assert all(href.startswith("#") for href in page.hrefs())
    for character in "\x00\x07\x1b\u202e\u202c\ud800":
        assert character not in hostile_text
    hostile_text.encode("utf-8")


def test_hostile_claims_keep_their_links(hostile: Answer, hostile_text: str) -> None:
    page = Page(hostile_text)
    ids = page.ids()
    assert len(ids) == len(set(ids))
    count = sum(len(event.claims) for event in hostile.events)
    assert {f"wc{number}" for number in range(1, count + 1)} <= set(ids)


def test_the_page_is_the_same_twice(answer: Answer, text: str) -> None:
    assert render_html(answer) == text


def test_an_answer_without_events_is_a_page(answer: Answer) -> None:
    empty = render_html(Answer((), (), ()))
    assert "No event found" in empty
    alone = render_html(msgspec.structs.replace(answer, events=(), findings=()))
    assert "none tells of an event" in alone and "The reports, side by side" in alone


def test_a_claim_of_a_report_that_is_not_there_is_no_crash(answer: Answer) -> None:
    lost = render_html(msgspec.structs.replace(answer, documents=answer.documents[:1]))
    page = Page(lost)
    assert {href[1:] for href in page.hrefs()} <= set(page.ids())
