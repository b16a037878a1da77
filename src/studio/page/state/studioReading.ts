import type { Session } from './session.js';
import type { StudioServer } from './studioServer.js';

/**
 * Reads what is known of the studio into the session. Of several readings under way the one that began last stands, whichever is answered
 * last.
 *
 * @returns a function that throws StudioError; what was known before stays then
 */
export function openStudioReading({
  session,
  server,
}: {
  readonly session: Pick<Session, 'studio'>;
  readonly server: Pick<StudioServer, 'studio'>;
}): () => Promise<void> {
  let begun = 0;
  let shown = 0;
  return async () => {
    const number = ++begun;
    const answer = await server.studio();
    if (number < shown) return;
    shown = number;
    session.studio.value = answer;
  };
}
