import { Hono } from 'hono';
import { streamSSE } from 'hono/streaming';
import type { StudioEvent } from '../../protocol/answers.js';
import type { EventHub } from '../eventHub.js';
import { refusal } from '../refusal.js';

/** Tabs of one person; each holds a socket. */
const MOST_LISTENERS = 32;

/** Often enough that a page notices in time that the server went away. */
const HEARTBEAT_MILLISECONDS = 10_000;

/** One stream of events for everything that a page wants to know, as server-sent events of JSON. */
export function eventStreamRoutes(hub: EventHub, run: string): Hono {
  return new Hono().get('/api/events', (context) => {
    if (hub.listeners() >= MOST_LISTENERS) throw refusal(429, 'too many pages are open');
    return streamSSE(context, async (stream) => {
      const send = (event: StudioEvent) => stream.writeSSE({ data: JSON.stringify(event) });
      const end = hub.subscribe((event) => void send(event));
      // A timer that can be taken back: one that is slept through would keep an ended server's process alive.
      const heartbeat = setInterval(() => void stream.write(': alive\n\n'), HEARTBEAT_MILLISECONDS);
      await send({ kind: 'hello', run });
      await new Promise<void>((resolve) => {
        stream.onAbort(resolve);
        if (stream.aborted) resolve();
      });
      clearInterval(heartbeat);
      end();
    });
  });
}
