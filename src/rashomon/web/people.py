"""Who may do what: people with a name, a role and a token, of which only the digest is kept."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Sequence
from hashlib import sha256
from typing import Final, Literal

import msgspec

from rashomon.errors import RashomonError

Role = Literal["read", "judge", "admin"]
ROLES: Final[tuple[Role, ...]] = ("read", "judge", "admin")
"""Each may do what those before it may: look; judge and undo what is one's own; undo others', see deliveries."""


class Person(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Somebody at the desk. digest: SHA-256 of the token in hexadecimal, "" for who needs none (loopback)."""

    name: str
    role: Role = "read"
    digest: str = ""


class People(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file of people: [[person]] tables."""

    person: tuple[Person, ...] = ()


def read_people(raw: bytes, name: str) -> tuple[Person, ...]:
    """Return the people of a TOML file; raises RashomonError that names the file and what is wrong in it."""
    try:
        people = msgspec.toml.decode(raw, type=People).person
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise RashomonError(f"{error} @ {name}") from error
    seen: set[str] = set()
    for at, person in enumerate(people):
        if not person.name.strip() or person.name in seen:
            raise RashomonError(f"everybody needs a name of their own @ {name} $.person[{at}].name")
        if len(person.digest) != 64 or not set(person.digest) <= set("0123456789abcdef"):
            raise RashomonError(f"64 hexadecimal digits, see `rashomon token` @ {name} $.person[{at}].digest")
        seen.add(person.name)
    return people


def new_token() -> str:
    """A token that nobody guesses: 256 bits."""
    return secrets.token_urlsafe(32)


def digest_of(token: str) -> str:
    """What is kept of a token. It is random and long, so a plain hash does; a password would need a slow one."""
    return sha256(token.encode()).hexdigest()


def person_of(token: str, people: Sequence[Person]) -> Person | None:
    """Return whose token this is; every digest is compared, so that the time tells nothing."""
    digest = digest_of(token)
    found = [person for person in people if hmac.compare_digest(person.digest, digest)]
    return found[0] if found else None


def may(person: Person | None, role: Role) -> bool:
    """True when the person's role covers this one."""
    return person is not None and ROLES.index(person.role) >= ROLES.index(role)
