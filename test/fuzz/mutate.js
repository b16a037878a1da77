// Damages files as disks, networks and ill-meaning people do. Equal chance, equal damage.

/** Numbers that end a range, and what overflows when one is added. */
const EDGES = [0, 1, 0x7f, 0x80, 0xff, 0x7fff, 0x8000, 0xffff, 0x7fffffff, 0x80000000, 0xffffffff];

/** Up to eight changes, half of them near the beginning, where a file says what it is. */
export function mutateBytes(bytes, random) {
  let changed = Uint8Array.from(bytes);
  for (let count = 1 + whole(random, 8); count > 0; count--) {
    changed = pick([set, set, setEdge, setEdge, flip, cut, repeat, end], random)(changed, random);
  }
  return changed;
}

/** A value somewhere in a record becomes another that does not belong there; or the text is damaged as bytes are. */
export function mutateJson(text, random) {
  if (random() < 0.3) return new TextDecoder().decode(mutateBytes(Buffer.from(text), random));
  const file = JSON.parse(text);
  for (let count = 1 + whole(random, 3); count > 0; count--) {
    let holder = file;
    for (;;) {
      const key = pick(Object.keys(holder), random);
      if (key === undefined) break;
      const value = holder[key];
      if (value !== null && typeof value === 'object' && random() < 0.7) {
        holder = value;
        continue;
      }
      if (random() < 0.15) delete holder[key];
      else holder[key] = pick(HOSTILE, random)(value);
      break;
    }
  }
  const changed = JSON.stringify(file);
  return random() < 0.1 ? changed.replace('{', `{"__proto__":{"kind":"seed"},`) : changed;
}

const HOSTILE = [
  () => null,
  () => 1e9,
  () => -1,
  () => 0.5,
  () => 1e308,
  () => '',
  () => '../../etc/passwd',
  () => 'a\u0000b\u001b[31m\n',
  () => 'x'.repeat(100_000),
  () => [],
  () => ({}),
  () => Array.from({ length: 5000 }, (_, i) => i),
  () => JSON.parse('['.repeat(2000) + ']'.repeat(2000)),
  (value) => [value, value],
  (value) => (typeof value === 'number' ? -value : String(value)),
  (value) => (typeof value === 'number' ? value + 1 : `${value} `),
];

function set(bytes, random) {
  bytes[place(bytes, random)] = whole(random, 256);
  return bytes;
}

function flip(bytes, random) {
  bytes[place(bytes, random)] ^= 1 << whole(random, 8);
  return bytes;
}

function setEdge(bytes, random) {
  const size = pick([1, 2, 4], random);
  const at = place(bytes, random);
  if (at + size > bytes.length) return bytes;
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const value = pick(EDGES, random);
  if (size === 1) view.setUint8(at, value);
  else if (size === 2) view.setUint16(at, value, random() < 0.5);
  else view.setUint32(at, value, random() < 0.5);
  return bytes;
}

function cut(bytes, random) {
  const from = place(bytes, random);
  return without(bytes, from, from + whole(random, 64));
}

function repeat(bytes, random) {
  const at = place(bytes, random);
  const piece = bytes.subarray(at, at + whole(random, 256));
  return Uint8Array.from([...bytes.subarray(0, at), ...piece, ...bytes.subarray(at)]);
}

function end(bytes, random) {
  return random() < 0.3 ? bytes.slice(0, whole(random, bytes.length)) : bytes;
}

function without(bytes, from, to) {
  return Uint8Array.from([...bytes.subarray(0, from), ...bytes.subarray(to)]);
}

function place(bytes, random) {
  return whole(random, random() < 0.5 ? Math.min(200, bytes.length) : bytes.length);
}

function whole(random, limit) {
  return Math.floor(random() * limit);
}

function pick(values, random) {
  return values[whole(random, values.length)];
}
