"""Writes takes that the network was not trained on, and takes without a beat, for evaluate.js.

python bench/beats/fit/held_out.py build/beats > build/beats/heldOut.jsonl

One JSON line a take: {"group", "notes": [[pitch, onset, duration, velocity], …], "beats", "downbeats"}, seconds.
"""

import json
import sys

import numpy as np

from examples import draw_performance, read_sources, vary
from hopeless import hopeless_notes

SEED = 5
SECONDS = 75
PERFORMANCES = 70
GENERATED = 60
HOPELESS = 50
#: From this on a performance counts as free.
FREE = 0.55


def held_out_takes(sources, rng):
    performances = 0
    while performances < PERFORMANCES:
        take = draw_performance(sources["held_out_scores"], rng, SECONDS)
        if take:
            performances += 1
            yield group_of(take), take
    for take in sources["held_out_takes"][:GENERATED]:
        yield "generated", vary(take, rng)
    for _ in range(HOPELESS):
        nothing = np.zeros(0)
        yield "without a beat", {"notes": hopeless_notes(rng), "beats": nothing, "is_downbeat": nothing > 0}


def group_of(performance):
    if performance["collection"] == "composed":
        return "composed"
    return "played freely" if performance["freedom"] > FREE else "played calmly"


if __name__ == "__main__":
    for group, take in held_out_takes(read_sources(sys.argv[1]), np.random.default_rng(SEED)):
        downbeats = take["beats"][take["is_downbeat"]]
        row = {"group": group, "notes": take["notes"], "beats": take["beats"], "downbeats": downbeats}
        print(json.dumps(row, default=np.ndarray.tolist))
