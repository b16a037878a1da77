"""Draws how the tempo bends: every beat has a length of its own."""

import math
from dataclasses import dataclass

import numpy as np

from perform.beat_grid import BeatGrid


@dataclass(frozen=True)
class TempoCurve:
    grid: BeatGrid
    #: The beats and the end of the last one: where they lie in the score, and when they are played.
    quarters: np.ndarray
    seconds: np.ndarray
    #: Beats that a phrase lasts.
    phrase_beats: int

    def seconds_at(self, quarters):
        """Linear within a beat, and on at the speed of the first and the last beat outside."""
        inside = np.interp(quarters, self.quarters, self.seconds)
        before = np.minimum(0, quarters - self.quarters[0]) * self.slowness(0)
        behind = np.maximum(0, quarters - self.quarters[-1]) * self.slowness(-2)
        return before + inside + behind

    def slowness(self, beat):
        """Seconds a quarter."""
        seconds = self.seconds[beat + 1] - self.seconds[beat]
        return seconds / (self.quarters[beat + 1] - self.quarters[beat])


def beat_ends(grid):
    """The beats, and the end of the last one, which is as long as the one before; quarters."""
    return np.append(grid.quarters, 2 * grid.quarters[-1] - grid.quarters[-2])


def draw_tempo_curve(notes, grid, rng, quarters_per_second, freedom):
    """Logarithms of tempo, a number a beat, of all that bends it, are added; their median is the tempo asked for."""
    beats = len(grid)
    tempo = sway(beats, rng, freedom) + drift(beats, rng, freedom)
    phrase_beats = int(rng.choice([2, 4, 4, 4, 8])) * grid.usual_bar
    tempo += phrasing(beats, rng, freedom, phrase_beats, grid.usual_bar)
    tempo += another_section(beats, rng, freedom)
    tempo -= freedom * rng.uniform(-0.02, 0.1) * grid.is_downbeat
    tempo -= fermatas(notes, grid, rng, freedom)
    tempo -= final_ritardando(beats, rng, freedom)
    tempo -= np.median(tempo)
    quarters = beat_ends(grid)
    lengths = np.diff(quarters) / quarters_per_second * np.exp(-tempo)
    return TempoCurve(grid, quarters, np.concatenate([[0], np.cumsum(lengths)]), phrase_beats)


def sway(beats, rng, freedom):
    """From beat to beat: autoregressive noise."""
    spread, memory = freedom * rng.uniform(0.01, 0.12), rng.uniform(0, 0.8)
    return autoregressive(beats, rng, spread, memory)


def drift(beats, rng, freedom):
    """Over many beats: a walk that is drawn back slowly."""
    return autoregressive(beats, rng, freedom * rng.uniform(0, 0.0197), 0.985)


def autoregressive(beats, rng, spread, memory):
    values = np.zeros(beats)
    for i, step in enumerate(spread * rng.standard_normal(beats)):
        values[i] = memory * values[i - 1] + step if i else step
    return values


def phrasing(beats, rng, freedom, phrase_beats, bar):
    """Faster in the middle of a phrase (Todd 1992: an arch), slower at the end of every second one."""
    depth, slowing = freedom * rng.uniform(0, 0.34), freedom * rng.uniform(0, 0.45)
    slowing_beats = rng.uniform(1, 4)
    place = np.arange(beats) - int(rng.integers(0, bar))
    within = place % phrase_beats
    left = phrase_beats - within
    arch = depth * (np.sin(math.pi * within / phrase_beats) - 0.5)
    is_slowing = (left <= slowing_beats) & (place // phrase_beats % 2 == 1)
    return arch - np.where(is_slowing, slowing * (1 - (left - 1) / slowing_beats), 0)


def another_section(beats, rng, freedom):
    """Rarely, another tempo from a beat on."""
    change = np.zeros(beats)
    if rng.random() < 0.15 * (0.3 + freedom):
        first = int(rng.integers(beats))
        change[first:] = rng.uniform(-0.35, 0.35)
    return change


def fermatas(notes, grid, rng, freedom):
    """The written ones, mostly; where none is written, rarely, one to three beats that are held."""
    held = np.zeros(len(grid))
    ends = {round(note.end, 3) for note in notes if note.has_fermata}
    if ends and rng.random() < 0.7:
        length = rng.uniform(0.2, 0.9)
        for end in ends:
            beat = int(np.searchsorted(grid.quarters, end - 1e-3)) - 1
            if beat >= 0:
                held[beat] += length
    elif rng.random() < 0.2 * freedom:
        for _ in range(int(rng.integers(1, 4))):
            beat = int(rng.integers(len(grid)))
            held[beat] += rng.uniform(0.2, 0.9)
    return held


def final_ritardando(beats, rng, freedom):
    depth, length = rng.uniform(0, 0.7) * min(1, 0.3 + freedom), int(rng.integers(2, 9))
    return depth * np.maximum(0, 1 - np.arange(beats)[::-1] / length)
