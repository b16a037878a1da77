"""Do three MIDI readers that were not written here agree on a file?

    python agree.py kitchen.mid [more.mid ...]

Prints what mido, pretty_midi and music21 each see, track by track, and exits 1 where they differ.
A dash means that a reader does not keep the thing: pretty_midi has no channels, no title and no tracks
without notes.
"""

import sys

import mido
import music21
import pretty_midi

COLUMNS = ["name", "channel", "program", "notes", "cc7", "cc10", "cc11", "first", "last", "end"]


def main(paths):
    if not paths:
        sys.exit(__doc__)
    quarrels = [quarrel for path in paths for quarrel in compare(path)]
    for quarrel in quarrels:
        print(f"DISAGREE  {quarrel}")
    sys.exit(1 if quarrels else 0)


def compare(path):
    """Prints the three views of a file and returns a sentence for each thing they differ on."""
    views = {
        "mido": read_with_mido(path),
        "pretty_midi": read_with_pretty_midi(path),
        "music21": read_with_music21(path),
    }
    print(f"\n{path}")
    quarrels = []
    for key in ["title", "tempo", "time signature", "tracks with notes"]:
        row = {reader: view[key] for reader, view in views.items()}
        quarrels += differences(f"{path}: {key}", row)
        print(f"  {key}: {show(row)}")
    for index, tracks in enumerate(zip(*(view["tracks"] for view in views.values()))):
        print(f"  track with notes {index + 1}")
        for column in COLUMNS:
            row = dict(zip(views, (track[column] for track in tracks)))
            quarrels += differences(f"{path}: track {index + 1}, {column}", row)
            print(f"    {column:8} {show(row)}")
    return quarrels


def differences(what, row):
    seen = [value for value in row.values() if value is not None]
    return [] if all(value == seen[0] for value in seen) else [f"{what}: {show(row)}"]


def show(row):
    return "   ".join(f"{reader} {'-' if value is None else value}" for reader, value in row.items())


def read_with_mido(path):
    """The plain messages, with note-ons counted as they stand in the file."""
    # Without a charset mido takes names for Latin-1.
    file = mido.MidiFile(path, charset="utf-8")
    tracks = []
    for track in file.tracks:
        ticks = 0
        timed = []
        for message in track:
            ticks += message.time
            timed.append((ticks, message))
        tracks.append(timed)
    conductor = [message for _, message in tracks[0]]
    tempo = next(message.tempo for message in conductor if message.type == "set_tempo")
    signature = next(message for message in conductor if message.type == "time_signature")
    return view(
        title=next(message.name for message in conductor if message.type == "track_name"),
        tempo_bpm=6e7 / tempo,
        time_signature=(signature.numerator, signature.denominator),
        tracks=[mido_track(timed) for timed in tracks],
    )


def mido_track(timed):
    onsets = [t for t, m in timed if m.type == "note_on" and m.velocity > 0]
    controls = {m.control: m.value for _, m in timed if m.type == "control_change"}
    return {
        "name": next((m.name for _, m in timed if m.type == "track_name"), ""),
        "channel": only({m.channel for _, m in timed if hasattr(m, "channel")}),
        "program": only({m.program for _, m in timed if m.type == "program_change"}),
        "onsets": onsets,
        "controls": controls,
        "end": timed[-1][0],
    }


def read_with_pretty_midi(path):
    """Notes paired by pretty_midi's own rule: a note-off closes every open note of its pitch."""
    file = pretty_midi.PrettyMIDI(path, charset="utf-8")
    signature = file.time_signature_changes[0]
    tracks = []
    for instrument in file.instruments:
        tracks.append({
            "name": instrument.name,
            "channel": None,
            "program": instrument.program,
            "onsets": sorted(file.time_to_tick(note.start) for note in instrument.notes),
            "controls": {change.number: change.value for change in instrument.control_changes},
            "end": None,
        })
    return view(
        title=None,
        tempo_bpm=file.get_tempo_changes()[1][0],
        time_signature=(signature.numerator, signature.denominator),
        tracks=tracks,
    )


def read_with_music21(path):
    """Note counts from music21's stream, unquantised; the rest from its MIDI events."""
    file = music21.midi.MidiFile()
    file.open(path)
    file.read()
    file.close()
    stream = music21.midi.translate.midiFileToStream(file, quantizePost=False)
    parts = list(stream.parts)
    types = music21.midi.ChannelVoiceMessages, music21.midi.MetaEvents
    with_notes = [t for t in file.tracks if any(e.type == types[0].NOTE_ON for e in t.events)]
    assert len(parts) == len(with_notes), f"{len(parts)} parts, {len(with_notes)} tracks with notes"
    # Of each kind the first, as of the other readers: an upbeat has a time signature and a tempo of its own.
    conductor = {event.type: event.data for event in reversed(file.tracks[0].events)}
    signature = conductor[types[1].TIME_SIGNATURE]
    return view(
        title=conductor[types[1].SEQUENCE_TRACK_NAME].decode("utf-8"),
        tempo_bpm=6e7 / int.from_bytes(conductor[types[1].SET_TEMPO], "big"),
        time_signature=(signature[0], 2 ** signature[1]),
        tracks=[music21_track(t, part) for t, part in zip(with_notes, parts)],
    )


def music21_track(track, part):
    voice, meta = music21.midi.ChannelVoiceMessages, music21.midi.MetaEvents
    plain = [event for event in track.events if not event.isDeltaTime()]
    named = [event.data.decode("utf-8") for event in plain if event.type == meta.SEQUENCE_TRACK_NAME]
    return {
        "name": named[0] if named else "",
        # music21 counts channels from 1, as musicians do; the others from 0.
        "channel": only({event.channel - 1 for event in plain if event.type in list(voice)}),
        "program": only({event.data for event in plain if event.type == voice.PROGRAM_CHANGE}),
        "onsets": note_on_ticks(track),
        # Counted in the stream, after music21 has paired and engraved; where it puts them is a matter of layout.
        "notes": sum(
            begins(note)
            for element in part.flatten().notes
            for note in (element.notes if element.isChord else [element])
        ),
        "controls": {
            event.parameter1: event.parameter2
            for event in plain
            if event.type == voice.CONTROLLER_CHANGE
        },
        "end": sum(event.time for event in track.events if event.isDeltaTime()),
    }


def note_on_ticks(track):
    ticks, onsets = 0, []
    for event in track.events:
        if event.isDeltaTime():
            ticks += event.time
        elif event.isNoteOn():
            onsets.append(ticks)
    return onsets


def begins(note):
    """Whether a printed note is struck, rather than tied on from the bar before."""
    return note.tie is None or note.tie.type == "start"


def view(title, tempo_bpm, time_signature, tracks):
    """The same words for what each reader found, of the tracks that have notes."""
    rows = [
        {
            "name": track["name"],
            "channel": track["channel"],
            "program": track["program"],
            "notes": track.get("notes", len(track["onsets"])),
            "cc7": track["controls"].get(7),
            "cc10": track["controls"].get(10),
            "cc11": track["controls"].get(11),
            "first": track["onsets"][0],
            "last": track["onsets"][-1],
            "end": track["end"],
        }
        for track in tracks
        if track["onsets"]
    ]
    return {
        "title": title,
        "tempo": round(tempo_bpm, 3),
        "time signature": f"{time_signature[0]}/{time_signature[1]}",
        "tracks with notes": len(rows),
        "tracks": rows,
    }


def only(values):
    """The one value of a set; two channels or programs on a track would be a mistake of ours."""
    assert len(values) <= 1, f"expected one value a track, found {sorted(values)}"
    return next(iter(values), None)


if __name__ == "__main__":
    main(sys.argv[1:])
