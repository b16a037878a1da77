import { parse } from 'node:path';
import { Hono } from 'hono';
import { detectionsOf, drawPhoto, MIRROR_DEFAULTS, readSamplePhoto } from '../../../index.js';
import { TAKE_AWAY_FORMATS } from '../../protocol/answers.js';
import type { EventHub } from '../eventHub.js';
import { refusal } from '../refusal.js';
import { composeRoom } from '../rooms/composeRoom.js';
import { describePiece } from '../rooms/describePiece.js';
import { openRoom, type RoomSource, type RoomTools } from '../rooms/openRoom.js';
import { describeRoom, type Room } from '../rooms/room.js';
import type { RoomStore } from '../rooms/roomStore.js';
import { CONTENT_TYPES, takeAway } from '../rooms/takeAway.js';
import type { WorkQueue } from '../rooms/workQueue.js';
import { readJson } from '../uploads/readJson.js';
import { readPieceSettings } from '../uploads/readPieceSettings.js';
import { receiveUpload } from '../uploads/receiveUpload.js';

export interface RoomRouteTools extends RoomTools {
  readonly rooms: RoomStore;
  readonly hub: EventHub;
  /** Photos come in, are looked at, and sound is rendered, one at a time. */
  readonly queue: WorkQueue;
  /** A folder of this server alone, for what lies on the disk for a moment. */
  readonly folder: string;
  readonly mostPhotoBytes: number;
  /** Name of the sample room that is opened before it is asked for; undefined for none. */
  readonly readySample: string | undefined;
}

const MOST_NAME = 200;

/** Photos in; pieces and files out. */
export function roomRoutes(tools: RoomRouteTools): Hono {
  const { rooms, hub, queue, folder, mostPhotoBytes, signal } = tools;
  const open = async (source: RoomSource, job: string) => {
    const room = await openRoom(source, tools, (stage) =>
      hub.publish({ kind: 'stage', job, stage }),
    );
    rooms.add(room);
    return room;
  };
  const samples = new Map<string, Promise<Room>>();
  const openSample = (name: string, job: string) => {
    const opening =
      samples.get(name) ??
      queue(async () => open({ bytes: await readSamplePhoto(name), title: name }, job));
    samples.set(name, opening);
    // A sample that did not open may be tried again, and one that made room for others is opened anew.
    opening.catch(() => samples.delete(name));
    return opening;
  };
  if (tools.readySample !== undefined) {
    // Its detections, which threads of their own work on; composing would keep the page waiting. What goes wrong is told when the
    // room is asked for.
    openSample(tools.readySample, '').catch(() => {});
  }
  let uploads = 0;

  return new Hono()
    .post('/api/rooms', async ({ req, json }) => {
      const { title, job } = roomWords(req.query('name'), req.query('job'));
      const room = await queue(async () => {
        const name = `upload-${++uploads}`;
        const options = { folder, name, mostBytes: mostPhotoBytes, what: 'a photo' };
        return open({ bytes: await receiveUpload(req.raw, options), title }, job);
      });
      return json(describeRoom(room), 201);
    })
    .post('/api/samples/:name', async ({ req, json }) => {
      const { job } = roomWords(undefined, req.query('job'));
      const room = await openSample(req.param('name'), job);
      rooms.add(room);
      return json(describeRoom(room), 201);
    })
    .get('/api/rooms/:room/photo', async ({ req }) => {
      const jpeg = await drawPhoto(rooms.find(req.param('room')).photo);
      return new Response(Uint8Array.from(jpeg), { headers: { 'content-type': 'image/jpeg' } });
    })
    .post('/api/rooms/:room/detections', async ({ req, json }) => {
      const { inference, unplayable } = rooms.find(req.param('room'));
      const { minConfidence = MIRROR_DEFAULTS.minConfidence } = readPieceSettings(
        await readJson(req.raw),
      );
      return json(detectionsOf(inference, { minConfidence, unplayable }));
    })
    .post('/api/rooms/:room/piece', async ({ req, json }) => {
      const room = rooms.find(req.param('room'));
      const settings = readPieceSettings(await readJson(req.raw));
      const detector = await tools.detector;
      const mirror = await room.latestOnly(() => composeRoom(room, settings, detector));
      return json(describePiece(mirror));
    })
    .post('/api/rooms/:room/files/:format', async ({ req }) => {
      const format = TAKE_AWAY_FORMATS.find((each) => each === req.param('format'));
      if (format === undefined) throw refusal(404, 'there are no files of that kind');
      const room = rooms.find(req.param('room'));
      const settings = readPieceSettings(await readJson(req.raw));
      const detector = await tools.detector;
      const bytes = await queue(async () => {
        const mirror = await composeRoom(room, settings, detector);
        return takeAway(mirror, format, { folder, signal });
      });
      const headers = {
        'content-type': CONTENT_TYPES[format],
        'content-disposition': 'attachment',
      };
      return new Response(Uint8Array.from(bytes), { headers });
    });
}

/** Words of a request that become a title and the name of a job, never a path. */
function roomWords(name: string | undefined, job: string | undefined) {
  const title = parse((name ?? '').replaceAll('\\', '/'))
    .name.replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
    .slice(0, MOST_NAME);
  return { title: title === '' ? 'Sound mirror' : title, job: (job ?? '').slice(0, MOST_NAME) };
}
