// node bench/voices.js [--views 6]: what becomes of one, two and many instances of an object, in figures, and whether any photo is
// answered: the sample rooms and parts of them, changed as cameras change them. Prints two tables; exits 1 for a picture in
// which something is seen and nothing plays, and for an object that has not a voice for each of its first five instances. A minute.
import {
  loadDetector,
  mirrorPhoto,
  openCollection,
  readDecoder,
  readDetectorFiles,
  readPhoto,
} from 'sound-mirror';
import { makeViews } from './sight/views.js';
import { composePiece } from './silence/composePiece.js';
import { describeScore } from './voices/describeScore.js';
import { missingVoices } from './voices/missingVoices.js';

const OBJECTS = ['person', 'chair', 'book', 'coffee-grinder', 'bottle', 'dog'];
const COUNTS = [1, 2, 3, 5, 9];
const SEEDS = [1, 2, 3];
/** Of the picture, all instances together. */
const SHARE = 0.3;
const BARS = 16;
/** Of each sample room. */
const VIEWS = process.argv.includes('--views')
  ? Number(process.argv[process.argv.indexOf('--views') + 1])
  : 6;

const collection = await openCollection();
await tellOfCounts();
process.exitCode = (await tellOfPictures()) > 0 ? 1 : 0;

async function tellOfCounts() {
  console.log(
    `${OBJECTS.length} objects × ${SEEDS.length} seeds, ${BARS} bars, ${SHARE} of the picture, in means\n`,
  );
  console.log(
    '| instances | tracks | onsets a second | parts that sound at once | semitones, 5th to 95th percentile | notes in unison | at most |',
  );
  console.log('| --- | --- | --- | --- | --- | --- | --- |');
  const players = [];
  for (const name of OBJECTS) {
    const object = collection.objects.find((each) => each.name === name);
    players.push({ object, decoder: await readDecoder(object) });
  }
  for (const count of COUNTS) {
    const pieces = players.flatMap((player) =>
      SEEDS.map((seed) =>
        describeScore(
          composePiece({ cast: [player], shares: [SHARE], counts: [count], seed, bars: BARS }),
        ),
      ),
    );
    const mean = (what) => pieces.reduce((sum, piece) => sum + piece[what], 0) / pieces.length;
    const cells = [
      count,
      mean('tracks').toFixed(1),
      mean('onsetsASecond').toFixed(2),
      mean('partsAtOnce').toFixed(2),
      mean('semitones').toFixed(1),
      mean('unison').toFixed(3),
      Math.max(...pieces.map(({ unison }) => unison)).toFixed(3),
    ];
    console.log(`| ${cells.join(' | ')} |`);
  }
}

async function tellOfPictures() {
  const detector = await loadDetector(await readDetectorFiles(), { backend: 'wasm' });
  const faults = [];
  const tracks = [];
  let unseen = 0;
  let compared = 0;
  const views = await makeViews({ perRoom: VIEWS });
  for (const [i, { bytes, room }] of views.entries()) {
    const name = `${room} ${i}`;
    try {
      const { report } = await mirrorPhoto(await readPhoto(bytes), { detector, collection });
      tracks.push(report.tracks.length);
      const missing = missingVoices(report);
      compared += missing.compared;
      faults.push(...missing.faults.map((fault) => `${name}: ${fault}`));
    } catch (error) {
      if (/none were seen/.test(error.message)) unseen++;
      else faults.push(`${name}: ${error.message}`);
    }
  }
  detector.dispose();
  const most = Math.max(...tracks);
  console.log(
    `\n${views.length} pictures: ${tracks.length} became music of 1 to ${most} tracks, in ${unseen} nothing was seen; ${compared} objects with several boxes, ${faults.length} faults`,
  );
  for (const fault of faults) console.log(fault);
  return faults.length;
}
