"""Changes notes as a transcriber does that hears them in sound: what examples.py does to two windows of five.

The rates come from starter takes played on 24 instruments and transcribed by `mirror add`: 9 % of the notes missed in the mean
and up to 64 % in quick or bowed playing, 5 % made up (mostly a note heard twice), onsets 4 to 20 ms astray, and lengths between
a twentieth and eight times the written ones, since a plucked note is heard until it has died away.
"""

import numpy as np

FEWEST_LEFT = 20
OCTAVES = (12, 19, 24)


def as_transcribed(notes, rng):
    """Notes [n, 4] by onset (pitch, onset, duration in seconds, velocity) as they might be transcribed, by onset."""
    notes = notes[np.argsort(notes[:, 1], kind="stable")]
    notes = without_missed(notes, rng)
    notes[:, 2] = heard_durations(notes, rng)
    notes[:, 3] = heard_velocities(notes[:, 3], rng)
    low = notes[:, 0] < 52
    notes[:, 1] += rng.uniform(0.003, 0.013) * rng.standard_normal(len(notes)) + rng.uniform(-0.006, 0.012) * low
    notes = np.concatenate([notes, made_up(notes, rng)])
    notes[:, 1] = np.maximum(notes[:, 1], 0)
    return notes[np.argsort(notes[:, 1], kind="stable")]


def without_missed(notes, rng):
    """Missed are soft notes above all, quick repetitions, and what doubles a note at the octave."""
    rate = rng.beta(1, 9) if rng.random() < 0.88 else rng.uniform(0.25, 0.6)
    pitches, onsets, _, velocities = notes.T
    weights = np.exp((velocities.mean() - velocities) / 15 + 0.5 * rng.standard_normal(len(notes)))
    last_onsets = {}
    for index, (pitch, onset) in enumerate(zip(pitches, onsets)):
        if onset - last_onsets.get(pitch, -1) < 0.2:
            weights[index] *= 3
        last_onsets[pitch] = onset
        together = pitches[np.searchsorted(onsets, onset - 0.03) : np.searchsorted(onsets, onset + 0.03, "right")]
        if np.isin(together, [pitch - octave for octave in OCTAVES]).any():
            weights[index] *= 2.5
    is_heard = rng.random(len(notes)) >= np.clip(rate * weights / weights.mean(), 0, 0.95)
    return notes[is_heard] if is_heard.sum() >= FEWEST_LEFT else notes.copy()


def heard_durations(notes, rng):
    """Seconds: of struck and plucked notes how long they ring, of others about as written; until the pitch is played again."""
    pitches, onsets, durations, velocities = notes.T
    each = np.exp(rng.uniform(0.1, 0.5) * rng.standard_normal(len(notes)))
    if rng.random() < 0.55:
        ringing = np.exp(rng.uniform(np.log(0.12), np.log(3.5)))
        ringing = ringing * 2 ** ((62 - pitches) / 12 * rng.uniform(0, 0.8))
        ringing = ringing * np.exp((velocities - velocities.mean()) / 127 * rng.uniform(0, 1.5))
        if rng.random() < 0.35:
            heard = np.maximum(durations, ringing)
        else:
            heard = np.minimum(durations, ringing) if rng.random() < 0.3 else ringing
    else:
        heard = durations * np.exp(rng.normal(0.15, 0.35))
    heard = heard * each
    next_onsets = {}
    for index in reversed(range(len(notes))):
        pitch = pitches[index]
        if pitch in next_onsets and rng.random() < 0.9:
            heard[index] = min(heard[index], max(0.03, next_onsets[pitch] - onsets[index] - 0.01))
        next_onsets[pitch] = onsets[index]
    return np.clip(heard, 0.02, 12)


def heard_velocities(velocities, rng):
    """About another mean, in another range, with noise."""
    spread = rng.uniform(0.5, 1.3) * (velocities - velocities.mean())
    noise = rng.uniform(2, 8) * rng.standard_normal(len(velocities))
    return np.clip(rng.uniform(45, 68) + spread + noise, 5, 127)


def made_up(notes, rng):
    """Notes that were not played: one heard twice, often where another begins, and one heard at an overtone."""
    repeated = rng.beta(1, 25) if rng.random() < 0.85 else rng.uniform(0.05, 0.25)
    overtones = rng.beta(1, 40)
    onsets = np.sort(notes[:, 1])
    more = []
    for pitch, onset, duration, velocity in notes:
        softer = max(5, velocity - rng.uniform(0, 25))
        if rng.random() < repeated:
            again = onset + rng.uniform(0.08, max(0.1, min(3, duration + 0.5)))
            if rng.random() < 0.5:
                again = onsets[min(len(onsets) - 1, np.searchsorted(onsets, again))] + 0.004 * rng.standard_normal()
            if onset + 0.06 < again <= onsets[-1]:
                more.append((pitch, again, duration * 0.6, softer))
        if rng.random() < overtones:
            other = pitch + rng.choice([12, 12, 19, 24, -12])
            if 21 <= other <= 108:
                more.append((other, onset + abs(0.01 * rng.standard_normal()), duration * 0.5, softer))
    return np.array(more, float).reshape(-1, 4)
