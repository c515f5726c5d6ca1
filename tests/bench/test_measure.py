"""The form of the yardsticks: what was skipped is said, and the parted data stays parted."""

from bench.measure import Measure, chosen, line, looked_at, skipped


def test_what_was_not_measured_has_not_reached_what_was_asked() -> None:
    assert not skipped("copies/recall", "the data is not here", 0.98).reached
    assert Measure("counts/killed", 0.93, 0.92, "40 incidents").reached
    assert not Measure("counts/city", 0.84, 0.85, "40 incidents").reached
    assert "skipped: the data is not here" in line(skipped("copies/recall", "the data is not here", 0.98))


def test_a_smaller_sample_is_the_start_of_a_larger_one() -> None:
    ids = [str(number) for number in range(100)]
    assert chosen(ids, 10) == chosen(list(reversed(ids)), 20)[:10]
    assert sorted(chosen(ids, None)) == sorted(ids)


def test_about_half_of_the_items_may_be_looked_at_whatever_else_is_there() -> None:
    ids = [str(number) for number in range(1000)]
    first = {one for one in ids if looked_at(one)}
    assert 430 < len(first) < 570
    assert {one for one in ids[:500] if looked_at(one)} == {one for one in first if int(one) < 500}
