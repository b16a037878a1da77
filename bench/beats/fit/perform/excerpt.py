"""Draws how fast a score is played, and which part of it."""

import math
from dataclasses import dataclass

import numpy as np

from perform.beat_grid import BeatGrid

#: Counted beats a minute that are drawn; around 92, as people tap (van Noorden and Moelants 1999).
SLOWEST_BPM, FASTEST_BPM = 34, 220
PREFERRED_BPM, TEMPO_SPREAD = 92, 0.55
#: Four of five takes of a score whose tempo is written are played near it: this spread, in e-folds.
NEAR_WRITTEN, WRITTEN_SPREAD = 0.8, 0.35
FEWEST_NOTES = 24
FEWEST_BEATS = 6


@dataclass(frozen=True)
class Excerpt:
    notes: list
    grid: BeatGrid
    quarters_per_second: float


def draw_excerpt(score, grid, rng, max_seconds):
    """An excerpt from a bar line on, or from up to two beats before it; None if too little is in it."""
    notes = score["notes"]
    onsets = np.unique(np.array([note.onset for note in notes]).round(4))
    span = onsets[-1] - onsets[0]
    speed = draw_speed(rng, len(onsets) / max(span, 1), grid.usual_beat)
    if "quarters_per_minute" in score and rng.random() < NEAR_WRITTEN:
        speed = score["quarters_per_minute"] / 60 * math.exp(rng.normal(0, WRITTEN_SPREAD))
    needed = max_seconds * speed
    if span > needed:
        first = draw_first_bar(grid, rng, onsets[-1] - needed * 0.7)
        start = first - (0 if rng.random() < 0.6 else rng.integers(0, 3) * grid.usual_beat)
        end = start + needed
    else:
        start, end = min(grid.quarters[0], onsets[0]), onsets[-1] + 8
    within = [note for note in notes if start - 1e-6 <= note.onset < end]
    if len(within) < FEWEST_NOTES:
        return None
    last = max(note.end for note in within)
    kept = grid.where((grid.quarters >= start - 1e-6) & (grid.quarters <= last + 1e-6))
    return None if len(kept) < FEWEST_BEATS else Excerpt(within, kept, speed)


def draw_speed(rng, onsets_per_quarter, beat):
    """Quarters a second: 1.3 to 9 onsets a second, at a tempo that people tap gladly."""
    for _ in range(30):
        onsets_per_second = math.exp(rng.uniform(math.log(1.3), math.log(9)))
        bpm = 60 * (onsets_per_second / onsets_per_quarter) / beat
        if not SLOWEST_BPM < bpm < FASTEST_BPM:
            continue
        if rng.random() < math.exp(-0.5 * (math.log(bpm / PREFERRED_BPM) / TEMPO_SPREAD) ** 2):
            return onsets_per_second / onsets_per_quarter
    return min(200, max(40, bpm)) * beat / 60


def draw_first_bar(grid, rng, latest):
    bars = [i for i in range(len(grid)) if grid.is_downbeat[i] and grid.quarters[i] <= latest] or [0]
    return grid.quarters[bars[rng.integers(len(bars))]]
