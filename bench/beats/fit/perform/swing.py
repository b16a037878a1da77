"""Draws whether halves of a beat are swung, and how far."""

import numpy as np

from perform.tempo_curve import beat_ends


def draw_swing(grid, rng):
    """A function of quarters: where a moment of the score is played."""
    if rng.random() >= 0.12:
        return lambda quarters: quarters
    share = rng.uniform(0.52, 0.68)
    places = beat_ends(grid)

    def swung(quarters):
        beat = np.searchsorted(places, quarters + 1e-6) - 1
        if not 0 <= beat < len(places) - 1:
            return quarters
        length = places[beat + 1] - places[beat]
        phase = (quarters - places[beat]) / length
        later = phase * 2 * share if phase <= 0.5 else share + (phase - 0.5) * 2 * (1 - share)
        return places[beat] + later * length

    return swung
