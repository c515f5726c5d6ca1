"""Where a connection may go: http and https, every address of a name checked, never the user's own network."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable
from typing import Final
from urllib.parse import urlsplit

import msgspec

from rashomon.errors import UnreadableError
from rashomon.settings import Settings

_NAT64: Final = (ipaddress.IPv6Network("64:ff9b::/96"), ipaddress.IPv6Network("64:ff9b:1::/48"))
_COMPATIBLE: Final = ipaddress.IPv6Network("::/96")
Resolve = Callable[[str, int], list[str]]
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class Target(msgspec.Struct, frozen=True):
    """Where a request goes. name: what the Host header says, with the port where it is not the usual one."""

    scheme: str
    host: str
    port: int
    path: str
    name: str


def target_of(url: str, doing: str) -> Target:
    """Take an http(s) address apart, or raise UnreadableError; doing: "fetched" or "posted to", for its message."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise UnreadableError("not a valid address") from error
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise UnreadableError(f"only http and https addresses are {doing}")
    if parts.username or parts.password:
        raise UnreadableError(f"addresses with a password are not {doing}")
    usual = 443 if parts.scheme == "https" else 80
    port = port or usual
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    name = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return Target(parts.scheme, parts.hostname, port, path, name if port == usual else f"{name}:{port}")


def checked(host: str, port: int, settings: Settings, resolve: Resolve) -> list[str]:
    """Every address of a name; refused when one of them is not public, for any of them may be the one connected to."""
    try:
        addresses = resolve(host, port)
    except (OSError, UnicodeError) as error:
        raise UnreadableError(f"the name {host} is not known") from error
    for text in addresses:
        if not settings.allow_private_addresses and not is_public(text):
            raise UnreadableError(f"{host} lies in a private network; allow_private_addresses permits it")
    if not addresses:
        raise UnreadableError(f"the name {host} is not known")
    return addresses


def is_public(address: str) -> bool:
    """True for an address of the open internet, and for none that wraps one of another kind.

    An IPv6 address may carry an IPv4 one (mapped, compatible, 6to4, Teredo, NAT64); both must be public then.
    """
    try:
        whole: Address = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return all(one.is_global and not one.is_multicast for one in (_carried(whole) or [whole]))


def _carried(address: Address) -> list[Address]:
    """The IPv4 addresses inside an IPv6 address."""
    if isinstance(address, ipaddress.IPv4Address):
        return []
    if address.ipv4_mapped:
        return [address.ipv4_mapped]
    if address.sixtofour:
        return [address.sixtofour]
    if address.teredo:
        return [*address.teredo]
    if address in _COMPATIBLE or any(address in network for network in _NAT64):
        return [ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)]
    return []


def looked_up(host: str, port: int) -> list[str]:
    """The addresses that the system's resolver has for a name. Raises OSError where it has none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))
