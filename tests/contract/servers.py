"""A PostgreSQL server of the tests' own: the distribution's package, a folder that goes away, a local socket only."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path


def why_not() -> str:
    """Why no server can be started here, "" when one can."""
    if not programs():
        return "the distribution's postgresql package is not installed"
    if find_spec("psycopg") is None:
        return "psycopg is not installed (the extra `postgres`)"
    if os.geteuid() == 0 and not _account():
        return "the server does not run as root, and there is no user postgres"
    return ""


def programs() -> Path | None:
    """The folder of initdb and pg_ctl, of the newest version."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    onpath = shutil.which("initdb")
    return found[-1].parent if found else Path(onpath).parent if onpath else None


def _account() -> str | None:
    try:
        return pwd.getpwnam("postgres").pw_name
    except KeyError:
        return None


@contextmanager
def server() -> Iterator[str]:
    """Yield the address of a running server, without a database's name: "postgresql://postgres@/{}?host=..."."""
    home = Path(tempfile.mkdtemp(prefix="rashomon-pg-"))
    account = _account() if os.geteuid() == 0 else None
    if account:
        shutil.chown(home, account)
    data = str(home / "data")
    where = programs()
    assert where is not None

    def run(program: str, *arguments: str) -> None:
        with (home / "log").open("a") as log:
            done = subprocess.run(
                [str(where / program), *arguments], user=account, cwd=home, check=False, stdout=log, stderr=log,
                timeout=120, env={"LC_ALL": "C", "PATH": os.environ.get("PATH", "")},
            )
        if done.returncode:
            raise RuntimeError(f"{program} failed: {(home / 'log').read_text()[-2000:]}")

    try:
        run("initdb", "-D", data, "-A", "trust", "-U", "postgres", "-E", "UTF8", "--no-sync", "--no-instructions")
        options = f"-c listen_addresses='' -c unix_socket_directories='{home}' -c fsync=off"
        run("pg_ctl", "-D", data, "-w", "-t", "60", "-l", str(home / "server.log"), "-o", options, "start")
        try:
            yield f"postgresql://postgres@/{{}}?host={home}"
        finally:
            run("pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(home, ignore_errors=True)
