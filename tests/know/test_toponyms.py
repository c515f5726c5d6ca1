"""Which of many namesakes a name means, beside the other names of the text and the outlet's own."""

from __future__ import annotations

from rashomon.know.base import Knowledge
from rashomon.know.toponyms import NOWHERE, Home, Toponym, home_of, learnt, resolve_together


def regions(text: str, names: list[str], shelf: Knowledge, home: Home = NOWHERE) -> list[str]:
    """The first-level region, or else the country, of each name of the text."""
    found, start = [], 0
    for name in names:
        start = text.index(name, start)
        found.append(Toponym(name, start, start + len(name)))
        start += len(name)
    made = []
    for place in resolve_together(found, text, shelf, home):
        assert place is not None
        own = place.ref[5:] if place.ref.startswith("adm1:") else ""
        made.append(own or next((ref[5:] for ref in place.within if ref.startswith("adm1:")), place.country))
    return made


def test_a_name_alone_is_its_largest_bearer(shelf: Knowledge) -> None:
    assert regions("A bridge fell in Paris.", ["Paris"], shelf) == ["FR.11"]


def test_neighbours_pull_a_namesake_to_their_region(shelf: Knowledge) -> None:
    text = "Crews from Tyler and Longview went to Paris, and then on to Sulphur Springs."
    assert regions(text, ["Tyler", "Longview", "Paris", "Sulphur Springs"], shelf) == ["US.TX"] * 4


def test_what_the_text_says_it_lies_in_holds_for_every_mention(shelf: Knowledge) -> None:
    text = "Police in Athens, Georgia, closed a road. Athens has seen such storms before."
    assert regions(text, ["Athens", "Georgia", "Athens"], shelf) == ["US.GA", "US.GA", "US.GA"]


def test_a_country_beats_a_region_of_its_own_name(shelf: Knowledge) -> None:
    assert regions("Talks began between Mexico and Guatemala.", ["Mexico", "Guatemala"], shelf) == ["MX", "GT"]


def test_capitals_alone_are_no_town(shelf: Knowledge) -> None:
    assert resolve_together([Toponym("EU", 4, 6)], "The EU agreed.", shelf) == [None]


def test_saint_is_written_short(shelf: Knowledge) -> None:
    text = "The river rose in St. Cloud and Minneapolis."
    assert regions(text, ["St. Cloud", "Minneapolis"], shelf) == ["US.MN", "US.MN"]


def test_the_address_of_an_outlet_says_its_country(shelf: Knowledge) -> None:
    home = home_of("eastvalleyvoice.ca", shelf)
    assert home.countries == {"CA": 1.0}
    text = "A barn burned near Cambridge."
    assert regions(text, ["Cambridge"], shelf, home) == ["CA.08"]
    assert regions(text, ["Cambridge"], shelf) == ["GB.ENG"]


def test_the_name_of_an_outlet_holds_its_town(shelf: Knowledge) -> None:
    assert home_of("www.springfieldcourier.com", shelf).names == ("springfield",)
    assert home_of("The Springfield Courier", shelf).names == ("springfield",)


def test_other_reports_of_the_outlet_say_where_it_is_at_home(shelf: Knowledge) -> None:
    before = "A hearing was held in Zanesville, and one in Lancaster, Ohio."
    found = [Toponym(name, before.index(name), before.index(name) + len(name))
             for name in ("Zanesville", "Lancaster", "Ohio")]
    home = learnt(NOWHERE, resolve_together(found, before, shelf))
    assert regions("A school in Newark was closed.", ["Newark"], shelf) == ["US.NJ"]
    assert regions("A school in Newark was closed.", ["Newark"], shelf, home) == ["US.OH"]


def test_no_names_no_places(shelf: Knowledge) -> None:
    assert resolve_together([], "Nothing was said.", shelf) == []
