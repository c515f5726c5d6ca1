"""Who is let in, what they may do, and what the service gives to nobody."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from desk_at_work import Answered, Newsroom, Running

from rashomon.errors import RashomonError
from rashomon.web.asking import way_back
from rashomon.web.guard import COOKIE, App
from rashomon.web.people import digest_of, new_token, person_of, read_people
from rashomon.web.serving import Place, is_loopback

Serve = Callable[[App], Running]
HTML = {"Accept": "text/html"}
READER, JUDGE, OTHER, ADMIN = (f"{name}-{new_token()}" for name in ("ana", "ben", "cleo", "dai"))


@pytest.fixture
def people(tmp_path: Path) -> Path:
    path = tmp_path / "people.toml"
    path.write_text(
        "".join(
            f'[[person]]\nname = "{name}"\nrole = "{role}"\ndigest = "{digest_of(token)}"\n'
            for name, role, token in (
                ("Ana", "read", READER), ("Ben", "judge", JUDGE), ("Cleo", "judge", OTHER), ("Dai", "admin", ADMIN),
            )
        )
    )  # fmt: skip
    return path


@pytest.fixture
def desk(newsroom: Newsroom, served: Serve, people: Path) -> Running:
    """A desk for four people with tokens."""
    return served(newsroom.app(Place(people=people)))


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def signed_in(desk: Running, token: str) -> tuple[dict[str, str], str]:
    """The cookie of a session, and the token of its forms."""
    answer = desk.post("/login", {"token": token})
    assert answer.status == 303
    cookie = {"Cookie": answer.headers["set-cookie"].partition(";")[0], **HTML}
    form = re.search(r'name="csrf" value="([^"]+)"', desk.get("/", **cookie).text)
    assert form is not None
    return cookie, form[1]


def test_every_answer_carries_the_headers(newsroom: Newsroom, served: Serve) -> None:
    desk = served(newsroom.app())
    for path in ("/", "/api/state", "/nowhere", "/static/web.css", "/events/none", "/feeds/stories.atom"):
        headers = desk.get(path).headers
        assert "default-src 'none'" in headers["content-security-policy"], path
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert "server" not in headers


def test_pages_hold_no_script_and_no_style_of_their_own(newsroom: Newsroom, served: Serve) -> None:
    desk = served(newsroom.app())
    for path in ("/", "/ledger", "/review", "/alerts", "/search?q=two", f"/events/{newsroom.launch}"):
        page = desk.get(path, **HTML).text
        assert "<style" not in page and " style=" not in page and not re.search(r"\son\w+=", page), path
        assert set(re.findall(r'<script[^>]*src="([^"]*)"', page)) == {"/static/htmx.min.js", "/static/sse.min.js"}
        assert "<script>" not in page


def test_another_name_for_this_address_is_refused(newsroom: Newsroom, served: Serve) -> None:
    """A page of somebody else's whose name is pointed at loopback must not read the desk."""
    desk = served(newsroom.app())
    assert desk.get("/", Host="desk.attacker.example").status == 421
    assert desk.get("/", Host="localhost:80").status == 200
    assert desk.get("/", Host="[::1]").status == 200
    assert desk.get("/", Host="127.0.0.1.attacker.example").status == 421


def test_other_addresses_than_loopback_need_people(newsroom: Newsroom, people: Path) -> None:
    for host in ("0.0.0.0", "::", "192.168.1.7", "desk.example"):
        with pytest.raises(RashomonError, match="no loopback address"):
            newsroom.app(Place(host=host))
    newsroom.app(Place(host="0.0.0.0", people=people))
    newsroom.app(Place(host="0.0.0.0"), RASHOMON_TOKEN=new_token())
    with pytest.raises(RashomonError, match="shorter than"):
        newsroom.app(Place(host="0.0.0.0"), RASHOMON_TOKEN="letmein")
    assert is_loopback("127.8.8.8") and is_loopback("::1") and is_loopback("localhost")
    assert not is_loopback("127.0.0.1.example") and not is_loopback("2130706433")


def test_without_a_token_nobody_reads(desk: Running) -> None:
    for path in ("/", "/ledger", "/ledger.csv", "/events/e1", "/live", "/feeds/stories.atom", "/alerts"):
        answer = desk.get(path, **HTML)
        assert (answer.status, answer.headers.get("location")) == (303, "/login"), path
    for path in ("/api/state", "/api/events", "/api/entries", "/api/documents/d1"):
        assert desk.get(path).status == 401, path
        assert desk.get(path, **bearer("nobody's")).status == 401
    assert desk.get("/api/state", **bearer(READER)).json["sequence"] > 0


def test_roles_hold(desk: Running, newsroom: Newsroom) -> None:
    one, other = newsroom.quakes
    body = f'{{"verdict": "same_event", "subjects": ["{one}", "{other}"]}}'.encode()
    assert desk.post("/api/judgements", body, **bearer(READER)).status == 403
    kept = desk.post("/api/judgements", body, **bearer(JUDGE))
    assert kept.status == 201
    number = kept.json["sequence"]
    refused = desk.ask("DELETE", f"/api/judgements/{number}", None, bearer(OTHER))
    assert refused.status == 400 and "Only Ben or an admin" in refused.json["detail"]
    assert desk.ask("DELETE", f"/api/judgements/{number}", None, bearer(ADMIN)).status == 204
    assert desk.get("/api/judgements", **bearer(READER)).json == []
    undone = desk.get("/api/judgements?undone_too=true", **bearer(READER)).json
    assert [one["judged"]["person"] for one in undone] == ["Ben"]


def test_a_form_needs_its_session(desk: Running, newsroom: Newsroom) -> None:
    cookie, csrf = signed_in(desk, JUDGE)
    form = {"verdict": "same_event", "subjects": " ".join(newsroom.quakes), "back": "/review"}
    for wrong in ({}, {"csrf": "guessed"}, {"csrf": csrf[:-1]}):
        assert desk.post("/judgements", form | wrong, **cookie).status == 403
    assert desk.post("/judgements", form | {"csrf": csrf}, **cookie, Origin="https://attacker.example").status == 403
    assert desk.post("/judgements", form | {"csrf": csrf}, **cookie, **{"Sec-Fetch-Site": "cross-site"}).status == 403
    kept = desk.post("/judgements", form | {"csrf": csrf}, **cookie)
    assert (kept.status, kept.headers["location"]) == (303, "/review")
    assert "Kept." in desk.get("/review", **cookie).text


def test_a_session_ends_with_signing_out(desk: Running) -> None:
    answer = desk.post("/login", {"token": READER})
    stated = answer.headers["set-cookie"]
    assert "HttpOnly" in stated and "SameSite=Strict" in stated and READER not in stated
    cookie, csrf = signed_in(desk, READER)
    assert desk.post("/logout", {"csrf": csrf}, **cookie).status == 303
    assert desk.get("/", **cookie).headers["location"] == "/login"
    assert desk.get("/", Cookie=f"{COOKIE}=made-up", **HTML).status == 303


def test_guessing_tokens_is_slowed(desk: Running) -> None:
    answers = [desk.post("/login", {"token": f"guess {at}"}).status for at in range(12)]
    assert answers[0] == 403 and answers[-1] == 429


def test_a_burst_from_one_address_is_slowed(newsroom: Newsroom, served: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rashomon.web.app.A_MINUTE", 5)
    desk = served(newsroom.app())
    answers = [desk.get("/api/state").status for _ in range(8)]
    assert answers[:5] == [200] * 5 and 429 in answers


def test_what_a_text_says_stays_text(newsroom: Newsroom, served: Serve) -> None:
    desk = served(newsroom.app())
    hostile = "%3Cscript%3Ealert(1)%3C/script%3E%22%27"
    for path in (f"/search?q={hostile}", f"/source?name={hostile}", f"/ledger?words={hostile}&since={hostile}"):
        answer = desk.get(path, **HTML)
        assert answer.status == 200 and "<script>" not in answer.text
        assert "&lt;script&gt;" in answer.text


@pytest.mark.parametrize("stated", ["//other.example", "https://other.example", "/\\other.example", "\n/x", ""])
def test_the_way_back_leads_nowhere_else(stated: str) -> None:
    assert way_back(stated) == "/"


def test_large_bodies_are_refused(newsroom: Newsroom, served: Serve) -> None:
    answer = served(newsroom.app()).post("/api/judgements", b'{"note": "' + b"x" * 400_000 + b'"}')
    assert answer.status == 413


def test_a_bug_tells_nothing_of_itself(newsroom: Newsroom, served: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("the secret inside")

    monkeypatch.setattr("rashomon.web.pages.desktop", broken)
    answer: Answered = served(newsroom.app()).get("/", **HTML)
    assert answer.status == 500 and "secret" not in answer.text and "Traceback" not in answer.text


def test_a_file_of_people_is_checked() -> None:
    for text, fault in (
        ('[[person]]\nname = "Ana"\ndigest = "abc"', "64 hexadecimal digits"),
        (f'[[person]]\nname = ""\ndigest = "{digest_of("x")}"', "a name of their own"),
        (f'[[person]]\nname = "Ana"\nrole = "owner"\ndigest = "{digest_of("x")}"', "role"),
        ('[[person]]\nname = "Ana"\ntoken = "clear"', "token"),
        ("[[person", "people.toml"),
    ):
        with pytest.raises(RashomonError, match=r"people\.toml") as caught:
            read_people(text.encode(), "people.toml")
        assert fault in str(caught.value)


def test_a_token_is_whose_it_is(people: Path) -> None:
    known = read_people(people.read_bytes(), "people.toml")
    assert (found := person_of(JUDGE, known)) is not None and found.name == "Ben"
    assert person_of("", known) is None
