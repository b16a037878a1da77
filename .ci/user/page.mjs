// Runs as it is, and bundled for a browser.
import { fromCocoSsd } from 'sound-mirror/coco-ssd';
import { toToneMidi } from 'sound-mirror/tone';

const [cup] = fromCocoSsd([{ class: 'cup', score: 0.8, bbox: [1, 2, 3, 4] }]);
const timeSignature = { beats: 4, beatUnit: 4 };
const score = { title: 'page', tempoBpm: 90, timeSignature, lengthTicks: 1920, parts: [] };
if (cup.label !== 'cup' || toToneMidi(score).name !== 'page') {
  throw new Error('Expected a detection and a Midi.');
}
