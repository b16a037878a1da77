// What stands below the options in the help of the commands that mirror many photos.

export const BATCH_HELP = `
Examples:
  mirror batch archive/ --recursive --out music/
  mirror batch archive/ --out music/ --json > report.jsonl
  mirror batch archive/ --out /shared/music --queue redis://10.0.0.5
  mirror batch s3://archive/photos --out s3://archive/music --queue redis://10.0.0.5

Writes <photo>.mid for each photo, the same bytes as \`mirror <photo>\` gives, and manifest.jsonl with
one line for each: photo, state (done, unanswered or failed), midi, sha256, key, message. However a
call ended, the same call goes on where it stopped: what was mirrored with the same photo, version,
weights, collection and settings is not computed again. The hidden folder .mirror-batch in --out
remembers it; take it away to begin anew. MIDI in --out that bears no mark of mirror, such as your
own, is kept as <photo>.before.mid before its place is taken, and a line says so.

A photo that cannot be mirrored gets its line, and the others go on. One that ends the process, or
fails for a reason that may pass, is tried three times, by itself, and then set aside; the next call
tries it again. A collection that changes meanwhile does not change a batch that has begun.

Photos and --out may lie in S3, or in a store that speaks its language: s3://bucket/prefix, or
s3://bucket/photo.jpg (npm install @aws-sdk/client-s3). A prefix stands for its photos as a folder
does. Credentials, region and endpoint come from the environment and the AWS configuration only:
AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_PROFILE, AWS_REGION, AWS_ENDPOINT_URL. Where there is
an endpoint, buckets are named in the path.

With --queue, jobs of up to 100 photos are handed out to every \`mirror worker\` of that queue. All
machines must see photos and --out at the same paths, as on a shared disk, or in S3. Redis 6.2 or
newer, or Valkey: redis:// or rediss:// (npm install bullmq ioredis). PostgreSQL: postgres:// (npm
install bullmq pg). User and password come from MIRROR_QUEUE_USER and MIRROR_QUEUE_PASSWORD.
After Ctrl-C the workers go on; the same call gathers what they did meanwhile.

JSON: one line for each photo, as in the manifest, and a last one whose photo is null with the
counts. Exit codes are those of \`mirror\`.
`;

export const WORKER_HELP = `
Examples:
  mirror worker --queue redis://10.0.0.5
  mirror worker --queue redis://10.0.0.5 --jobs 8

Takes jobs of \`mirror batch\`, \`mirror train\` and \`mirror add\` with --queue until Ctrl-C; start it
on as many machines as you like, before or after the batch. Each job runs in a process of its own,
with a core and some 400 MB. If a worker dies or loses its network, another one does its job half a
minute later.

All machines need the same sound-mirror, and photos, --out and --home at the same paths or, of a
batch, in S3, with the SDK and credentials of their own. A worker of another version, with other
weights or another backend is refused. The collection of \`mirror batch\` travels with it. Without
--queue, MIRROR_QUEUE names the queue. User and password come from MIRROR_QUEUE_USER and
MIRROR_QUEUE_PASSWORD.
`;

export const QUEUE_HELP = `
Examples:
  mirror queue --queue redis://10.0.0.5
  mirror queue --queue redis://10.0.0.5 --json
  mirror queue --queue redis://10.0.0.5 --remove 54613ae512e7

One line for each batch that is under way or ended within a day: photos done, failed, how fast it
goes just now, and how long the rest will take; of trainings, objects; of audio, stretches of 40 s.
It looks twice, three seconds apart, so that no machine's clock matters. JSON: batch, unit (photo,
object or stretch), total, done, unanswered, failed, workers, ended, perSecond, secondsLeft (null
where nothing moves).
`;
