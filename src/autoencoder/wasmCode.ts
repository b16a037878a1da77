// A small assembler of WebAssembly: instructions as bytes, and a module of functions that share a memory. Names and codes
// are those of the specification, core 2.0, section 5.4.

export type Code = readonly number[];

export const I32 = 0x7f;
export const F64 = 0x7c;
export const V128 = 0x7b;

/** Locals that are no parameters are numbered behind them, in the order of the list. */
export interface WasmFunction {
  readonly name: string;
  readonly parameters: Code;
  readonly locals: Code;
  readonly code: Code;
}

/** A module that exports the functions and their `memory`, of one page until it grows. */
export function assembleModule(functions: readonly WasmFunction[]): WebAssembly.Module {
  const sections: [id: number, content: Code][] = [
    [1, many(functions.map(({ parameters }) => [0x60, ...counted(parameters), 0]))],
    [3, many(functions.map((_, type) => [type]))],
    [5, many([[0, 1]])],
    [
      7,
      many([exported('memory', [2, 0]), ...functions.map(({ name }, i) => exported(name, [0, i]))]),
    ],
    [10, many(functions.map(body))],
  ];
  const bytes = sections.flatMap(([id, content]) => [id, ...counted(content)]);
  return new WebAssembly.Module(Uint8Array.of(0, ...ascii('asm'), 1, 0, 0, 0, ...bytes));
}

export const get = (local: number): Code => [0x20, local];
export const set = (local: number): Code => [0x21, local];
export const tee = (local: number): Code => [0x22, local];
export const i32 = (value: number): Code => [0x41, ...signed(value)];
export const f64 = (value: number): Code => [
  0x44,
  ...new Uint8Array(Float64Array.of(value).buffer),
];

export const i32Add: Code = [0x6a];
export const i32Mul: Code = [0x6c];
export const f32Add: Code = [0x92];
export const f32x4 = {
  zero: [0xfd, 0x0c, ...new Array<number>(16).fill(0)],
  one: [0xfd, 0x0c, ...new Uint8Array(Float32Array.of(1, 1, 1, 1).buffer)],
  min: [0xfd, 0xe8, 0x01],
  add: [0xfd, 0xe4, 0x01],
  mul: [0xfd, 0xe6, 0x01],
} as const satisfies Record<string, Code>;
export const f64x2 = {
  splat: [0xfd, 0x14],
  /** Of the lower two of four 32-bit numbers. */
  promote: [0xfd, 0x5f],
  demote: [0xfd, 0x5e],
  sqrt: [0xfd, 0xef, 0x01],
  add: [0xfd, 0xf0, 0x01],
  sub: [0xfd, 0xf1, 0x01],
  mul: [0xfd, 0xf2, 0x01],
  div: [0xfd, 0xf3, 0x01],
  max: [0xfd, 0xf5, 0x01],
  trunc: [0xfd, 0x7a],
  greater: [0xfd, 0x4a],
} as const satisfies Record<string, Code>;

/** Of two vectors the first where a third has ones, else the second. */
export const bitselect: Code = [0xfd, 0x52];
export const i64x2ShiftLeft: Code = [0xfd, 0xcb, 0x01];

// The 2 says that addresses are multiples of 2² bytes.
export const loadI32 = (): Code => [0x28, 2, 0];
export const loadF32 = (): Code => [0x2a, 2, 0];
export const storeF32 = (offset = 0): Code => [0x38, 2, offset];
export const loadVector = (offset = 0): Code => [0xfd, 0x00, 2, offset];
export const storeVector = (offset = 0): Code => [0xfd, 0x0b, 2, offset];
/** One number into all four places. */
export const loadFour = (): Code => [0xfd, 0x09, 2, 0];
/** Two numbers into the lower places, and from there. */
export const loadPair = (): Code => [0xfd, 0x5d, 2, 0];
export const storePair = (): Code => [0xfd, 0x5b, 2, 0, 0];

/** Adds to a local. */
export const advance = (local: number, step: Code): Code => [
  ...get(local),
  ...step,
  ...i32Add,
  ...set(local),
];

/** Does something as often as a local says, 1 or more times, which is 0 then. */
export const repeat = (times: number, work: readonly Code[]): Code => [
  ...[0x03, 0x40],
  ...work.flat(),
  ...[...get(times), ...i32(-1), ...i32Add, ...tee(times), 0x0d, 0],
  0x0b,
];

/** 0, 1, … length − 1: for what is written out once for each. */
export function count(length: number): number[] {
  return Array.from({ length }, (_, i) => i);
}

/** So many parameters or locals of one type. */
export function times(length: number, type: number): Code {
  return new Array<number>(length).fill(type);
}

function body({ locals, code }: WasmFunction): Code {
  return counted([...many(locals.map((type) => [1, type])), ...code, 0x0b]);
}

function exported(name: string, what: Code): Code {
  return [...counted(ascii(name)), ...what];
}

function ascii(text: string): Code {
  return Array.from(text, (character) => character.charCodeAt(0));
}

function many(things: readonly Code[]): Code {
  return [...unsigned(things.length), ...things.flat()];
}

function counted(bytes: Code): Code {
  return [...unsigned(bytes.length), ...bytes];
}

/** LEB128. */
function unsigned(value: number): Code {
  return value > 0x7f ? [(value & 0x7f) | 0x80, ...unsigned(value >> 7)] : [value];
}

function signed(value: number): Code {
  const isLast = value >= -64 && value < 64;
  return isLast ? [value & 0x7f] : [(value & 0x7f) | 0x80, ...signed(value >> 7)];
}
