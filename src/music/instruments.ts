import { checkArguments, describeValue } from '../checks/checkOptions.js';
import { MirrorError } from '../errors.js';

/** The sounds of General MIDI level 1 in the order of their programs, 0–127 (RP-003, table 2). */
export const INSTRUMENTS: readonly string[] = [
  // 0–7: pianos
  'acoustic grand piano',
  'bright acoustic piano',
  'electric grand piano',
  'honky-tonk piano',
  'electric piano 1',
  'electric piano 2',
  'harpsichord',
  'clavi',
  // 8–15: chromatic percussion
  'celesta',
  'glockenspiel',
  'music box',
  'vibraphone',
  'marimba',
  'xylophone',
  'tubular bells',
  'dulcimer',
  // 16–23: organs
  'drawbar organ',
  'percussive organ',
  'rock organ',
  'church organ',
  'reed organ',
  'accordion',
  'harmonica',
  'tango accordion',
  // 24–31: guitars
  'acoustic guitar (nylon)',
  'acoustic guitar (steel)',
  'electric guitar (jazz)',
  'electric guitar (clean)',
  'electric guitar (muted)',
  'overdriven guitar',
  'distortion guitar',
  'guitar harmonics',
  // 32–39: basses
  'acoustic bass',
  'electric bass (finger)',
  'electric bass (pick)',
  'fretless bass',
  'slap bass 1',
  'slap bass 2',
  'synth bass 1',
  'synth bass 2',
  // 40–47: strings
  'violin',
  'viola',
  'cello',
  'contrabass',
  'tremolo strings',
  'pizzicato strings',
  'orchestral harp',
  'timpani',
  // 48–55: ensembles
  'string ensemble 1',
  'string ensemble 2',
  'synthstrings 1',
  'synthstrings 2',
  'choir aahs',
  'voice oohs',
  'synth voice',
  'orchestra hit',
  // 56–63: brass
  'trumpet',
  'trombone',
  'tuba',
  'muted trumpet',
  'french horn',
  'brass section',
  'synthbrass 1',
  'synthbrass 2',
  // 64–71: reeds
  'soprano sax',
  'alto sax',
  'tenor sax',
  'baritone sax',
  'oboe',
  'english horn',
  'bassoon',
  'clarinet',
  // 72–79: pipes
  'piccolo',
  'flute',
  'recorder',
  'pan flute',
  'blown bottle',
  'shakuhachi',
  'whistle',
  'ocarina',
  // 80–87: synthesiser leads
  'lead 1 (square)',
  'lead 2 (sawtooth)',
  'lead 3 (calliope)',
  'lead 4 (chiff)',
  'lead 5 (charang)',
  'lead 6 (voice)',
  'lead 7 (fifths)',
  'lead 8 (bass + lead)',
  // 88–95: synthesiser pads
  'pad 1 (new age)',
  'pad 2 (warm)',
  'pad 3 (polysynth)',
  'pad 4 (choir)',
  'pad 5 (bowed)',
  'pad 6 (metallic)',
  'pad 7 (halo)',
  'pad 8 (sweep)',
  // 96–103: synthesiser effects
  'fx 1 (rain)',
  'fx 2 (soundtrack)',
  'fx 3 (crystal)',
  'fx 4 (atmosphere)',
  'fx 5 (brightness)',
  'fx 6 (goblins)',
  'fx 7 (echoes)',
  'fx 8 (sci-fi)',
  // 104–111: instruments of the world
  'sitar',
  'banjo',
  'shamisen',
  'koto',
  'kalimba',
  'bag pipe',
  'fiddle',
  'shanai',
  // 112–119: percussive
  'tinkle bell',
  'agogo',
  'steel drums',
  'woodblock',
  'taiko drum',
  'melodic tom',
  'synth drum',
  'reverse cymbal',
  // 120–127: sound effects
  'guitar fret noise',
  'breath noise',
  'seashore',
  'bird tweet',
  'telephone ring',
  'helicopter',
  'applause',
  'gunshot',
];

/**
 * The General MIDI program of a sound, or undefined if there is no sound of that name.
 *
 * Capitals, spaces and punctuation do not matter, so that «Honky Tonk Piano» and «bagpipe» are found.
 *
 * @returns 0–127
 * @example programOf('Music Box') // 10
 */
export function programOf(name: string): number | undefined {
  checkArguments({ name }, { name: 'string' });
  return PROGRAM_BY_BARE_NAME.get(bareName(name));
}

/** The families of General MIDI in order, eight programs each (RP-003, table 1). */
export const INSTRUMENT_FAMILIES: readonly string[] = [
  'pianos',
  'chromatic percussion',
  'organs',
  'guitars',
  'basses',
  'strings',
  'ensembles',
  'brass',
  'reeds',
  'pipes',
  'synth leads',
  'synth pads',
  'synth effects',
  'ethnic',
  'percussive',
  'sound effects',
];

/**
 * The name of a General MIDI program's sound.
 *
 * @param program 0–127
 * @throws MirrorError `usage` beyond them
 * @example instrumentName(10) // 'music box'
 */
export function instrumentName(program: number): string {
  const name = INSTRUMENTS[program];
  if (name === undefined) {
    throw new MirrorError(
      'usage',
      `Expected a General MIDI program from 0 to 127 but received ${typeof program === 'number' ? program : describeValue(program)}.`,
    );
  }
  return name;
}

function bareName(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

const PROGRAM_BY_BARE_NAME: ReadonlyMap<string, number> = new Map(
  INSTRUMENTS.map((name, program) => [bareName(name), program]),
);
