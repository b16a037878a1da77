"""Which scores of music21's corpus the beat network is trained on, and how often each is drawn."""

import random
from typing import NamedTuple


class Collection(NamedTuple):
    #: Files at most; of larger collections so many are drawn.
    most_files: int
    #: Weight of one piece when a piece is drawn. Piano music weighs most, tunes and chorales least: there are so many.
    weight: float


#: By folder of the corpus. The order decides which files are drawn.
COLLECTIONS = {
    "beethoven": Collection(99, 6),
    "mozart": Collection(99, 6),
    "haydn": Collection(99, 6),
    "schumann_robert": Collection(99, 4),
    "schumann_clara": Collection(99, 4),
    "chopin": Collection(9, 8),
    "joplin": Collection(9, 8),
    "cpebach": Collection(9, 4),
    "handel": Collection(9, 3),
    "corelli": Collection(9, 3),
    "beach": Collection(9, 4),
    "schubert": Collection(9, 6),
    "verdi": Collection(9, 3),
    "weber": Collection(9, 3),
    "leadSheet": Collection(9, 1),
    "johnson_j_r": Collection(9, 0.5),
    "liliuokalani": Collection(9, 1),
    "miscFolk": Collection(9, 0.15),
    "nottingham-dataset": Collection(9, 0.15),
    "schoenberg": Collection(9, 1),
    "webern": Collection(9, 0.5),
    "bach": Collection(170, 0.45),
    "ryansMammoth": Collection(160, 0.25),
    "monteverdi": Collection(25, 0.4),
    "palestrina": Collection(20, 0.3),
    "oneills1850": Collection(33, 0.03),
}

#: Of one piece that `composer/` composed.
COMPOSED_WEIGHT = 0.55


def weight_of(score):
    """How often a score is drawn, against the others."""
    collection = COLLECTIONS.get(score["collection"])
    return COMPOSED_WEIGHT if collection is None else collection.weight


def chosen_files(paths):
    """Pairs of collection and path, drawn from all paths of the corpus; the same ones every time."""
    by_collection = {}
    for path in paths:
        by_collection.setdefault(path.split("corpus/")[1].split("/")[0], []).append(path)
    drawing = random.Random(1)
    chosen = []
    for name, collection in COLLECTIONS.items():
        files = sorted(by_collection.get(name, []))
        drawing.shuffle(files)
        chosen += [(name, path) for path in files[: collection.most_files]]
    return chosen
