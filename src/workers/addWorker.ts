import { addTakes } from './addTakes.js';
import { serveThread } from './serveThread.js';

await serveThread(addTakes);
