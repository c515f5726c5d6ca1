"""The weights of `know/toponyms.py`, fitted on the tuned halves of LGL and GeoVirus: ``python -m training.places``.

A log-linear choice among the candidates of each name. The support that names give one another depends on the weights,
so it is computed anew with the weights of the round before, a few times. Prints the table to copy; writes nothing.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence

import numpy as np

from bench.measure import looked_at, shared_folder
from bench.places import Article, geovirus, homes, is_exact, is_near, lgl
from rashomon.know.base import Knowledge, load_knowledge
from rashomon.know.countries import country_place
from rashomon.know.gazetteer import as_place
from rashomon.know.toponyms import (
    FEATURES,
    WEIGHTS,
    Floats,
    Home,
    Toponym,
    counted,
    home_of,
    keyed_by_container,
    near,
    supported,
    tabled,
    weighed,
    weights_of,
    with_home,
)  # fmt: skip

ROUNDS = 6
STEPS = 400
RATE = 0.05
PULL = 0.002  # towards nought: few articles, and no weight should rest on one of them


def prepared(articles: Sequence[Article], knowledge: Knowledge, known: dict[str, Home]):
    """Tables with the rows that are right and how often each name stands there."""
    made = []
    for one in articles:
        names = [Toponym(gold.words, gold.start, gold.end) for gold in one.golds]
        home = known[one.identity]
        keyed = [keyed_by_container(names, number, one.text) for number in range(len(names))]
        keys, counts = counted(keyed, home)
        table = tabled(keys, counts, knowledge, home)
        right = np.zeros(len(table.owner))
        often = np.zeros(len(keys))
        for key, gold in zip(keyed, one.golds, strict=True):
            number = keys.index(key)
            rows = np.flatnonzero(table.owner == number)
            places = [country_place(table.codes[row], knowledge) if table.matches[row] is None
                      else as_place(table.matches[row], knowledge) for row in rows]
            fits = [is_exact(place, gold, knowledge) for place in places] if gold.number else [
                is_near(place, gold, knowledge) for place in places]
            if any(fits) and not all(fits):
                right[rows[fits]] = 1.0
                often[number] += 1
        if often.any():
            made.append((table, right, often, home))
    return made


def fitted(sets) -> Floats:
    weights = weights_of(WEIGHTS)
    for turn in range(ROUNDS):
        inputs, targets, owners, often, shift = [], [], [], [], 0
        for table, right, count, home in sets:
            given = with_home(table, home)
            shares = weighed(table, home, weights)
            inputs.append(supported(table, given, shares, near(table.points)))
            targets.append(right)
            owners.append(table.owner + shift)
            often.append(np.sqrt(count))
            shift += len(count)
        x, right, owner, count = map(np.concatenate, (inputs, targets, owners, often))
        first = np.zeros_like(weights)
        second = np.zeros_like(weights)
        for step in range(1, STEPS + 1):
            scores = x @ weights
            scores -= np.maximum.reduceat(scores, np.flatnonzero(np.r_[True, owner[1:] != owner[:-1]]))[
                np.cumsum(np.r_[True, owner[1:] != owner[:-1]]) - 1]
            raised = np.exp(scores)
            p = raised / np.bincount(owner, raised, shift)[owner]
            q = np.where(right > 0, p, 0)
            total = np.bincount(owner, q, shift)[owner]
            q = np.divide(q, total, out=np.zeros_like(q), where=total > 0)
            slope = x.T @ ((p - q) * count[owner] * (total > 0)) / count.sum() + PULL * weights
            first = 0.9 * first + 0.1 * slope
            second = 0.99 * second + 0.01 * slope**2
            weights = weights - RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
        chosen = np.bincount(owner, np.where(right > 0, p, 0), shift)
        print(f"round {turn}: mean probability of the right place {np.average(chosen, weights=count):.4f}")
    return weights


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--alone", action="store_true", help="without what the outlet's other articles speak of")
    options = parser.parse_args()
    knowledge = load_knowledge()
    folder = shared_folder("language/geoparsing")
    articles = [*lgl(folder), *geovirus(folder)]
    tuned = [one for one in articles if looked_at(one.outlet or one.identity)]
    alone = {one.identity: home_of(one.outlet, knowledge) for one in tuned}
    sets = prepared(tuned, knowledge, alone)
    if not options.alone:
        sets += prepared(tuned, knowledge, homes(tuned, knowledge))
    weights = fitted(sets)
    print("WEIGHTS: Final = {")
    for feature, weight in zip(FEATURES, weights, strict=True):
        print(f'    "{feature}": {weight:.2f},')
    print("}")


if __name__ == "__main__":
    main()
