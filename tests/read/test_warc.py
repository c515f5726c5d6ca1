"""Web archives: pages one after another, with the address they were fetched from; what is no page has a reason."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from rashomon.read.records import stream_paths
from rashomon.settings import Settings

pytest.importorskip("fastwarc", reason="web archives need the extra `archives`")

PAGE = (
    "<html><head><title>Ferry late</title><link rel=canonical href='https://{host}/ferry'></head><body><article>"
    "<p>The ferry reached the quay two hours late because of fog, the harbour master said on Tuesday.</p>"
    "<p>Nobody aboard was hurt, and the cargo of apples arrived in good order.</p></article></body></html>"
)


def record(
    url: str, body: bytes, kind: str = "text/html", status: str = "200 OK", record_type: str = "response"
) -> bytes:
    """One record of an archive, compressed on its own as crawlers do it."""
    answer = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: {record_type}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2026-06-09T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000000>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    ).encode()
    return gzip.compress(head + answer + b"\r\n\r\n")


def test_pages_come_out_with_their_addresses_and_the_rest_with_a_reason(tmp_path: Path) -> None:
    archive = tmp_path / "news.warc.gz"
    archive.write_bytes(
        record("https://a.example/ferry?utm_source=x", PAGE.format(host="a.example").encode())
        + record("https://b.example/gone", b"no", status="404 Not Found")
        + record("https://c.example/p.png", b"\x89PNG", kind="image/png")
        + record("https://d.example/asked", b"", record_type="request")
        + record("https://e.example/ferry", PAGE.format(host="a.example").encode())
        + record("https://f.example/big", b"a" * 70_000)
    )
    found = dict(stream_paths([str(tmp_path)], Settings(max_bytes=64 * 1024)))
    reasons = {place.rpartition("#")[2]: one for place, one in found.items() if isinstance(one, str)}
    assert reasons == {
        "2": "the server answered 404", "3": "not a text page but image/png", "5": "larger than 0.0625 MiB",
    }  # fmt: skip
    urls = [one.url for one in found.values() if not isinstance(one, str)]
    assert urls == ["https://a.example/ferry", "https://e.example/ferry"]  # no page stands in for another site's


def test_a_damaged_archive_gives_what_came_before_the_damage(tmp_path: Path) -> None:
    whole = record("https://a.example/ferry", PAGE.format(host="a.example").encode())
    archive = tmp_path / "news.warc.gz"
    archive.write_bytes(whole + whole[: len(whole) // 2])
    found = list(stream_paths([str(archive)], Settings()))
    assert not isinstance(found[0][1], str)
    assert all(isinstance(one, str) for _, one in found[1:])
    archive.write_bytes(b"no archive at all")
    ((place, reason),) = stream_paths([str(archive)], Settings())
    assert place == str(archive) and isinstance(reason, str)


def test_an_archive_is_read_lazily(tmp_path: Path) -> None:
    archive = tmp_path / "news.warc.gz"
    page = PAGE.format(host="a.example").encode()
    archive.write_bytes(b"".join(record(f"https://a.example/{number}", page) for number in range(300)))
    stream = stream_paths([str(archive)], Settings())
    assert next(stream)[0].endswith("#1")
    stream.close()
