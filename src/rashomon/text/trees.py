"""From scores of heads to a tree: one root, and no arc that crosses another (Eisner 1996)."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Integers = npt.NDArray[np.int64]
Table = npt.NDArray[np.float64]

_NEVER: Final = -1e9


def tree(scores: Floats) -> Integers:
    """Heads of the best tree with exactly one root and without crossing arcs.

    ``scores``: (words, words + 1), the last column scores the word as root. Answers (words,) with -1 for the root.
    Each word's own best head makes such a tree nearly always; otherwise the best one is searched for. English hardly
    ever crosses arcs, a parser does where it errs: in long sentences that end in "..., the ministry said" it hung days
    and places on the wrong verb (without crossing: LAS on news .861 to .875).
    """
    count = scores.shape[0]
    if count == 0:
        return np.zeros(0, np.int64)
    table = scores.astype(np.float64)
    table[np.arange(count), np.arange(count)] = _NEVER
    heads: Integers = table.argmax(1).astype(np.int64)
    if (heads == count).sum() != 1 or _crosses(heads, count) or not _reaches_root(heads, count):
        heads = _projective(table, count)
    return np.where(heads == count, -1, heads)


def _crosses(heads: Integers, root: int) -> bool:
    """True when some word's arc leaves the span of another arc that the word lies in."""
    words = np.flatnonzero(heads != root)
    low, high = np.minimum(words, heads[words]), np.maximum(words, heads[words])
    place = np.arange(len(heads))
    inside = (place > low[:, None]) & (place < high[:, None])
    outside = (heads < low[:, None]) | (heads > high[:, None])
    return bool((inside & outside).any())


def _reaches_root(heads: Integers, root: int) -> bool:
    """False when some heads point in a circle."""
    above = np.append(heads, root)
    for _ in range(len(heads).bit_length()):
        above = above[above]
    return bool((above == root).all())


def _projective(table: Table, count: int) -> Integers:
    """The best projective tree: ``table[word, head]``, the last column for the root. Cubic in the words.

    A span [s, t] is *open* when s and t are joined by its arc, *closed* when its head has all its dependents on that
    side. ``right``: the head is s, ``left``: the head is t; ``cut``: where the best span falls into two.
    """
    shape = (count, count)
    open_left, open_right = np.full(shape, -np.inf), np.full(shape, -np.inf)
    left, right = np.full(shape, -np.inf), np.full(shape, -np.inf)
    cut, cut_left, cut_right = (np.zeros(shape, np.int64) for _ in range(3))
    words = np.arange(count)
    left[words, words] = right[words, words] = 0.0
    for width in range(1, count):
        row = np.arange(count - width)
        s, t = row, row + width
        inner = s[:, None] + np.arange(width)[None, :]
        low, high = s[:, None], t[:, None]
        joined = right[low, inner] + left[inner + 1, high]
        best = joined.argmax(1)
        cut[s, t] = s + best
        open_right[s, t] = joined[row, best] + table[t, s]
        open_left[s, t] = joined[row, best] + table[s, t]
        rightward = open_right[low, inner + 1] + right[inner + 1, high]
        best = rightward.argmax(1)
        right[s, t], cut_right[s, t] = rightward[row, best], s + best + 1
        leftward = left[low, inner] + open_left[inner, high]
        best = leftward.argmax(1)
        left[s, t], cut_left[s, t] = leftward[row, best], s + best
    root = int((left[0] + right[:, count - 1] + table[:, count]).argmax())
    return _heads(root, cut, cut_left, cut_right)


def _heads(root: int, cut: Integers, cut_left: Integers, cut_right: Integers) -> Integers:
    """Follow the cuts down from the root."""
    count = len(cut)
    heads = np.full(count, count, np.int64)
    closed = [(0, root, False), (root, count - 1, True)]
    while closed:
        s, t, rightward = closed.pop()
        if s == t:
            continue
        middle = int(cut_right[s, t] if rightward else cut_left[s, t])
        low, high = (s, middle) if rightward else (middle, t)
        heads[high if rightward else low] = low if rightward else high
        between = int(cut[low, high])
        closed += [(low, between, True), (between + 1, high, False)]
        closed.append((middle, t, True) if rightward else (s, middle, False))
    return heads
