"""What a player, or a transcription, leaves out and adds."""

from perform.take import HIGHEST_KEY, LOWEST_KEY, PlayedNote

#: Wrong notes lie at partials, as a transcription mishears them, or beside the key.
WRONG_BY = [-12, 12, 19, 24, 0, 1]


def with_mistakes(notes, rng):
    """In half the takes up to 8 % of the notes are missing, in a quarter up to 6 % are added."""
    kept = notes
    if rng.random() < 0.5:
        missing = rng.uniform(0, 0.08)
        kept = [note for note in notes if rng.random() > missing]
    if rng.random() < 0.25:
        kept = list(kept)
        for _ in range(int(len(kept) * rng.uniform(0, 0.06))):
            kept.append(wrong_note(kept[rng.integers(len(kept))], rng))
    return kept


def wrong_note(note, rng):
    pitch = min(HIGHEST_KEY, max(LOWEST_KEY, note.pitch + int(rng.choice(WRONG_BY))))
    later = rng.uniform(0, 0.02) if rng.random() < 0.5 else rng.uniform(-0.5, 0.5)
    return PlayedNote(pitch, note.onset + later, rng.uniform(0.05, 0.3), note.velocity * 0.6)
