"""Makes scores of the takes that `composer/` composed, whose beats are those of the MIDI file.

python bench/beats/fit/composed_scores.py build/beats/composed build/beats/composed.jsonl
"""

import glob
import os
import sys

import mido

from score_format import Measure, ScoreNote, make_score, write_scores

#: The composer's pianist plays unevenly. Here `perform` does that, so onsets go back to the grid.
GRID_PER_QUARTER = 24
SHORTEST_QUARTERS = 0.05


def read_take(path, folder):
    """One part a track; bars of the file's time signature from its start."""
    file = mido.MidiFile(path)
    beats, unit = 4, 4
    microseconds_per_quarter = 500_000
    notes = []
    end = 0
    for part, track in enumerate(file.tracks):
        ticks = 0
        sounding = {}
        for message in track:
            ticks += message.time
            if message.type == "set_tempo" and ticks == 0:
                microseconds_per_quarter = message.tempo
            if message.type == "time_signature":
                beats, unit = message.numerator, message.denominator
            if message.type == "note_on" and message.velocity > 0:
                sounding.setdefault(message.note, []).append(ticks)
            elif message.type in ("note_off", "note_on") and sounding.get(message.note):
                start = sounding[message.note].pop(0)
                onset = round(start / file.ticks_per_beat * GRID_PER_QUARTER) / GRID_PER_QUARTER
                duration = (ticks - start) / file.ticks_per_beat
                notes.append(ScoreNote(message.note, onset, max(SHORTEST_QUARTERS, duration), part))
                end = max(end, ticks / file.ticks_per_beat)
    length = beats * 4 / unit
    measures = [Measure(bar * length, length, beats, unit) for bar in range(int(end / length) + 1)]
    score = make_score("composed", os.path.relpath(path, folder), notes, measures)
    return score | {"quarters_per_minute": 60e6 / microseconds_per_quarter}


if __name__ == "__main__":
    folder, written = sys.argv[1:]
    takes = sorted(glob.glob(f"{folder}/**/recordings/*.mid", recursive=True))
    print(write_scores(written, (read_take(path, folder) for path in takes)), "scores")
