import { serveThread } from './serveThread.js';
import { transcribeTake } from './transcribeTake.js';

await serveThread(transcribeTake);
