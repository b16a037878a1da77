import type { Cycle } from '../take.js';
import { invention } from './invention.js';
import { nocturne } from './nocturne.js';
import { rhapsody } from './rhapsody.js';
import { sonata } from './sonata.js';

/**
 * Four sets of piano music for two independent hands, as dense as people play it: at least 800 different chords and
 * 8–18 notes a second in eight takes. What the decoders' bench learns; no part of the starter collection.
 */
export const DENSE_SETS: readonly Cycle[] = [invention, nocturne, sonata, rhapsody];
