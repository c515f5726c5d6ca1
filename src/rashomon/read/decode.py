"""Bytes to text: which encoding, and whether they are text at all."""

from __future__ import annotations

import codecs
import re
from typing import Final

from charset_normalizer import from_bytes

from rashomon.errors import UnreadableError

MAGIC: Final = {
    b"%PDF": "a PDF file: give its text instead", b"PK\x03\x04": "a zip archive or office document",
    b"\x89PNG": "a picture", b"\xff\xd8\xff": "a picture", b"GIF8": "a picture", b"\x1f\x8b": "a gzip archive",
    b"\xfd7zXZ": "an xz archive", b"BZh": "a bzip2 archive", b"\x7fELF": "a program", b"{\\rtf": "an RTF file",
    b"\xd0\xcf\x11\xe0": "an office document",
}  # fmt: skip
_BOMS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
_SAMPLE: Final = 128 * 1024
_DECLARED: Final = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9._:-]{2,40})""", re.IGNORECASE)
_CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def decode(raw: bytes, declared: str = "") -> str:
    """Return the text of a file; line ends and a UTF-8 byte order mark stay, so that offsets are those of the file.

    declared: the encoding of an HTTP header, if any; a declaration in the page itself is found here. Raises
    UnreadableError for what is empty or no text.
    """
    if not raw.strip():
        raise UnreadableError("empty")
    for magic, what in MAGIC.items():
        if raw.startswith(magic):
            raise UnreadableError(what)
    text = _decoded(raw, declared)
    sample = text[:_SAMPLE]
    if len(_CONTROL.findall(sample)) > 0.01 * len(sample):
        raise UnreadableError("binary, not text")
    return text


def _decoded(raw: bytes, declared: str) -> str:
    for bom, encoding in _BOMS:
        if raw.startswith(bom):
            return raw.decode(encoding, errors="replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        pass
    if b"\0" in raw[:_SAMPLE]:
        raise UnreadableError("binary, not text")
    stated = _DECLARED.search(raw[:4096])
    for name in (declared, stated[1].decode("ascii") if stated else ""):
        try:
            if name and codecs.lookup(name).name != "utf-8":
                return raw.decode(name)
        except (LookupError, ValueError):
            continue
    lenient = raw.decode("utf-8", errors="replace")
    # A file with one broken byte in a page of good UTF-8 is UTF-8; guessing would garble every accent in it.
    multibyte = sum(1 for char in lenient if ord(char) > 127 and char != "\ufffd")
    if lenient.count("\ufffd") * 3 <= multibyte:
        return lenient
    best = from_bytes(raw[:_SAMPLE]).best()
    if best is None:
        raise UnreadableError("in no encoding that could be recognised")
    return raw.decode(best.encoding, errors="replace")
