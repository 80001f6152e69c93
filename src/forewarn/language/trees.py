"""The best tree over a sentence, from a score for each possible head of each word.

`scores[d, h]` is the score of word `h` as the head of word `d`; `scores[d, d]` that of `d` as the
root. Most often the best head of each word already gives a tree; else Chu-Liu/Edmonds finds the
best one with a single root.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating]
Ints = NDArray[np.int64]


def best_heads(scores: Floats) -> Ints:
    """For each word the index of its head in the best tree with one root (its own: the root)."""
    heads = scores.argmax(axis=1).astype(np.int64)
    return heads if is_tree(heads) else _best_single_root(scores.astype(np.float64))


def is_tree(heads: Ints) -> bool:
    """Whether each word is reached from one root."""
    own = np.arange(len(heads))
    if np.count_nonzero(heads == own) != 1:
        return False
    up = heads
    for _ in range(max(len(heads) - 1, 1).bit_length()):
        up = up[up]
    return bool((up[up] == up).all() and (up == up[0]).all())


def _best_single_root(scores: Floats) -> Ints:
    """Tries the root that looks best; others only where they could still win.

    A tree's score is at most the sum of each word's best arc, given its root, so roots are tried
    in the order of that bound until none can beat the best tree found.
    """
    n = len(scores)
    arcs = scores.copy()
    np.fill_diagonal(arcs, -np.inf)
    best_arc = arcs.max(axis=1) if n > 1 else np.zeros(n)
    bounds = best_arc.sum() - best_arc + scores.diagonal()
    best, found = -np.inf, np.arange(n)
    for root in np.argsort(-bounds, kind="stable"):
        if bounds[root] <= best:
            break
        heads = _arborescence(arcs, int(root))
        total = _total(arcs, heads, int(root)) + scores[root, root]
        if total > best:
            best, found = total, heads
    return found


def _total(arcs: Floats, heads: Ints, root: int) -> float:
    """The sum of the arcs of a tree, the root's left out."""
    words = np.delete(np.arange(len(heads)), root)
    return float(arcs[words, heads[words]].sum())


def _arborescence(arcs: Floats, root: int) -> Ints:
    """Chu-Liu/Edmonds: the best tree below `root`; `arcs[d, h]` scores h as the head of d."""
    heads: Ints = arcs.argmax(axis=1).astype(np.int64)
    heads[root] = root
    cycle = _cycle(heads, root)
    if cycle is None:
        return heads
    return _expand(arcs, heads, cycle, root)


def _expand(arcs: Floats, heads: Ints, cycle: list[int], root: int) -> Ints:
    """Takes the cycle as one word, solves what is left, and opens the cycle where it is entered."""
    n = len(heads)
    inside = np.array(sorted(cycle))
    outside = np.setdiff1d(np.arange(n), inside)
    kept = arcs[inside, heads[inside]]
    m = len(outside)
    small = np.full((m + 1, m + 1), -np.inf)
    small[:m, :m] = arcs[np.ix_(outside, outside)]
    leaving = arcs[np.ix_(outside, inside)]
    small[:m, m] = leaving.max(axis=1)
    entering = arcs[np.ix_(inside, outside)] - kept[:, None]
    small[m, :m] = entering.max(axis=0)
    solved = _arborescence(small, int(np.searchsorted(outside, root)))
    result = heads.copy()
    for k, word in enumerate(outside):
        head = solved[k]
        result[word] = inside[leaving[k].argmax()] if head == m else outside[head]
    door = inside[entering[:, solved[m]].argmax()]
    result[door] = outside[solved[m]]
    result[root] = root
    return result


def _cycle(heads: Ints, root: int) -> list[int] | None:
    """The words of one cycle, or None where there is none."""
    state = np.zeros(len(heads), dtype=np.int8)
    state[root] = 2
    for start in range(len(heads)):
        path: list[int] = []
        at = start
        while state[at] == 0:
            state[at] = 1
            path.append(at)
            at = int(heads[at])
        if state[at] == 1:
            return path[path.index(at) :]
        state[path] = 2
    return None
