"""A take: what was played, and when its beats were."""

from typing import NamedTuple

import numpy as np

#: The keys of a piano.
LOWEST_KEY, HIGHEST_KEY = 21, 108
FEWEST_NOTES = 20


class PlayedNote(NamedTuple):
    pitch: int
    #: Seconds.
    onset: float
    duration: float
    #: May lie between whole numbers.
    velocity: float


def finish_take(played, curve, rng, freedom):
    """Up to 1.5 s of silence before the first note; beats more than 0.1 s before or behind all onsets are left out."""
    if len(played) < FEWEST_NOTES:
        return None
    silence = rng.uniform(0, 1.5)
    first = min(note.onset for note in played)
    notes = np.array(sorted(played, key=lambda note: note.onset))
    notes[:, 1] += silence - first
    beats = curve.seconds_at(curve.grid.quarters) - first + silence
    kept = (beats >= silence - 0.1 - 1e-9) & (beats <= notes[-1, 1] + 0.1)
    return {
        "notes": notes,
        "beats": beats[kept],
        "is_downbeat": curve.grid.is_downbeat[kept],
        "freedom": freedom,
    }
