"""A left hand for a tune: a chord a bar, in one of six patterns."""

import numpy as np

from score_format import ScoreNote


def with_accompaniment(notes, grid, rng):
    pattern = PATTERNS[int(rng.integers(0, len(PATTERNS)))]
    tonic = int(np.bincount([note.pitch % 12 for note in notes]).argmax())
    bars = [i for i in range(len(grid)) if grid.is_downbeat[i]] + [len(grid)]
    played = list(notes)
    for first, end in zip(bars[:-1], bars[1:]):
        start, beats = grid.quarters[first], end - first
        is_last = first + 1 == len(grid)
        beat = grid.usual_beat if is_last else grid.quarters[first + 1] - start
        within = [note.pitch for note in notes if start - 1e-6 <= note.onset < start + beats * beat]
        if within:
            bass, triad = chord_of(within, tonic)
            for pitch, place, duration in pattern(bass, triad, beats):
                played.append(ScoreNote(pitch, start + place * beat, beat * duration, 1))
    return played


def chord_of(pitches, tonic):
    """A bass and the triad above it, major or minor, that holds most of the pitches; the first one counts twice."""
    weights = np.bincount([pitch % 12 for pitch in pitches], minlength=12).astype(float)
    weights[pitches[0] % 12] += 1
    held = lambda root, third: weights[root] + weights[(root + third) % 12] + weights[(root + 7) % 12]
    root = max(range(12), key=lambda root: max(held(root, 4), held(root, 3)) + 0.3 * (root == tonic))
    third = 4 if weights[(root + 4) % 12] >= weights[(root + 3) % 12] else 3
    bass = 36 + root if root < 8 else 24 + root
    return bass, [bass + 12, bass + 12 + third, bass + 19]


def bass_and_chords(bass, triad, beats):
    """Waltz, or stride of one bass a bar."""
    yield bass, 0, 1
    yield from ((pitch, k, 0.8) for k in range(1, beats) for pitch in triad)


def held_chord(bass, triad, beats):
    yield from ((pitch, 0, beats) for pitch in [bass, *triad])


def alberti_bass(_bass, triad, beats):
    figure = [triad[0], triad[2], triad[1], triad[2]]
    yield from ((figure[k % 4], k / 2, 1 / 2) for k in range(beats * 2))


def off_beat_chords(bass, triad, beats):
    for k in range(beats):
        yield bass if k % 2 == 0 else bass + 7, k, 0.6
        yield from ((pitch, k + 1 / 2, 0.4) for pitch in triad)


def triplets(bass, triad, beats):
    for k in range(beats * 3):
        yield [bass, *triad][k % 4] if k % 6 < 4 else triad[2 - k % 2], k / 3, 1 / 3


def root_and_fifth(bass, _triad, beats):
    yield bass, 0, beats / 2
    if beats >= 3:
        yield bass + 7, beats // 2, beats / 2


#: Each yields pitch, place in the bar and duration, in beats.
PATTERNS = [bass_and_chords, held_chord, alberti_bass, off_beat_chords, triplets, root_and_fifth]
