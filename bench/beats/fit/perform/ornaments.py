"""Grace notes and trills."""

from perform.take import PlayedNote


def grace_notes(notes, start, touch, rng):
    """Before the chord that they belong to, 50 to 110 ms apart."""
    played = []
    for place, note in enumerate(notes):
        onset = start - (len(notes) - place) * rng.uniform(0.05, 0.11)
        duration = rng.uniform(0.05, 0.12)
        velocity = touch.velocity - 8 + touch.velocity_noise * rng.standard_normal()
        played.append(PlayedNote(note.pitch, onset, duration, velocity))
    return played


def trill(pitch, start, end, velocity, rng):
    """Up to the end of its note, eight to fourteen notes a second; sometimes three notes only."""
    period = rng.uniform(0.07, 0.12)
    count = int(min(40, max(3, (end - start) / period)))
    if rng.random() < 0.3:
        count = 3
    upper = pitch + int(rng.choice([1, 2]))
    played = []
    onset = start
    for place in range(count):
        key = upper if place % 2 else pitch
        played.append(PlayedNote(key, onset, period * 1.1, velocity - 6))
        onset += period * rng.uniform(0.85, 1.15)
    return played
