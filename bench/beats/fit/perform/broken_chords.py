"""The chords of a chorale become broken chords, beat by beat."""

from score_format import ScoreNote


def as_broken_chords(notes, grid, rng):
    """Two to eight notes a beat from the chord that sounds at the beat; the soprano may stay above as a melody."""
    notes_per_beat = int(rng.choice([2, 3, 4, 4, 6, 8]))
    order = list(rng.permutation(4))
    if rng.random() < 0.75:
        order = [0] + [place for place in order if place != 0]
    is_alberti = rng.random() < 0.4
    has_melody = rng.random() < 0.6
    is_wide = rng.random() < 0.5
    beats_per_chord = int(rng.choice([1, 1, 2]))
    played = []
    for beat in range(0, len(grid) - 1, beats_per_chord):
        start = grid.quarters[beat]
        length = grid.quarters[min(len(grid) - 1, beat + beats_per_chord)] - start
        chord = sorted({note.pitch for note in notes if note.onset <= start + 1e-6 < note.end})
        if not chord:
            continue
        if has_melody:
            chord = chord[:-1] or chord
        if is_wide:
            chord = [chord[0] - 12] + chord
        figure = alberti(chord) if is_alberti else [chord[place % len(chord)] for place in order]
        count = notes_per_beat * beats_per_chord
        for k in range(count):
            pitch = chord[0] if k == 0 and is_wide else figure[k % 4]
            duration = length / count * (1 if rng.random() < 0.9 else 2)
            played.append(ScoreNote(int(pitch), start + k * length / count, duration, 1))
    if has_melody:
        octave = 12 if is_wide else 0
        played += [note._replace(pitch=note.pitch + octave) for note in notes if note.part == 0]
    return played


def alberti(chord):
    """Lowest, highest, middle, highest."""
    return [chord[0], chord[-1], chord[len(chord) // 2], chord[-1]]
