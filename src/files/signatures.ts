import { startsLike } from './bytePattern.js';
import type { FileFormat } from './fileFormat.js';

/** The format that the first bytes alone give away; undefined where they do not. */
export function signedFormat(bytes: Uint8Array): FileFormat | undefined {
  return SIGNATURES.find(([pattern]) => startsLike(bytes, pattern))?.[1];
}

function foreign(name: string): FileFormat {
  return { is: 'foreign', name };
}

function midi(name: string): FileFormat {
  return { is: 'midi', name, remedy: 'Name a recording of sound instead.' };
}

function film(name: string): FileFormat {
  return { is: 'other', name, remedy: 'Export its sound as WAV first.' };
}

function notAudio(name: string): FileFormat {
  return { is: 'other', name, remedy: 'Name a recording instead.' };
}

function archive(name: string): FileFormat {
  return { is: 'other', name, remedy: 'Unpack it first.' };
}

/** First bytes, read as Latin-1; `?` stands for any byte. Of several that match, the first holds. */
const SIGNATURES: readonly (readonly [pattern: string, format: FileFormat])[] = [
  ['fLaC', { is: 'decodable', name: 'FLAC' }],
  ['MThd', midi('a MIDI file')],
  ['RIFF????RMID', midi('a MIDI file in a RIFF wrapper (.rmi)')],
  // Whether sound is all there is in it, its tracks say.
  ['????ftypM4A', foreign('M4A audio')],
  ['????ftypM4B', foreign('M4A audio')],
  ['????ftypqt', foreign('QuickTime audio')],
  ['????ftyp3g', foreign('3GP audio')],
  ['????ftyphei', notAudio('a HEIC picture')],
  ['????ftyphev', notAudio('a HEIC picture')],
  ['????ftypmif1', notAudio('a HEIC picture')],
  ['????ftypmsf1', notAudio('a HEIC picture')],
  ['????ftypavi', notAudio('an AVIF picture')],
  ['????ftyp', foreign('MP4 audio')],
  // QuickTime before 2001 wrote no type.
  ['????moov', foreign('QuickTime audio')],
  ['????mdat', foreign('QuickTime audio')],
  ['\0\0\0\x08wide', foreign('QuickTime audio')],
  ['riff\x2e\x91\xcf\x11', foreign('W64 audio')],
  ['.snd', foreign('AU audio')],
  ['FORM????AIF', foreign('AIFF audio')],
  ['FORM????8SVX', foreign('8SVX audio')],
  ['caff', foreign('CAF audio')],
  ['ADIF', foreign('AAC audio')],
  ['#!AMR', foreign('AMR audio')],
  ['\x30\x26\xb2\x75\x8e\x66\xcf\x11', foreign('WMA audio')],
  ['wvpk', foreign('WavPack audio')],
  ['MAC ', foreign("Monkey's Audio (APE)")],
  ['TTA1', foreign('True Audio (TTA)')],
  ['tBaK', foreign('TAK audio')],
  ['MPCK', foreign('Musepack audio')],
  ['MP+', foreign('Musepack audio')],
  ['DSD ', foreign('DSD audio')],
  ['FRM8', foreign('DSD audio')],
  ['\x0b\x77', foreign('AC-3 audio')],
  ['\x7f\xfe\x80\x01', foreign('DTS audio')],
  ['Creative Voice File', foreign('VOC audio')],
  ['.RMF', foreign('RealAudio')],
  ['.ra\xfd', foreign('RealAudio')],
  ['RIFF????AVI ', film('an AVI film')],
  ['\x00\x00\x01\xba', film('an MPEG film')],
  ['\x00\x00\x01\xb3', film('an MPEG film')],
  [`G${'?'.repeat(187)}G${'?'.repeat(187)}G`, film('an MPEG film')],
  ['FLV\x01', film('a Flash film')],
  ['RIFF????WEBP', notAudio('a WebP picture')],
  ['RIFF????sfbk', notAudio('a SoundFont')],
  ['\xff\xd8\xff', notAudio('a JPEG picture')],
  ['\x89PNG', notAudio('a PNG picture')],
  ['GIF8', notAudio('a GIF picture')],
  ['II*\0', notAudio('a TIFF picture')],
  ['MM\0*', notAudio('a TIFF picture')],
  ['8BPS', notAudio('a Photoshop file')],
  ['%PDF', notAudio('a PDF document')],
  ['PK\x03\x04', archive('a ZIP archive')],
  ['\x1f\x8b\x08', archive('a gzip archive')],
  ['7z\xbc\xaf\x27\x1c', archive('a 7-Zip archive')],
  ['Rar!\x1a\x07', archive('a RAR archive')],
];
