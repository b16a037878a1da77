import { findObject, openCollection, readRecordings } from 'sound-mirror';
import { gatherEvents } from '../../dist/events/recordedEvents.js';

/** The object that peers learn, its recordings, and their events. */
export async function gatherClock() {
  const collection = await openCollection();
  const clock = findObject(collection, 'clock');
  const { recordings } = await readRecordings(clock);
  const recorded = await gatherEvents(recordings.map(({ performance }) => performance));
  return { collection, clock, recordings, recorded };
}
