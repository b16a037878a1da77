"""Writes performances of composed takes, for transcribePerformances.js: none of a score that is held out.

python bench/beats/fit/performances.py build/beats 288 > build/beats/performances.jsonl

One JSON line each: {"object", "notes": [[pitch, onset, duration, velocity], …], "beats", "downbeats"}, seconds.
"""

import json
import sys

import numpy as np

from examples import read_sources
from perform import perform

SEED = 77
SECONDS = 44


def performances(scores, rng, count):
    """The objects take turns, so that any beginning of the rows holds about as much of each."""
    by_object = {}
    for score in scores:
        if score["collection"] == "composed":
            by_object.setdefault(score["name"].split("/")[-3], []).append(score)
    written = 0
    while written < count:
        for name, own in sorted(by_object.items()):
            take = perform(own[rng.integers(len(own))], rng, SECONDS)
            if take and written < count:
                written += 1
                downbeats = take["beats"][take["is_downbeat"]]
                yield {"object": name, "notes": take["notes"], "beats": take["beats"], "downbeats": downbeats}


if __name__ == "__main__":
    folder, count = sys.argv[1], int(sys.argv[2])
    for row in performances(read_sources(folder)["scores"], np.random.default_rng(SEED), count):
        print(json.dumps(row, default=np.ndarray.tolist))
