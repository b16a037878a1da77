"""Reads the chosen scores of music21's corpus: one JSON line each, as `score_format` says.

python bench/beats/fit/scores.py build/beats/scores.jsonl
"""

import os
import signal
import sys
import warnings
from multiprocessing import Pool

from music21 import converter, corpus

from score_corpus import chosen_files
from score_format import Measure, ScoreNote, make_score, write_scores

#: Some files keep the parser busy for ever.
MOST_SECONDS = 240
#: A file of tunes gives so many of them at most.
MOST_TUNES = 40
FEWEST_NOTES = 40

NOT_PITCHED = {"ChordSymbol", "Unpitched", "PercussionChord", "NoChord"}
TRILLS = {"Trill", "InvertedTrill", "Mordent", "InvertedMordent", "Turn", "Tremolo"}
STACCATI = {"Staccato", "Staccatissimo"}


class TooLong(Exception):
    pass


def read_file(chosen):
    """The scores of one file; none, and a line on stderr, if music21 cannot read it."""
    collection, path = chosen
    signal.signal(signal.SIGALRM, stop_parsing)
    signal.alarm(MOST_SECONDS)
    scores = []
    try:
        parsed = converter.parse(path)
        is_opus = type(parsed).__name__ == "Opus"
        for index, piece in enumerate(list(parsed.scores)[:MOST_TUNES] if is_opus else [parsed]):
            try:
                name = f"{os.path.basename(path)}#{index}"
                score = read_piece(piece, collection, name)
            except TooLong:
                raise
            except Exception as error:
                print(f"skipped {path} #{index}: {error!r:.100}", file=sys.stderr)
                continue
            if len(score["notes"]) >= FEWEST_NOTES and score["measures"]:
                scores.append(score)
    except Exception as error:
        print(f"stopped in {path}: {error!r:.100}", file=sys.stderr)
    signal.alarm(0)
    return scores


def stop_parsing(_signal, _frame):
    raise TooLong(f"more than {MOST_SECONDS} s")


def read_piece(piece, collection, name):
    """Tied notes are one note; repeats are played once; the measures are those of the first part."""
    parts = list(piece.parts) or [piece]
    notes = [note for part in range(len(parts)) for note in read_part(parts[part], part)]
    return make_score(collection, name, notes, read_measures(parts[0]))


def read_part(part, number):
    for element in part.stripTies().flatten().notes:
        if type(element).__name__ in NOT_PITCHED:
            continue
        expressions = {type(expression).__name__ for expression in element.expressions}
        articulations = {type(articulation).__name__ for articulation in element.articulations}
        for pitch in element.pitches:
            yield ScoreNote(
                pitch.midi,
                float(element.offset),
                float(element.quarterLength),
                number,
                int(element.duration.isGrace),
                int("Fermata" in expressions),
                int(bool(expressions & TRILLS)),
                int(bool(articulations & STACCATI)),
            )


def read_measures(part):
    measures = []
    for measure in part.getElementsByClass("Measure"):
        signature = measure.getContextByClass("TimeSignature")
        beats, unit = (signature.numerator, signature.denominator) if signature else (4, 4)
        measures.append(Measure(float(measure.offset), float(measure.duration.quarterLength), beats, unit))
    return measures


if __name__ == "__main__":
    warnings.filterwarnings("ignore")
    files = chosen_files([str(path) for path in corpus.getCorePaths()])
    with Pool(os.cpu_count()) as pool:
        read = pool.imap(read_file, files)
        count = write_scores(sys.argv[1], (score for scores in read for score in scores))
    print(f"{count} scores of {len(files)} files")
