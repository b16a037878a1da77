/** Dollars for an hour of one core, a plain price of the large renters of machines. */
const CORE_HOUR = 0.05;
const MILLION = 1e6;
/** Photos of a chunk in a large batch. */
const CHUNK = 100;

/** Dollars for a thousand requests, a plain price of a large store: those that write or list, and those that read. */
const REQUESTS = { writing: 0.005, reading: 0.0004 };

/** bench/SCALE.md, from what was measured. */
export function scalePage({ machine, photos, memory, jobs, manifest, second, requests }) {
  return [
    '# A million photos',
    '',
    'What `mirror batch --queue` costs, from measured rates. `node bench/scale.js` writes this page; BullMQ 6.7 over Redis 7 with an append-only file, all on one machine',
    `(${machine}, two cores; other programs use them too at times, on which rates depend much and seconds of CPU little).`,
    '',
    '![rates](scale/scale.svg)',
    '',
    ...(photos ? photoLines(photos) : []),
    ...(memory ? memoryLines(memory) : []),
    ...(jobs ? jobLines(jobs) : []),
    ...(manifest ? manifestLines(manifest) : []),
    ...(second ? secondCallLines(second) : []),
    ...(requests ? requestLines(requests) : []),
    ...(photos && memory && jobs && manifest
      ? millionLines({ photos, memory, jobs, manifest })
      : []),
  ].join('\n');
}

function photoLines({ rows, cores, photoCount }) {
  const [one] = rows;
  return [
    '## Real photos, real network',
    '',
    `${photoCount} photos of 16 bars through \`mirror worker --jobs 1\`, on ${cores} cores, after a warm-up.`,
    '',
    '| workers | photos a second | of one worker | CPU seconds a photo | MB a worker | commands to Redis a photo | files, kB in the store a photo |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...rows.map((row) =>
      cells([
        row.workers,
        row.photosASecond.toFixed(2),
        `${(row.photosASecond / one.photosASecond).toFixed(2)} ×`,
        row.cpuSecondsAPhoto.toFixed(2),
        row.megabytesAWorker.toFixed(0),
        row.commandsAPhoto.toFixed(1),
        `${row.store.filesAPhoto.toFixed(1)}, ${(row.store.bytesAPhoto / 1000).toFixed(1)}`,
      ]),
    ),
    '',
  ];
}

function memoryLines({ photoCount, workerMegabytes, jobMegabytes }) {
  return [
    `\`mirror worker --jobs 2\`, after ${photoCount} such photos: its own process had ${count(workerMegabytes)} MB at most, and the larger one of the two that do its jobs ${count(jobMegabytes)} MB. The table has both together, after more photos.`,
    '',
  ];
}

function jobLines({ rows }) {
  const { endedAfter } = rows.at(-1);
  return [
    '## The queue by itself',
    '',
    "Jobs of a batch's own shape whose work is nothing, children of one batch, added by one process and done by others, 50 at a time each. In a large batch, one job is 100 photos.",
    '',
    '| jobs | processes | added a second | done a second | bytes of Redis a waiting job | a done one | MB at most | commands a job | CPU ms of Redis a job | MB of append-only file |',
    '| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |',
    ...rows.map((row) =>
      cells([
        count(row.jobCount),
        row.processes,
        count(row.addedASecond),
        count(row.doneASecond),
        count(row.bytesAJobWaiting),
        count(row.bytesAJobDone),
        count(row.peakMegabytes),
        row.commandsAJob.toFixed(1),
        ((row.redisCpuSeconds / row.jobCount) * 1000).toFixed(2),
        count(row.diskMegabytes),
      ]),
    ),
    '',
    ...(endedAfter === undefined
      ? []
      : [
          `In the last row all jobs were added, and the run was ended after ${count(endedAfter)} of them were done, since the time for it was over; figures of done jobs are of those.`,
          '',
        ]),
  ];
}

function manifestLines({ rows }) {
  return [
    '## The process that submits',
    '',
    'Keys and chunks of all photos, one line of the manifest each, and the manifest compacted and opened again.',
    '',
    '| photos | chunks | plan, s | append all, s | compact, s | open, s | MB of manifest | MB of memory at most |',
    '| --- | --- | --- | --- | --- | --- | --- | --- |',
    ...rows.map((row) =>
      cells([
        count(row.photoCount),
        count(row.chunks),
        ...[row.planSeconds, row.addSeconds, row.compactSeconds, row.openSeconds].map((seconds) =>
          seconds.toFixed(2),
        ),
        count(row.megabytes),
        count(row.mostMegabytes),
      ]),
    ),
    '',
  ];
}

function secondCallLines({ rows }) {
  return [
    '## A second call',
    '',
    'The same process where all photos have their results, and their music lies in its place: keys, results read, music compared, the manifest opened and written.',
    '',
    '| photos | seconds | MB of memory at most |',
    '| --- | --- | --- |',
    ...rows.map((row) =>
      cells([count(row.photoCount), row.seconds.toFixed(1), count(row.mostMegabytes)]),
    ),
    '',
  ];
}

function requestLines({ few, many, first, second }) {
  const row = (name, { LIST, GET, PUT, DELETE }) =>
    cells([
      name,
      ...[GET, PUT, DELETE, LIST].map((each) => each.toFixed(1)),
      `$${((MILLION / 1000) * (PUT * REQUESTS.writing + GET * REQUESTS.reading)).toFixed(1)}`,
    ]);
  return [
    '## Requests to S3',
    '',
    `Photos and music in S3, one process, requests that ${many} photos need more than ${few}, for each: counted by a server on this machine. A listing has 1,000 photos. Over a queue, the process that submits reads each`,
    'result once more. How many requests a second a store takes is not measured here.',
    '',
    '| call | GET | PUT | DELETE | LIST | a million photos, at $0.005 a thousand PUT and $0.0004 a thousand GET |',
    '| --- | --- | --- | --- | --- | --- |',
    row('the first', first),
    row('a second one, that finds all done', second),
    '',
  ];
}

/** What follows for a million photos, and which part would be the next to fill up. */
function millionLines({ photos, memory, jobs, manifest }) {
  const [one] = photos.rows;
  const million = jobs.rows.at(-1);
  const large = manifest.rows.at(-1);
  const coreHours = (one.cpuSecondsAPhoto * MILLION) / 3600;
  const chunks = MILLION / CHUNK;
  const perCore = 1 / one.cpuSecondsAPhoto;
  const appendRate = large.photoCount / large.addSeconds;
  const queueRate = million.doneASecond * CHUNK;
  const limits = [
    ['the manifest, appended by one process', appendRate],
    ['the queue, 100 photos a job', queueRate],
  ];
  return [
    '## A million photos',
    '',
    '| what | cost |',
    '| --- | --- |',
    cells(['CPU', `${count(coreHours)} core hours`]),
    cells(['money, at $0.05 a core hour', `$${count(coreHours * CORE_HOUR)}`]),
    cells(['with 50 machines of 8 cores', `${(coreHours / 400).toFixed(1)} hours`]),
    cells([
      'memory of a worker',
      `${count(memory.workerMegabytes)} MB, and ${count(one.megabytesAWorker - memory.workerMegabytes)} MB for each of its jobs`,
    ]),
    cells(['memory of the process that submits', `${count(large.mostMegabytes)} MB`]),
    cells([
      'jobs',
      `${count(chunks)}, ${((chunks * million.bytesAJobWaiting) / 1e6).toFixed(0)} MB of Redis`,
    ]),
    cells([
      'commands to Redis',
      `${count(one.commandsAPhoto * MILLION)} as measured with small chunks; for the jobs alone ${count(million.commandsAJob * chunks)}, the rest is progress and waiting`,
    ]),
    cells([
      'files written to the shared folder',
      `${count(one.store.filesAPhoto * MILLION)}, ${((one.store.bytesAPhoto * MILLION) / 1e9).toFixed(1)} GB, and as many short-lived marks of tries`,
    ]),
    cells([
      'manifest',
      `${count(large.megabytes)} MB, ${(large.addSeconds + large.compactSeconds).toFixed(0)} s in all`,
    ]),
    '',
    '### The next bottleneck',
    '',
    `A core mirrors ${perCore.toFixed(2)} photos a second.`,
    '',
    '| part | photos a second at most | cores that fill it |',
    '| --- | --- | --- |',
    ...limits
      .sort(([, a], [, b]) => a - b)
      .map(([part, rate]) => cells([part, count(rate), count(rate / perCore)])),
    '',
    `So the CPUs of the workers are the bottleneck up to thousands of cores; then the one process that submits is. A shared folder has to take ${one.store.filesAPhoto.toFixed(0)} small files a photo, forced to the disk: at ${count(400 * perCore)} photos a second of 400 cores, ${count(400 * perCore * (one.store.filesAPhoto + 1))} files a second, which a disk of its own for the folder takes and a slow share may not: measure yours first. It is not measured here.`,
    '',
  ];
}

function cells(values) {
  return `| ${values.join(' | ')} |`;
}

function count(value) {
  return Math.round(value).toLocaleString('en-US');
}
