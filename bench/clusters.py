"""Scores of a clustering against a key: B3, MUC, CEAF-e and their mean, the CoNLL F1.

B3: Bagga and Baldwin 1998. MUC: Vilain et al. 1995. CEAF-e: Luo 2005, with phi4 = 2 |K and R| / (|K| + |R|). The mean
of the three F1 is the score of the CoNLL shared tasks (Pradhan et al. 2012). Both sides hold the same items (gold
mentions); each side is given as item -> name of its cluster.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence

import msgspec

Clustering = Mapping[str, Hashable]
LARGE = 10.0


class Scored(msgspec.Struct, frozen=True):
    """Precision and recall, 0..1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def b_cubed(found: Clustering, key: Clustering) -> Scored:
    """For each item, what share of its cluster belongs to it, and what share of its key's cluster it was given."""
    ours, theirs = _members(found), _members(key)
    precision = recall = 0.0
    for item in key:
        mine, right = ours[found[item]], theirs[key[item]]
        shared = len(mine & right)
        precision += shared / len(mine)
        recall += shared / len(right)
    return Scored(precision / len(key), recall / len(key)) if key else Scored(0.0, 0.0)


def muc(found: Clustering, key: Clustering) -> Scored:
    """Links: how many are missing to hold each cluster of one side together with those of the other."""
    return Scored(_links(found, key), _links(key, found))


def _links(one: Clustering, other: Clustering) -> float:
    right = whole = 0
    for cluster in _members(one).values():
        whole += len(cluster) - 1
        right += len(cluster) - len({other[item] for item in cluster})
    return right / whole if whole else 0.0


def ceaf_e(found: Clustering, key: Clustering) -> Scored:
    """Clusters matched one to one so that they are as alike as can be."""
    ours, theirs = _members(found), _members(key)
    shared: Counter[tuple[Hashable, Hashable]] = Counter((found[item], key[item]) for item in key)
    alike = {pair: 2 * count / (len(ours[pair[0]]) + len(theirs[pair[1]])) for pair, count in shared.items()}
    total = sum(_best_match(group) for group in _components(alike))
    return Scored(total / len(ours), total / len(theirs)) if key else Scored(0.0, 0.0)


def conll(found: Clustering, key: Clustering) -> float:
    """The mean F1 of MUC, B3 and CEAF-e."""
    return (muc(found, key).f1 + b_cubed(found, key).f1 + ceaf_e(found, key).f1) / 3


def _members(clustering: Clustering) -> dict[Hashable, set[str]]:
    members: dict[Hashable, set[str]] = defaultdict(set)
    for item, name in clustering.items():
        members[name].add(item)
    return members


Pairs = dict[tuple[Hashable, Hashable], float]


def _components(alike: Pairs) -> list[Pairs]:
    """Pairs that hang together through a cluster; the best match of the whole is that of its components."""
    home: dict[tuple[str, Hashable], int] = {}
    groups: dict[int, Pairs] = {}
    for number, (pair, value) in enumerate(alike.items()):
        touched = {home[end] for end in (("f", pair[0]), ("k", pair[1])) if end in home}
        groups[number] = {pair: value}
        for old in touched:
            groups[number] |= groups.pop(old)
        for one in groups[number]:
            home["f", one[0]] = home["k", one[1]] = number
    return list(groups.values())


def _best_match(alike: Pairs) -> float:
    """The greatest sum of a one-to-one matching (Kuhn 1955, by shortest augmenting paths)."""
    rows, columns = list(dict.fromkeys(pair[0] for pair in alike)), list(dict.fromkeys(pair[1] for pair in alike))
    if len(rows) == 1 or len(columns) == 1:
        return max(alike.values())
    size = max(len(rows), len(columns))
    cost = [[LARGE] * size for _ in range(size)]
    for (one, other), value in alike.items():
        cost[rows.index(one)][columns.index(other)] = LARGE - value
    return size * LARGE - _cheapest(cost)


def _cheapest(cost: Sequence[Sequence[float]]) -> float:
    """Cost of the cheapest assignment of a square matrix."""
    size = len(cost)
    row_price, column_price = [0.0] * (size + 1), [0.0] * (size + 1)
    match, way = [0] * (size + 1), [0] * (size + 1)
    for row in range(1, size + 1):
        match[0], at = row, 0
        least, used = [float("inf")] * (size + 1), [False] * (size + 1)
        while match[at]:
            used[at] = True
            here, step, ahead = match[at], float("inf"), 0
            for column in range(1, size + 1):
                if used[column]:
                    continue
                price = cost[here - 1][column - 1] - row_price[here] - column_price[column]
                if price < least[column]:
                    least[column], way[column] = price, at
                if least[column] < step:
                    step, ahead = least[column], column
            for column in range(size + 1):
                if used[column]:
                    row_price[match[column]] += step
                    column_price[column] -= step
                else:
                    least[column] -= step
            at = ahead
        while at:
            match[at], at = match[way[at]], way[at]
    return sum(cost[match[column] - 1][column - 1] for column in range(1, size + 1))
