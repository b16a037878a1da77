import { serveThread } from './serveThread.js';
import { trainOne } from './trainOne.js';

await serveThread(trainOne);
