import { type Collection, surveyCollection, trainingState } from '../index.js';
import type { CommandContext } from './context.js';
import type { Finding } from './findings.js';
import { resolveHome } from './home.js';
import { trainingComplaints } from './objectLines.js';

/** Where the collection stands, and which of its objects are broken, untrained or stale. */
export async function examineCollection(
  home: string | undefined,
  context: CommandContext,
): Promise<Finding[]> {
  const found = await resolveHome(home, context);
  const where: Finding = {
    state: 'ok',
    subject: 'home',
    text:
      found === undefined
        ? 'none, only the starter collection; `mirror add` makes one in the folder you stand in'
        : `${found.home} (${found.source})`,
  };
  try {
    const { collection, broken } = await surveyCollection(found);
    return [
      where,
      ...broken.map(
        ({ error }): Finding => ({ state: 'fail', subject: 'object', text: error.message }),
      ),
      ...(await examineObjects(collection)),
    ];
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    return [{ state: 'fail', subject: 'home', text }];
  }
}

async function examineObjects({ objects }: Collection): Promise<Finding[]> {
  const known = await Promise.all(
    objects.map(async (object) => ({ object, training: await trainingState(object) })),
  );
  const playing = known.filter(
    ({ training: { state } }) => state === 'trained' || state === 'stale',
  );
  return [
    {
      state: playing.length > 0 ? 'ok' : 'fail',
      subject: 'objects',
      text: `${playing.length} of ${objects.length} can play`,
    },
    ...trainingComplaints(known).map(
      (text): Finding => ({ state: 'mend', subject: 'training', text }),
    ),
    ...objects
      .filter(({ otherFiles }) => otherFiles.length > 0)
      .map(
        ({ name, otherFiles }): Finding => ({
          state: 'mend',
          subject: 'recordings',
          text: `${name}: ${otherFiles.join(', ')} is no MIDI file and is not learned from. Export it as MIDI.`,
        }),
      ),
  ];
}
