"""Draws the texture: as written, in broken chords, with an accompaniment, or the outer parts alone."""

from perform.accompaniment import with_accompaniment
from perform.broken_chords import as_broken_chords


def with_texture(notes, grid, rng, collection):
    parts = max(note.part for note in notes) + 1
    if collection == "bach" and parts >= 4 and rng.random() < 0.6:
        return as_broken_chords(notes, grid, rng)
    if parts == 1 and rng.random() < 0.75:
        return with_accompaniment(notes, grid, rng)
    if parts >= 3 and rng.random() < 0.25:
        return [note for note in notes if note.part in (0, parts - 1)]
    return notes
