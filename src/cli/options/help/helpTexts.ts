import { COCO_LABELS } from '../../../index.js';

// What stands below the options in the help of each command: what one types, and what happens then.

export const MIRROR_HELP = `
Examples:
  mirror kitchen.jpg                 writes kitchen.mid into this folder
  mirror kitchen.jpg --bars 32 --tempo 60 -o music/kitchen-slow.mid
  mirror *.jpg -o music/             one MIDI file for each photo
  mirror holiday/ -o music/          the same of all photos in a folder
  mirror kitchen.jpg --picture       also draws kitchen.mirror.png, beside kitchen.mid
  mirror kitchen.jpg --picture --text --title "Our kitchen"
  mirror kitchen.jpg --json          one line of JSON: what was seen, who plays, how loud
  mirror kitchen.jpg -o kitchen.mp3  the sound instead, to listen to at once; or .wav, .ogg
  mirror kitchen.jpg --wav           kitchen.mid, and kitchen.wav as well
  mirror kitchen.jpg --instrument oven=violin --instrument "coffee-grinder=church organ"
  mirror kitchen.jpg --stems         a WAV file of each voice, in kitchen.stems/

WAV files have 24 bits at 44.1 kHz, their peak at -1 dBFS; the stems add up to the whole. MP3 and
Ogg Vorbis vary their bit rate, 120 to 190 kbit/s in most pieces.
The same photo gives the same music; --seed gives another piece from the same photo.
--tempo counts quarter notes, as tempoBpm in JSON does. The lines of mirror, hear and add count the
beats of the metre: 132 quarter notes a minute are 88 dotted quarters in 6/8.
A photo or folder that is named like a command is written ./look.
A folder stands for the photos in it, by name; --recursive looks into the folders in it as well.
Pictures that mirror itself made are passed over, and so are hidden and unreadable files and
pictures in other formats; a line names them.
What mirror itself made under that name is replaced: music, pictures and sound bear its mark. MIDI
without the mark, your own or of an older version, is kept as <name>.before.mid, and a line says so;
no other file is replaced, and no recording of a collection.

--picture draws the photo with a box around everything that plays, and a lane of notes for each
track, on one page of paper, upright or lying as the photo asks. --text adds the sentence of each
object's idea; --paper letter takes US Letter. The page goes beside the MIDI file as
<photo>.mirror.png, a name that no photo has, or where the word after it says: a name in .png or
.svg, or a folder with a slash at its end. Any other word after it is a photo. What is written after
--picture= is always its name.

Exit codes: 0 done; 2 wrong usage or a photo, recording or path that cannot be used; 3 nothing in
the photo that the collection can answer; 1 anything else. With several photos, those that work are
written, and the gravest code counts: 1, then 2, then 3. 130 after Ctrl-C.

The collection is the one that ships with the package, with yours laid over it: --home, else
MIRROR_HOME, else the nearest folder upward that holds objects/.

Environment: MIRROR_HOME; MIRROR_BACKEND=node|wasm|cpu forces a backend; MIRROR_MAX_MEGAPIXELS
refuses larger photos (268 unless set); NO_COLOR turns colours off; DEBUG=1 shows where an error
came from.
`;

export const LOOK_HELP = `
Examples:
  mirror look kitchen.jpg                       the things seen, surest first
  mirror look kitchen.jpg --min-confidence 0.2  the doubtful ones too
  mirror look kitchen.jpg --careful             small things too: 19 looks instead of 5
  mirror look *.jpg --json                      a line of JSON for each photo, boxes in pixels
  mirror look holiday/ --recursive              all photos in a folder and in the folders in it

Each line ends with the object of your collection that would answer, or unanswered; in JSON it is
answeredBy, null where no object lists the label. What you taught with mirror teach bears the name
of its object, and in JSON "taught": true.
`;

export const HEAR_HELP = `
Examples:
  mirror hear clock                         writes clock.mid into this folder
  mirror hear breadknife --bars 8 --seed 3  eight bars of another piece
  mirror hear clock -o clock.mp3            the sound instead, to listen to at once
  mirror hear clock --wav                   clock.mid, and clock.wav as well
  mirror hear clock --kind seed             the older network, which knows no rhythm

The object must be trained with that kind: mirror train clock --kind seed
`;

export const PLAY_HELP = `
Examples:
  mirror play kitchen.mid
  mirror play kitchen.jpg --seed 3             the photo's mirror, without keeping it
  mirror play song.mid --soundfont grand.sf2   any MIDI file, with instruments of your own

Plays through afplay (macOS), PowerShell (Windows), or pw-play, paplay, aplay or ffplay, whichever
is there. Ctrl-C stops.
`;

export const OBJECTS_HELP = `
Each line: name, labels it answers to, recordings and how many of them are of audio, minutes,
trained or stale or untrained or broken, and the shelf it stands on: home (yours) or starter (ships
with the package; edited where your collection says something else of it, see mirror edit --help).

Examples:
  mirror objects
  mirror objects --json
`;

export const ADD_HELP = `
Examples:
  mirror add kettle take1.mid take2.mid --labels toaster
  mirror add coffee-grinder *.mid --labels cup,bowl --instrument "church organ"
  mirror add kettle take3.mid               one more recording of an object that is there already
  mirror add kettle voice-memo.m4a field-recording.wav
  mirror add kettle takes/                  all recordings in a folder
  mirror add kettle waltz.m4a --tempo 76 --metre 3/4   what was played, where it is in doubt
  mirror add kettle voice-memo.m4a --again  transcribes it anew
  mirror add clock tick.mid                 yours alone takes the starter clock's place
  mirror add clock --with-starter           the starter clock's recordings join yours
  mirror add organ hours/ --home /shared/collection --queue redis://10.0.0.5

Without --labels an object is heard where it is seen itself: \`mirror teach\` shows how it looks.

A name has 64 characters at most, none that a folder of another system forbids, such as / or :.
All recordings are checked before anything is written: if one of them cannot be used, none is added.
They are copied into your collection, to
objects/<object>/recordings; without one, this folder becomes it. An object of yours wins a label
from the starter collection, and takes the place of a starter object of the same name, whose decoder
goes on playing until yours is trained. --labels of an object that is there join those it has;
\`mirror edit\` replaces them, and \`mirror restore\` takes back what add says of an object.

MIDI is learned as it is. Audio (WAV, FLAC, MP3, Ogg Vorbis or Opus; M4A, AAC, AIFF and others where
ffmpeg or macOS' afconvert is) is transcribed first: take.wav gets a take.mid beside it, which is
what is learned and what you may correct by hand; it is made only once. Hours are welcome; after
Ctrl-C, the same call goes on where it stopped. A take.mid that was lost is made again by adding the
take.wav in the collection once more; --again makes it anew and keeps the older as take.mid.old-1.

With --queue, every \`mirror worker\` of that queue transcribes, five minutes of audio a job; the rest
is done here, with the same result. All machines must see the collection at the same path. What was
transcribed is kept there in the hidden folder .mirror-add, so that nothing is transcribed twice.

A take played to a click, or written, keeps its own bars and beats. In any other the beats are
looked for, and a line says what was found: tempo, metre, the first bar, and how sure that is. It is
kept in take.mid.beats.json beside the recording, which stays as it is. --tempo (in beats of the
metre: dotted quarters in 6/8, half notes in 2/2) and --metre say better, for all recordings of the
call, also for those that are there already, and count more than a recording's own grid. A take in
which no beat is found is free: it is learned in seconds, and has no say in tempo and metre.
\`mirror beats take.wav --click ./\` lets you hear it.

\`mirror labels\` says which object answers each label. Wine-Glass is understood as wine glass.
Labels are the ${COCO_LABELS.length} names of COCO:
${wrapList(COCO_LABELS)}
`;

export const BEATS_HELP = `
Examples:
  mirror beats take.mid voice-memo.m4a      a line each: tempo, metre, first bar, how sure
  mirror beats waltz.m4a --tempo 76 --metre 3/4
  mirror beats *.mid --json                 a line of JSON for each
  mirror beats takes/                       all recordings in a folder
  mirror beats voice-memo.m4a --click ./    voice-memo.m4a.clicks.wav: a click on each beat

Audio is transcribed first; nothing is stored. A recording that was played to a click, or written,
has the beats of its own grid, from the bar of its first note to the end of its last; hints count
more than the grid. In 6/8, 9/8 and 12/8 a beat is a dotted one, in 2/2 a half note, and --tempo
counts those.

JSON: file, tempoBpm (beats a minute, their median), metre, confidence (0 to 1), beats and downbeats
(seconds from the start of the file); otherTempoBpm where half or twice as many beats explain the
notes about as well. In a free recording tempoBpm and metre are null and there are no beats.
Clicks on downbeats are higher; a WAV file is written over only if mirror wrote it.

A recording that cannot be used gets its line and the others go on; then the exit code is 2.
\`mirror add\` with the same hints keeps them.
`;

export const TRAIN_HELP = `
Examples:
  mirror train                     whatever is untrained, stale or broken
  mirror train kettle --force      once more from the beginning
  mirror train kettle --seed 2     another decoder of the same recordings
  mirror train --kind seed --jobs 4
  mirror train kettle --force --picture kettle.svg
  mirror train --queue redis://10.0.0.5   by every \`mirror worker\` that shares the collection's path

A decoder is stale when recordings were added, changed or taken away since it learned them, or when
something else was said of their beats.
Same recordings, same seed, same decoder on the same backend. The seed decides the first parameters,
the order of windows and the noise. With --seed, a decoder that was trained with another seed is
trained anew; without it, a decoder of any seed is left as it is.
The starter collection ships trained; \`mirror add clock --with-starter\` makes its clock yours.

--picture draws the loss of each epoch and a map of the latent space, a point for each window of a
recording (at most 600 an object), for all objects of the call. A name in .png or .svg may follow.
`;

export const JUDGE_HELP = `
Examples:
  mirror judge                     every object, and all together; a quarter of an hour
  mirror judge --quick             without training again: five minutes for 41 objects
  mirror judge clock oven --draws 64
  mirror judge clock --picture     also draws judgement.png: where does an unheard take fall?
  mirror judge --kind seed --json  a line of JSON for each object, then one whose object is null
  mirror judge --pieces photos/*.jpg           whole pieces: eight of each photo; a minute for four
  mirror judge --pieces kitchen.jpg --bars 64  longer ones, in which more can come back

Draws phrases from each decoder, as long as the object's median recording, and measures them beside
the recordings: does a classifier that knows all recordings name the object, do histograms overlap,
what is copied, is the pulse kept, how likely is the order of events, how different are two draws,
what does the latent decide, and how much comes back of a recording that a training did not hear.
The same is measured of an n-gram control: a bigram walk through the recordings, without a network,
under the same copy limit. Of several objects the mean and the worst of each figure are shown. Equal
seeds, equal figures. All figures but the longest copied run are shares or ratios; JSON has more of
them than the table.
--picture draws the trainings that leave a recording out, as mirror train --picture does, with that
recording's windows as rings.
--pieces composes photos with seeds that follow one another, --seed the first, and measures how far
tracks agree (clashes, triads, key), what is left of each object among the others (pitches, onsets,
notes kept, whether a classifier names it), and form: bars that come back, density, ending.
`;

export const DOCTOR_HELP = `
Looks at Node, the backend, the detector's weights, the collection and its decoders, and says how to
mend what is not as it should be. Exit code 0 when a photo can be mirrored, else 1.
`;

/** A list in lines of at most 100 characters, two spaces in. */
function wrapList(words: readonly string[]): string {
  const lines: string[] = [];
  let line = ' ';
  for (const [index, word] of words.entries()) {
    const next = index < words.length - 1 ? ` ${word},` : ` ${word}`;
    if (line.length + next.length > 100) {
      lines.push(line);
      line = ' ';
    }
    line += next;
  }
  return [...lines, line].join('\n');
}
