"""A score as the stages hand it on: one JSON line of {"collection", "name", "notes", "measures"}.

notes: rows as `ScoreNote`, by onset and pitch; measures: rows as `Measure`. All times are quarter notes. Where a tempo is
written, "quarters_per_minute" says it.
"""

import json
from typing import NamedTuple


class ScoreNote(NamedTuple):
    pitch: int
    #: Quarters from the start of the score.
    onset: float
    duration: float
    #: Number of its part, the highest part first.
    part: int
    is_grace: int = 0
    has_fermata: int = 0
    is_trilled: int = 0
    is_staccato: int = 0

    @property
    def end(self):
        return self.onset + self.duration


class Measure(NamedTuple):
    #: Quarters from the start of the score.
    onset: float
    #: Shorter than the signature says in a pickup bar.
    duration: float
    beats: int
    beat_unit: int


def make_score(collection, name, notes, measures):
    by_onset = sorted(notes, key=lambda note: (note.onset, note.pitch))
    return {"collection": collection, "name": name, "notes": by_onset, "measures": measures}


def write_scores(path, scores):
    """Writes scores as they come and returns their number."""
    count = 0
    with open(path, "w") as file:
        for score in scores:
            file.write(json.dumps(score) + "\n")
            count += 1
    return count


def read_scores(path):
    with open(path) as file:
        return [typed(json.loads(line)) for line in file]


def typed(score):
    """The same score, its rows named."""
    notes = [ScoreNote(*row) for row in score["notes"]]
    return score | {"notes": notes, "measures": [Measure(*row) for row in score["measures"]]}
