import { batch, effect, type ReadonlySignal, signal, untracked } from '@preact/signals';
import { inFourDecimals } from '../../../latentMap/latentMap.js';
import { clamp } from '../../../math/clamp.js';
import { seededRandom } from '../../../math/random.js';
import type { TakeOff } from '../../document/document.js';
import type { PackedNotes } from '../../protocol/packedNotes.js';
import type { MapAnswer, PadKind, PlacesAnswer } from '../../protocol/pad.js';
import { openLatestRequest } from './latestRequest.js';
import { openPadWalk, type PadPlace } from './padWalk.js';
import type { Auditioned } from './session.js';
import type { AuditionOptions } from './sound/audition.js';
import type { StudioServer } from './studioServer.js';

/** Places that a walk asks for at a time: the next ones come while these sound. */
const PLACES_A_REQUEST = 2;

const MIDDLE: PadPlace = [0.5, 0.5];

/** An audition of the pad, with the places that it goes through. */
interface HeardPlaces {
  readonly places: readonly PadPlace[];
  readonly startTicks: readonly number[];
}

/** The latent pad: an object's map, what lies at its places, and walks over it. */
export function openPad({
  server,
  auditioned,
  audition,
  endAudition,
  keep,
  newSeed,
  programOf,
}: {
  readonly server: Pick<StudioServer, 'map' | 'places'>;
  readonly auditioned: ReadonlySignal<Auditioned | undefined>;
  readonly audition: (notes: PackedNotes, options: AuditionOptions) => number;
  readonly endAudition: () => void;
  /** Keeps a place as the object's take-off, or forgets it. */
  readonly keep: (object: string, takeOff: TakeOff | undefined) => void;
  readonly newSeed: () => number;
  /** What the object sounds as in this room; undefined where it does not play there. */
  readonly programOf: (object: string) => number | undefined;
}) {
  const map = signal<MapAnswer | undefined>(undefined);
  const problem = signal<string | undefined>(undefined);
  const place = signal<PadPlace>(MIDDLE);
  const kind = signal<PadKind>('phrase');
  const isWalking = signal(false);
  /** Where the walk has been. */
  const trail = signal<readonly PadPlace[]>([]);
  /** Counts openings and walks: what an earlier one asked for is not heard. */
  let turn = 0;
  let next: (() => PadPlace) | undefined;
  /** Auditions of this pad that may sound. */
  const heard = new Map<number, HeardPlaces>();
  /** The walk's last phrase, after which another is asked for once it has begun. */
  let lastOfWalk: number | undefined;

  const guarded = async (asked: number, act: () => Promise<void>) => {
    try {
      await act();
      if (asked === turn) problem.value = undefined;
    } catch (error) {
      if (asked !== turn) return;
      problem.value = error instanceof Error ? error.message : `${error}`;
      isWalking.value = false;
    }
  };
  const sound = (answer: PlacesAnswer, places: readonly PadPlace[], isNext: boolean): number => {
    const { notes, startTicks, lengthTicks, tempoBpm } = answer;
    const { program: own = 0, object = '' } = map.value ?? {};
    const program = programOf(object) ?? own;
    const name = `map of ${object}`;
    const id = audition(notes, { program, tempoBpm, lengthTicks, name, isNext });
    if (!isNext) heard.clear();
    heard.set(id, { places, startTicks });
    return id;
  };
  const ask = (places: readonly PadPlace[]) =>
    server.places(map.value?.object as string, { places, kind: kind.value });

  const hearLatest = openLatestRequest(async (asked: number) => {
    if (asked !== turn || map.value === undefined) return;
    const here = place.value;
    await guarded(asked, async () => {
      const answer = await ask([here]);
      if (asked === turn) sound(answer, [here], false);
    });
  });
  const walkOn = async (isNext: boolean) => {
    const asked = turn;
    const places = isNext ? [] : [place.value];
    while (places.length < PLACES_A_REQUEST) places.push(next?.() ?? place.value);
    await guarded(asked, async () => {
      const answer = await ask(places);
      if (asked === turn && isWalking.value) lastOfWalk = sound(answer, places, isNext);
    });
  };
  const stop = () => {
    turn++;
    lastOfWalk = undefined;
    isWalking.value = false;
    if (auditioned.value !== undefined && heard.has(auditioned.value.id)) endAudition();
  };
  effect(() => {
    const sounds = auditioned.value;
    if (sounds === undefined) return;
    untracked(() => follow(sounds));
  });
  /** The place goes where the music of a walk is. */
  function follow({ id, ticks }: Auditioned): void {
    const { places, startTicks } = heard.get(id) ?? { places: [], startTicks: [] };
    if (!isWalking.value || places.length === 0) return;
    const here = places[startTicks.findLastIndex((start) => start <= ticks)] ?? places[0];
    if (here !== undefined && here !== place.value) {
      batch(() => {
        place.value = here;
        trail.value = [...trail.value, here].slice(-MOST_TRAIL);
      });
    }
    if (id !== lastOfWalk) return;
    lastOfWalk = undefined;
    void walkOn(true);
  }

  return {
    map,
    /** What does not work out, for a person. */
    problem,
    place,
    kind,
    isWalking,
    trail,
    /** @param kept the object's take-off, where the map opens */
    open: async (object: string, kept: TakeOff | undefined) => {
      const asked = ++turn;
      batch(() => {
        map.value = undefined;
        problem.value = undefined;
        trail.value = [];
        kind.value = 'phrase';
        place.value = kept === undefined ? MIDDLE : [kept.x, kept.y];
      });
      await guarded(asked, async () => {
        const answer = await server.map(object);
        if (asked !== turn) return;
        map.value = answer;
        // In the middle there may be nothing: it opens where a take is.
        const [x = 0.5, y = 0.5] = answer.points[0] ?? [];
        if (kept === undefined) place.value = [x, y];
      });
    },
    close: () => {
      stop();
      map.value = undefined;
    },
    /** Moves without a sound; what is beyond the edge is on it. */
    moveTo: ([x, y]: PadPlace) => {
      if (isWalking.value) stop();
      place.value = [inside(x), inside(y)];
    },
    hear: () => {
      if (isWalking.value) stop();
      hearLatest(turn);
    },
    stop,
    walk: () => {
      if (map.value === undefined) return;
      stop();
      const random = seededRandom(`walk ${newSeed()}`);
      next = openPadWalk(map.value.points, { from: place.value, random });
      batch(() => {
        isWalking.value = true;
        trail.value = [place.value];
      });
      void walkOn(false);
    },
    choose: (chosen: PadKind) => {
      kind.value = chosen;
    },
    /** Keeps the place for the object in this room. */
    keep: async () => {
      const { object } = map.value ?? {};
      const [x, y] = place.value;
      if (object === undefined) return;
      await guarded(turn, async () => {
        const { latents } = await server.places(object, { places: [[x, y]], kind: 'phrase' });
        const [latent] = latents;
        if (latent !== undefined) keep(object, { x, y, latent });
      });
    },
    forget: () => {
      const { object } = map.value ?? {};
      if (object !== undefined) keep(object, undefined);
    },
  };
}

/** Places of a walk that are drawn. */
const MOST_TRAIL = 24;

function inside(value: number): number {
  return inFourDecimals(clamp(value, 0, 1));
}
