"""Draws how a player touches the keys: what stays the same for a whole take."""

from typing import NamedTuple


class Touch(NamedTuple):
    #: How far a chord strays from its place, and its notes from each other, seconds.
    jitter: float
    spread: float
    #: How far the melody comes before and behind the rest of its chord, seconds.
    melody_lead: float
    melody_lag: float
    #: Share of the chords that are rolled.
    rolled: float
    #: Velocity, and what is added to it for the highest note, for a downbeat, by chance and over a phrase.
    velocity: float
    melody_velocity: float
    metric_velocity: float
    velocity_noise: float
    phrase_velocity: float
    #: A keyboard without touch: every velocity is 72.
    is_flat: bool
    #: Sounding share of a note's written length.
    articulation: float
    #: Beats after which the pedal changes; None without a pedal.
    pedal_beats: int | None


def draw_touch(grid, rng, freedom):
    jitter = rng.uniform(0.003, 0.008) + freedom * rng.uniform(0, 0.018)
    spread = rng.uniform(0, 0.012) + freedom * rng.uniform(0, 0.02)
    melody_lead = freedom * rng.uniform(0, 0.03) * (rng.random() < 0.7)
    rolled = rng.random() * 0.3 * freedom * (rng.random() < 0.5)
    melody_lag = freedom * rng.uniform(0, 0.06) * (rng.random() < 0.25)
    velocity = rng.uniform(40, 85)
    melody_velocity = rng.uniform(0, 18)
    metric_velocity = rng.uniform(0, 14) * (rng.random() < 0.7)
    velocity_noise = rng.uniform(2, 11)
    phrase_velocity = rng.uniform(0, 15)
    is_flat = rng.random() < 0.07
    articulation = rng.uniform(0.5, 1.05) if rng.random() < 0.7 else rng.uniform(0.2, 0.6)
    has_pedal = rng.random() < 0.5
    pedal_beats = int(rng.choice([1, 2, grid.usual_bar, grid.usual_bar]))
    return Touch(
        jitter=jitter,
        spread=spread,
        melody_lead=melody_lead,
        melody_lag=melody_lag,
        rolled=rolled,
        velocity=velocity,
        melody_velocity=melody_velocity,
        metric_velocity=metric_velocity,
        velocity_noise=velocity_noise,
        phrase_velocity=phrase_velocity,
        is_flat=is_flat,
        articulation=articulation,
        pedal_beats=pedal_beats if has_pedal else None,
    )
