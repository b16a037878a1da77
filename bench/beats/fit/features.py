"""What the beat network sees of notes: equal to src/beats/onsetFeatures.ts, which says what each column means.

test/bench/beats/features.test.ts compares the two.
python bench/beats/fit/features.py < notes.json prints the features of [[pitch, start, duration, velocity], …].
"""

import json
import sys

import numpy as np

FRAMES_PER_SECOND = 40
FEATURES = 22
BAND_EDGES = [36, 44, 52, 60, 68, 76, 84]

CHORD_SECONDS = 0.035
NEIGHBOURHOOD_SECONDS = 0.6
LOUDNESS_SECONDS = 4
LONGEST_SECONDS = 8
ACCENT_UNIT = 24
MOST_IN_FRAME = 3


def onset_features(notes):
    """Features of a take.

    notes: [n, 4], pitch, onset in seconds from the first frame, duration in seconds, velocity 1–127; by onset.
    Returns float32 [frames, FEATURES], two seconds longer than the last onset.
    """
    pitch, start, velocity = notes[:, 0], notes[:, 1], notes[:, 3]
    duration = np.minimum(notes[:, 2], LONGEST_SECONDS)
    frames = np.zeros((int((start.max() + 2) * FRAMES_PER_SECOND) + 1, FEATURES), np.float32)
    band = np.searchsorted(BAND_EDGES, pitch, side="right")
    spread(frames, band, start, 0.5 + velocity / 254)
    events = gather_events(pitch, start, duration, accents(start, velocity))
    spread_events(frames, events)
    spread_harmony(frames, events["seconds"], pitch, start, duration)
    count_sounding(frames, start, duration)
    bands = frames[:, : len(BAND_EDGES) + 1]
    np.minimum(bands, MOST_IN_FRAME, out=bands)
    return frames


def spread(frames, column, seconds, values):
    """Adds values to a column, or to a column each, over the two frames that each moment falls between."""
    place = seconds * FRAMES_PER_SECOND
    frame = np.floor(place).astype(int)
    later = place - frame
    columns = np.broadcast_to(column, frame.shape)
    np.add.at(frames, (frame, columns), values * (1 - later))
    np.add.at(frames, (frame + 1, columns), values * later)


def accents(start, velocity):
    """How much louder each note is than those within four seconds, in 24ths of a velocity step."""
    sums = np.concatenate([[0], np.cumsum(velocity)])
    first = np.searchsorted(start, start - LOUDNESS_SECONDS)
    end = np.searchsorted(start, start + LOUDNESS_SECONDS, side="right")
    return (velocity - (sums[end] - sums[first]) / (end - first)) / ACCENT_UNIT


def gather_events(pitch, start, duration, accent):
    """What begins within 35 ms of an event's first note belongs to it."""
    event = np.zeros(len(start), int)
    first = start[0]
    for note in range(1, len(start)):
        is_new = start[note] - first > CHORD_SECONDS
        event[note] = event[note - 1] + is_new
        if is_new:
            first = start[note]
    count = event[-1] + 1
    seconds = gathered(np.minimum, event, start, np.full(count, np.inf))
    lowest = gathered(np.minimum, event, pitch, np.full(count, np.inf))
    highest = gathered(np.maximum, event, pitch, np.zeros(count))
    is_bass, is_top = np.zeros(count, bool), np.zeros(count, bool)
    near_first = np.searchsorted(seconds, seconds - NEIGHBOURHOOD_SECONDS)
    near_end = np.searchsorted(seconds, seconds + NEIGHBOURHOOD_SECONDS, side="right")
    for i in range(count):
        near = slice(near_first[i], near_end[i])
        is_bass[i] = lowest[i] <= lowest[near].min()
        is_top[i] = highest[i] >= highest[near].max()
    return {
        "seconds": seconds,
        "size": np.bincount(event, minlength=count),
        "lowest": lowest,
        "duration": gathered(np.maximum, event, duration, np.zeros(count)),
        "accent": gathered(np.maximum, event, accent, np.full(count, -np.inf)),
        "is_bass": is_bass,
        "is_top": is_top,
    }


def gathered(extreme, event, values, result):
    extreme.at(result, event, values)
    return result


def spread_events(frames, events):
    seconds = events["seconds"]
    spread(frames, 8, seconds, 1)
    spread(frames, 9, seconds, np.log(events["size"]))
    spread(frames, 10, seconds, events["is_bass"])
    spread(frames, 11, seconds, events["is_top"])
    spread(frames, 12, seconds, np.log1p(events["duration"]))
    spread(frames, 13, seconds, events["accent"])
    spread(frames, 14, seconds, np.minimum(np.diff(seconds, append=seconds[-1] + 2), 2))
    spread(frames, 15, seconds, np.minimum(np.diff(seconds, prepend=seconds[0] - 2), 2))
    bass = seconds[events["is_bass"]]
    bass_class = events["lowest"][events["is_bass"]] % 12
    spread(frames, 18, bass, np.diff(bass_class, prepend=-1) != 0)
    spread(frames, 19, bass, np.minimum(4, np.diff(bass, append=bass[-1] + 1)))


def spread_harmony(frames, seconds, pitch, start, duration):
    """One minus the cosine between the pitch classes before an event and from it on."""
    weights = np.zeros((len(pitch) + 1, 12))
    weights[np.arange(1, len(pitch) + 1), pitch.astype(int) % 12] = np.minimum(duration, 1) + 0.1
    sums = np.cumsum(weights, axis=0)
    sum_until = lambda moments: sums[np.searchsorted(start, moments)]
    for column, width in ((16, 0.6), (17, 1.5)):
        before = sum_until(seconds - CHORD_SECONDS) - sum_until(seconds - width)
        after = sum_until(seconds + width) - sum_until(seconds - 0.001)
        lengths = np.linalg.norm(before, axis=1), np.linalg.norm(after, axis=1)
        similarity = (before * after).sum(1) / np.maximum(1e-6, lengths[0] * lengths[1])
        similarity[(lengths[0] < 1e-6) | (lengths[1] < 1e-6)] = 1
        spread(frames, column, seconds, 1 - similarity)


def count_sounding(frames, start, duration):
    last = len(frames) - 1
    begins = np.minimum(last, (start * FRAMES_PER_SECOND).astype(int))
    ends = np.minimum(last, ((start + duration) * FRAMES_PER_SECOND).astype(int))
    changes = np.zeros(len(frames) + 1)
    np.add.at(changes, begins, 1)
    np.add.at(changes, ends, -1)
    frames[:, 20] = np.log1p(np.maximum(0, np.cumsum(changes)[:-1]))
    np.add.at(frames[:, 21], ends, 0.5)
    frames[:, 21] = np.minimum(frames[:, 21], MOST_IN_FRAME)


if __name__ == "__main__":
    print(json.dumps(onset_features(np.array(json.load(sys.stdin), float)).tolist()))
