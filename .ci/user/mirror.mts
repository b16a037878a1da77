// Compiled with --strict and --module NodeNext against the installed package, its types and those of what it stands on.
import { readFile, writeFile } from 'node:fs/promises';
import {
  loadDetector,
  type MirrorError,
  mirrorPhoto,
  openCollection,
  readDetectorFiles,
  type Score,
  writeMidi,
} from 'sound-mirror';

const [photo = '', midi = ''] = process.argv.slice(2);
const collection = await openCollection();
const detector = await loadDetector(await readDetectorFiles());
const found: { readonly score: Score } = await mirrorPhoto(await readFile(photo), {
  title: 'kitchen',
  detector,
  collection,
});
await writeFile(midi, writeMidi(found.score));

export const codeOf = ({ code }: MirrorError): string => code;
