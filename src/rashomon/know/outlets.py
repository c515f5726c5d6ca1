"""Agencies, broadcasters and papers by name or domain, and who carries whom."""

from __future__ import annotations

from urllib.parse import urlsplit

from rashomon.know.base import Knowledge
from rashomon.know.folding import fold
from rashomon.know.roster import Outlet

__all__ = ["Outlet", "carriers_of", "find_outlet", "outlet_of_url", "outlets"]

_ENDINGS = (" news agency", " agency", " news", " newspaper", " television", " tv", " report", " daily")
_STARTS = ("state run ", "state news agency ", "official ", "semi official ", "news agency ", "broadcaster ",
           "public broadcaster ", "state broadcaster ", "state media ", "newspaper ", "wire service ", "daily ",
           "japans ", "south koreas ", "north koreas ", "chinas ", "irans ", "russias ", "indias ")
_AMBIGUOUS = frozenset({"time", "sun", "the sun", "express", "metro", "standard", "the standard", "independent",
                        "nation", "the nation", "punch", "vanguard", "is", "aa", "st", "ht", "air", "kan", "fox",
                        "sky", "wire", "bild", "world", "map", "tap", "spa", "mirror", "star", "the star", "diplomat",
                        "the diplomat", "national", "the national", "republic", "insider", "site", "age",
                        "the age", "guardian", "telegraph", "yahoo", "welt", "globe", "inquirer", "mena"})


def outlets(knowledge: Knowledge) -> tuple[Outlet, ...]:
    """Return all outlets."""
    return knowledge.rows("outlet", Outlet)


def find_outlet(name: str, knowledge: Knowledge) -> Outlet | None:
    """Return the outlet of that name, or None: "AP", "The Associated Press", "Kyodo", "state-run KCNA", "NHK".

    Names that are also common words ("Time", "The Sun") and short capitals ("AP", "AA") count only as written, with
    their capitals; names alone are no proof that an outlet is meant, so ask with what the sentence gives.
    """
    names = knowledge.once("outlet names", lambda: _index(outlets(knowledge)))
    folded = fold(name)
    for form in _forms(folded):
        found = names.get(form)
        if found is None:
            continue
        if (form in _AMBIGUOUS or len(form) <= 4) and name[:1].islower():
            return None
        return found
    return None


def outlet_of_url(url: str, knowledge: Knowledge) -> Outlet | None:
    """Return the outlet that publishes at a URL or host name, sub-domains included, or None."""
    host = (urlsplit(url).hostname or "") if "//" in url else url.split("/", maxsplit=1)[0]
    host = host.casefold().removeprefix("www.")
    domains: dict[str, Outlet] = knowledge.once("outlet domains", lambda: {
        domain: outlet for outlet in outlets(knowledge) for domain in outlet.domains})
    labels = host.split(".")
    for start in range(len(labels) - 1):
        found = domains.get(".".join(labels[start:]))
        if found:
            return found
    return None


def carriers_of(agency: str, knowledge: Knowledge) -> tuple[Outlet, ...]:
    """Return the outlets known to print an agency's copy."""
    found = find_outlet(agency, knowledge)
    return tuple(outlet for outlet in outlets(knowledge) if found and found.name in outlet.carries)


def _forms(folded: str) -> list[str]:
    forms = [folded, folded.removeprefix("the ")]
    for start in _STARTS:
        if folded.removeprefix("the ").startswith(start):
            forms.append(folded.removeprefix("the ").removeprefix(start))
    forms += [form.removesuffix(ending) for form in list(forms) for ending in _ENDINGS if form.endswith(ending)]
    return [form for form in forms if form]


def _index(known: tuple[Outlet, ...]) -> dict[str, Outlet]:
    names: dict[str, Outlet] = {}
    for outlet in known:
        names[fold(outlet.name)] = outlet
    for outlet in known:
        for alias in outlet.aliases:
            names.setdefault(fold(alias), outlet)
    return names
