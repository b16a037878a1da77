import { leaveOneOut } from './leaveOneOut.js';
import { serveThread } from './serveThread.js';

await serveThread(leaveOneOut);
