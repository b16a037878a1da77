import { computed, effect, type ReadonlySignal, untracked } from '@preact/signals';
import * as documents from '../../document/document.js';
import type { openDocument } from './document/documentActions.js';
import type { PhotoSource } from './photoSource.js';
import type { KeptRooms } from './rooms.js';
import type { Session } from './session.js';
import type { StudioSound } from './sound/studioSound.js';

interface Followed {
  readonly session: Session;
  readonly documentOf: ReturnType<typeof openDocument>;
  /** Where the room that is shown is from. */
  readonly source: ReadonlySignal<PhotoSource | undefined>;
  readonly kept: Pick<KeptRooms, 'write'>;
  readonly compose: (room: string) => void;
  readonly sound: Pick<StudioSound, 'mix'>;
}

/** Does what follows by itself from each change: of the collection, of the room that is shown, of its document, of its mix. */
export function followChanges(followed: Followed): void {
  renameWithCollection(followed);
  keepShownRoom(followed);
  composeAgain(followed);
  mixLanes(followed);
}

/** Objects have other names in the document once they have them in the collection. */
function renameWithCollection({ session, documentOf }: Followed): void {
  effect(() => {
    const renamed = session.studio.value?.renamed ?? {};
    untracked(() => documentOf.rename(renamed));
  });
}

/** The tab keeps which room it shows, and what was changed in it. */
function keepShownRoom({ session, documentOf, source, kept }: Followed): void {
  effect(() => {
    const shown = source.value;
    const home = session.studio.value?.home ?? null;
    if (shown !== undefined) kept.write(home, { source: shown, unsaved: documentOf.unsaved.value });
  });
}

/** Another piece is asked for where anything that it is composed of has changed; the mix is not in it. */
function composeAgain({ session, documentOf: { document }, compose }: Followed): void {
  const settings = computed(() => document.value.settings);
  const edits = computed(() => document.value.edits);
  const takeOffs = computed(() => document.value.takeOffs);
  effect(() => {
    const room = session.room.value;
    void settings.value;
    void edits.value;
    void takeOffs.value;
    if (room !== undefined) untracked(() => compose(room.room));
  });
}

/** Each lane is heard as loud and where its dials say. */
function mixLanes({ session, documentOf: { document }, sound }: Followed): void {
  effect(() => {
    const tracks = session.piece.value?.tracks ?? [];
    const lanes = tracks.map(({ name }) => name);
    const heard = documents.lanesHeard(document.value, lanes, session.solos.value);
    sound.mix(
      tracks.map(({ midiChannel, name }, i) => ({
        midiChannel,
        gain: heard[i] as number,
        pan: documents.mixOf(document.value, name).pan,
      })),
    );
  });
}
