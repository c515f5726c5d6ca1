"""`rashomon serve` and `rashomon token`: the newsroom's page over a ledger."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from rashomon.cli.common import LEDGER, opened
from rashomon.cli.extras import require

if TYPE_CHECKING:
    from collections.abc import Sequence

FILE = click.Path(dir_okay=False, path_type=Path)


@click.command("serve")
@LEDGER
@click.option("--host", default="127.0.0.1", show_default=True, help="Where to listen; needs people unless loopback.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--people", type=FILE, help="TOML file of who may do what, with the digests of their tokens.")
@click.option("--rules", type=FILE, help="TOML file of alert rules and webhooks.")
@click.option("--name", "names", multiple=True, help="A further host name under which the service is reached.")
@click.option("--home", default="", help="Its address as others see it (https://desk.example), for feeds and drafts.")
@click.option("--behind-tls", is_flag=True, help="Cookies for https alone: it stands behind a server that speaks TLS.")
@click.option("--pack", multiple=True, help="Only this pack (a name or a folder); may be given several times.")
def serve(where: str, pack: Sequence[str], names: Sequence[str], **place: Any) -> None:
    """Show a ledger to a desk: stories now, events live, judgements, search, alerts, and a JSON API.

    On this machine alone unless --people (or an admin's token in RASHOMON_TOKEN) says who else may come in.
    """
    require("serve", "litestar", "uvicorn", "sqlalchemy")
    from rashomon.extend import installed
    from rashomon.run.kit import make_kit
    from rashomon.settings import Settings
    from rashomon.web import serving

    at = serving.Place(names=tuple(names), **place)
    with opened(where, create=False) as ledger:
        app = serving.build(at, ledger, make_kit(Settings(packs=tuple(pack)), installed()))
        with serving.bound(at) as door:
            click.echo(f"rashomon: {where} is served at {serving.address(at)} (Ctrl-C ends it)", err=True)
            serving.serve(app, door)


@click.command("token")
def token() -> None:
    """Make a token for somebody, and the digest of it for the file of people."""
    from rashomon.web.people import digest_of, new_token

    made = new_token()
    click.echo(f"token   {made}")
    click.echo(f"digest  {digest_of(made)}")
