"""Where the beats of a score lie."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np


@dataclass(frozen=True)
class BeatGrid:
    #: Of each beat, quarters from the start of the score, rising.
    quarters: np.ndarray
    #: Whether each beat begins a bar.
    is_downbeat: np.ndarray
    #: Beats in the bar that each beat belongs to.
    beats_per_bar: np.ndarray

    def __len__(self):
        return len(self.quarters)

    def where(self, chosen):
        return BeatGrid(self.quarters[chosen], self.is_downbeat[chosen], self.beats_per_bar[chosen])

    @cached_property
    def usual_beat(self):
        """Median length of a beat, quarters."""
        return float(np.median(np.diff(self.quarters)))

    @cached_property
    def usual_bar(self):
        """Median number of beats in a bar."""
        return max(1, int(np.median(self.beats_per_bar)))

    def beat_at(self, quarters):
        """Number of the beat that a moment falls into; -1 before the first."""
        return int(np.searchsorted(self.quarters, quarters + 1e-6)) - 1


def beat_grid(measures):
    """Counted beats: dotted quarters in 6/8, printed units elsewhere. A pickup bar ends at its bar line."""
    beats = []
    for i, measure in enumerate(measures):
        if measure.duration <= 0:
            continue
        length = beat_quarters(measure.beats, measure.beat_unit)
        nominal = measure.beats * 4 / measure.beat_unit
        per_bar = round(nominal / length)
        is_pickup = i == 0 and abs(measure.duration - nominal) >= 1e-6
        start = measure.onset - (nominal - measure.duration) if is_pickup else measure.onset
        end = measures[i + 1].onset if i + 1 < len(measures) else measure.onset + measure.duration
        beat = 0
        while start + beat * length < end - 1e-6:
            if start + beat * length >= measure.onset - 1e-6:
                beats.append((start + beat * length, beat % per_bar == 0, per_bar))
            beat += 1
    columns = zip(*beats) if beats else ((), (), ())
    return BeatGrid(*(np.array(column) for column in columns))


def beat_quarters(beats, unit):
    is_compound = unit >= 8 and beats > 3 and beats % 3 == 0
    return 4 / unit * 3 if is_compound else 4 / unit
