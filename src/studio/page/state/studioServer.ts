import type { Detection } from '../../../vision/detection.js';
import type {
  ErrorAnswer,
  PieceAnswer,
  RemovedRoomAnswer,
  RoomAnswer,
  RoomNameAnswer,
  SaveAnswer,
  SavedRoomAnswer,
  SaveRequest,
  StudioAnswer,
  StudioEvent,
  TakeAwayFormat,
} from '../../protocol/answers.js';
import type { ExplanationAnswer } from '../../protocol/explanation.js';
import type { MapAnswer, PlacesAnswer, PlacesRequest } from '../../protocol/pad.js';
import type { PieceSettings } from '../../protocol/pieceSettings.js';
import type { TeachAnswer, Teaching } from '../../protocol/teaching.js';

/** What did not work out, as the server says it, or that there is no server. */
export class StudioError extends Error {
  readonly code: ErrorAnswer['code'] | 'unreachable';

  constructor(code: StudioError['code'], message: string) {
    super(message);
    this.code = code;
  }
}

/** The server as functions; each throws `StudioError`. */
export interface StudioServer {
  readonly studio: () => Promise<StudioAnswer>;
  readonly openPhoto: (photo: Blob, options: { name: string; job: string }) => Promise<RoomAnswer>;
  readonly openSample: (name: string, options: { job: string }) => Promise<RoomAnswer>;
  readonly openSaved: (name: string, options: { job: string }) => Promise<SavedRoomAnswer>;
  readonly openRemoved: (entry: number, options: { job: string }) => Promise<SavedRoomAnswer>;
  readonly renameRoom: (name: string, to: string) => Promise<RoomNameAnswer>;
  readonly removeRoom: (name: string) => Promise<RemovedRoomAnswer>;
  readonly restoreRoom: (entry: number) => Promise<RoomNameAnswer>;
  /** Deletes all removed rooms for good. */
  readonly emptyRemovedRooms: () => Promise<void>;
  readonly save: (name: string, saved: SaveRequest) => Promise<SaveAnswer>;
  /** What is seen with at least that confidence, best first. */
  readonly detections: (room: string, settings: PieceSettings) => Promise<Detection[]>;
  readonly compose: (room: string, settings: PieceSettings) => Promise<PieceAnswer>;
  readonly explain: (room: string, settings: PieceSettings) => Promise<ExplanationAnswer>;
  readonly teach: (room: string, teaching: Teaching) => Promise<TeachAnswer>;
  readonly file: (
    room: string,
    format: TakeAwayFormat,
    options: {
      readonly settings: PieceSettings;
      readonly job: string;
      readonly signal: AbortSignal;
    },
  ) => Promise<Blob>;
  readonly map: (object: string) => Promise<MapAnswer>;
  /** What lies at places of an object's map. */
  readonly places: (object: string, request: PlacesRequest) => Promise<PlacesAnswer>;
  readonly photoAddress: (room: string) => string;
  /** Listens to the stream of events; `onLost` and `hello` tell when the server is away and back. */
  readonly listen: (listeners: {
    readonly onEvent: (event: StudioEvent) => void;
    /** @param isUnknown whether a server answers that does not know this page: it was started anew, or the cookie is gone */
    readonly onLost: (isUnknown: boolean) => void;
  }) => void;
}

/** What is to be done where the server does not know the cookie of the page, or gets none: nothing that the page holds is lost by it. */
export const UNKNOWN_PAGE =
  'The studio does not know this page: it was started anew, or the cookies of this browser were deleted. Open the address that the studio has printed last in another tab of this browser: this page then goes on with all that is on it.';

/** Until the page asks again whether it is known: the new address may have been opened in another tab. */
const RETRY_MILLISECONDS = 2000;

const UNAUTHORIZED = 401;

export function connectServer(): StudioServer {
  const json = { 'content-type': 'application/json' };
  const post = (path: string, body?: BodyInit, headers?: Record<string, string>) =>
    ask(path, { method: 'POST', body, headers });
  const savedPath = (name: string) => `/api/saved/${encodeURIComponent(name)}`;
  return {
    studio: async () => (await ask('/api/studio')).json(),
    openPhoto: async (photo, { name, job }) => {
      const words = new URLSearchParams({ name, job });
      return (await post(`/api/rooms?${words}`, photo)).json();
    },
    openSample: async (name, { job }) => {
      const words = new URLSearchParams({ job });
      return (await post(`/api/samples/${encodeURIComponent(name)}?${words}`)).json();
    },
    openSaved: async (name, { job }) => {
      const words = new URLSearchParams({ job });
      return (await post(`${savedPath(name)}?${words}`)).json();
    },
    openRemoved: async (entry, { job }) => {
      const words = new URLSearchParams({ job });
      return (await post(`/api/removed-rooms/${entry}/room?${words}`)).json();
    },
    renameRoom: async (name, to) => {
      const body = JSON.stringify({ name: to });
      return (await ask(savedPath(name), { method: 'PATCH', body, headers: json })).json();
    },
    removeRoom: async (name) => (await ask(savedPath(name), { method: 'DELETE' })).json(),
    restoreRoom: async (entry) => (await post(`/api/removed-rooms/${entry}`)).json(),
    emptyRemovedRooms: async () => {
      await ask('/api/removed-rooms', { method: 'DELETE' });
    },
    save: async (name, saved) => {
      const body = JSON.stringify(saved);
      return (await ask(savedPath(name), { method: 'PUT', body, headers: json })).json();
    },
    detections: async (room, settings) =>
      (await post(`/api/rooms/${room}/detections`, JSON.stringify(settings), json)).json(),
    compose: async (room, settings) =>
      (await post(`/api/rooms/${room}/piece`, JSON.stringify(settings), json)).json(),
    explain: async (room, settings) =>
      (await post(`/api/rooms/${room}/explanation`, JSON.stringify(settings), json)).json(),
    teach: async (room, teaching) =>
      (await post(`/api/rooms/${room}/teach`, JSON.stringify(teaching), json)).json(),
    file: async (room, format, { settings, job, signal }) => {
      const path = `/api/rooms/${room}/files/${format}?${new URLSearchParams({ job })}`;
      const body = JSON.stringify(settings);
      return (await ask(path, { method: 'POST', body, headers: json, signal })).blob();
    },
    map: async (object) => (await ask(`/api/objects/${encodeURIComponent(object)}/map`)).json(),
    places: async (object, request) => {
      const path = `/api/objects/${encodeURIComponent(object)}/phrases`;
      return (await post(path, JSON.stringify(request), json)).json();
    },
    photoAddress: (room) => `/api/rooms/${room}/photo`,
    listen,
  };
}

const listen: StudioServer['listen'] = ({ onEvent, onLost }) => {
  const events = new EventSource('/api/events');
  events.onmessage = ({ data }) => onEvent(JSON.parse(data));
  events.onerror = async () => {
    // The browser tries again by itself, but not where it was refused.
    if (events.readyState !== EventSource.CLOSED) return onLost(false);
    const status = await fetch('/api/studio')
      .then((reply) => reply.status)
      .catch(() => undefined);
    onLost(status === UNAUTHORIZED);
    setTimeout(() => listen({ onEvent, onLost }), RETRY_MILLISECONDS);
  };
};

/** @throws StudioError for whatever is not answered as it should be */
export async function ask(path: string, init: RequestInit = {}): Promise<Response> {
  const reply = await fetch(path, init).catch(() => {
    throw new StudioError('unreachable', 'The studio does not answer. Is it still running?');
  });
  if (reply.ok) return reply;
  if (reply.status === UNAUTHORIZED) throw new StudioError('refused', UNKNOWN_PAGE);
  const { code, message }: ErrorAnswer = await reply.json().catch(() => ({
    code: 'failed',
    message: `The studio answered with ${reply.status}.`,
  }));
  throw new StudioError(code, message);
}
