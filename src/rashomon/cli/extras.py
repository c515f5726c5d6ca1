"""Commands that need more than the default installation say so before they begin."""

from __future__ import annotations

from importlib.util import find_spec

from rashomon.errors import RashomonError


def require(extra: str, *modules: str) -> None:
    """Raise RashomonError that tells how to install the extra when one of its modules is missing."""
    missing = [module for module in modules if find_spec(module) is None]
    if missing:
        raise RashomonError(
            f"this command needs {' and '.join(missing)}, which is not installed: pip install 'rashomon[{extra}]'"
        )
