"""Wires by the names and letters that they are credited with."""

from __future__ import annotations

import re
from typing import Final

# Wires by the names and letters that they are credited with. What carries no such mark is carried by no agency.
AGENCIES: Final = {
    "Reuters": ("reuters", "thomson reuters"),
    "Associated Press": ("ap", "the ap", "associated press", "the associated press"),
    "Agence France-Presse": ("afp", "agence france-presse", "agence france presse"),
    "Kyodo News": ("kyodo", "kyodo news"),
    "Jiji Press": ("jiji", "jiji press"),
    "Yonhap News Agency": ("yonhap", "yonhap news", "yonhap news agency", "연합뉴스"),
    "Korean Central News Agency": ("kcna", "korean central news agency"),
    "Xinhua News Agency": ("xinhua", "xinhua news agency"),
    "TASS": ("tass", "itar-tass"),
    "RIA Novosti": ("ria", "ria novosti"),
    "Interfax": ("interfax",),
    "dpa": ("dpa", "deutsche presse-agentur"),
    "ANSA": ("ansa",),
    "EFE": ("efe", "agencia efe"),
    "UPI": ("upi", "united press international"),
    "PA Media": ("pa", "pa media", "press association"),
    "Press Trust of India": ("pti", "press trust of india"),
    "Asian News International": ("ani",),
    "IANS": ("ians",),
    "Anadolu Agency": ("aa", "anadolu", "anadolu agency"),
    "Australian Associated Press": ("aap", "australian associated press"),
    "Canadian Press": ("the canadian press", "canadian press"),
    "Bernama": ("bernama",),
    "Antara": ("antara",),
    "Vietnam News Agency": ("vna", "vietnam news agency"),
    "IRNA": ("irna",),
    "SANA": ("sana",),
    "Bloomberg": ("bloomberg", "bloomberg news"),
    "Newsis": ("newsis", "뉴시스"),
}
_BY_NAME: Final = {name: agency for agency, names in AGENCIES.items() for name in names}
# "Source: KCNA.kp (En)": an agency by the address of its site, with the tongue of the page behind it.
_ADDRESS: Final = re.compile(r"(?:\.(?:com?|org|net|info|news|gov|int|[a-z]{2}))+$")
_TONGUE: Final = re.compile(r"\s*[(\[](?:[A-Za-z]{2}|[Ee]ng(?:lish)?|ENG(?:LISH)?)[)\]]$")


def agency_of(name: str) -> str:
    """The canonical name of a wire, or "" for anything else."""
    bare = _ADDRESS.sub("", _TONGUE.sub("", name.strip()).removeprefix("www."))
    low = re.sub(r"[^\w\s-]", "", bare).strip().casefold()
    return _BY_NAME.get(low, "")
