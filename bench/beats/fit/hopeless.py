"""Notes in which there is no beat to be found: what the confidence must be low for."""

import numpy as np


def hopeless_notes(rng):
    """[n, 4]: pitch, onset and duration in seconds, velocity; by onset."""
    kind = KINDS[rng.integers(len(KINDS))]
    pitch, start = kind(rng, int(rng.integers(60, 300)))
    duration = rng.exponential(0.4, len(start)) + 0.05
    velocity = rng.integers(20, 110, len(start))
    return np.stack([np.clip(pitch, 21, 108), start, duration, velocity], 1).astype(float)


def poisson(rng, count):
    """Onsets that know nothing of each other."""
    start = np.cumsum(rng.exponential(rng.uniform(0.1, 0.8), count))
    return rng.integers(30, 90, count), start


def erratic(rng, count):
    """A tune whose tempo jumps every few notes."""
    seconds, interval = 0, 0.4
    start = []
    for _ in range(count):
        if rng.random() < 0.2:
            interval = np.clip(interval * rng.choice([0.5, 2, 0.66, 1.5, 0.8, 1.25]), 0.12, 1.5)
        seconds += interval * np.exp(0.15 * rng.standard_normal())
        start.append(seconds)
    return 60 + np.cumsum(rng.integers(-3, 4, count)) % 24, np.array(start)


def slow_tones(rng, _count):
    """One tone in one to five seconds."""
    count = int(rng.integers(10, 50))
    start = np.cumsum(rng.uniform(1, 5, count))
    return rng.integers(40, 80, count), start


def scattered(rng, count):
    """A chord's notes anywhere within a minute."""
    start = np.sort(rng.uniform(0, 60, count))
    return rng.choice([40, 43, 47, 52, 60, 64, 67], count), start


KINDS = [poisson, erratic, slow_tones, scattered]
