// node bench/peers/ownDetection.js <photo>: our side of detection, on wasm in two threads. Nothing to install.
import { readFileSync } from 'node:fs';
import { detectObjects, loadDetector, readDetectorFiles, readPhoto } from 'sound-mirror';
import { answerRuns } from './answerRuns.js';

const photo = await readPhoto(readFileSync(process.argv[2]));
const detector = await loadDetector(await readDetectorFiles(), { backend: 'wasm', threads: 2 });
await answerRuns(() => detectObjects(detector, photo));
