"""Plays notes of a score, chord by chord."""

import math

from perform.ornaments import grace_notes, trill
from perform.take import HIGHEST_KEY, LOWEST_KEY, PlayedNote

FLAT_VELOCITY = 72


def play(notes, curve, swing, touch, rng, transposition):
    """All notes as `PlayedNote`, in the order of the score, transposed by semitones."""
    chords = {}
    for note in notes:
        chords.setdefault(round(note.onset, 4), []).append(note)
    played = []
    sway = 0
    for quarters in sorted(chords):
        sway = 0.6 * sway + 0.8 * rng.standard_normal()
        start = float(curve.seconds_at(swing(quarters))) + touch.jitter * sway
        chord = sorted(chords[quarters], key=lambda note: note.pitch)
        played += play_chord(chord, quarters, start, curve, swing, touch, rng)
    return [within_keyboard(note, transposition, touch) for note in played]


def play_chord(chord, quarters, start, curve, swing, touch, rng):
    struck = [note for note in chord if not note.is_grace]
    is_rolled = len(struck) >= 3 and rng.random() < touch.rolled
    roll_seconds = rng.uniform(0.015, 0.08)
    velocity = chord_velocity(quarters, curve, touch)
    played = grace_notes([note for note in chord if note.is_grace], start, touch, rng)
    for place, note in enumerate(struck):
        is_highest = note.pitch == struck[-1].pitch
        onset = start + touch.spread * rng.standard_normal() * 0.6
        if is_highest and len(struck) > 1:
            onset += touch.melody_lag - touch.melody_lead
        if is_rolled:
            onset += place * roll_seconds
        end = float(curve.seconds_at(swing(quarters + note.duration)))
        loudness = velocity + (touch.melody_velocity if is_highest else 0)
        loudness += touch.velocity_noise * rng.standard_normal()
        if note.is_trilled and note.duration >= 0.5 and rng.random() < 0.8:
            played += trill(note.pitch, onset, end, loudness, rng)
            continue
        duration = max(0.04, (end - start) * touch.articulation * (0.45 if note.is_staccato else 1))
        if touch.pedal_beats:
            duration = max(duration, pedal_up(quarters, curve, touch) - onset)
        played.append(PlayedNote(note.pitch, onset, duration, loudness))
    return played


def chord_velocity(quarters, curve, touch):
    """Louder on beats, most on downbeats, and in a wave over the phrase."""
    grid = curve.grid
    beat = grid.beat_at(quarters)
    is_beat = beat >= 0 and abs(grid.quarters[beat] - quarters) < 1e-3
    accent = 0 if not is_beat else 1 if grid.is_downbeat[beat] else 0.45
    phrase = (quarters - grid.quarters[0]) / (curve.phrase_beats * grid.usual_beat)
    wave = math.sin(2 * math.pi * phrase + 1.3)
    return touch.velocity + touch.metric_velocity * accent + touch.phrase_velocity * wave


def pedal_up(quarters, curve, touch):
    """When the pedal lets go: just behind the beat that it changes at."""
    beat = max(0, curve.grid.beat_at(quarters))
    change = (beat // touch.pedal_beats + 1) * touch.pedal_beats
    return curve.seconds[min(len(curve.grid) - 1, change)] + 0.05


def within_keyboard(note, transposition, touch):
    pitch = min(HIGHEST_KEY, max(LOWEST_KEY, note.pitch + transposition))
    velocity = FLAT_VELOCITY if touch.is_flat else min(127, max(5, note.velocity))
    return note._replace(pitch=pitch, velocity=velocity)
