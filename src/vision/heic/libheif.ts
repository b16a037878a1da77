import { createRequire } from 'node:module';
import { MirrorError } from '../../errors.js';

/** Whether the optional package that HEIC needs is installed. */
export function canReadHeic(): boolean {
  return findLibheif() !== undefined;
}

/** @throws MirrorError `input` where libheif is not installed: photos of other formats can still be read */
export function requireLibheif(): string {
  const path = findLibheif();
  if (path !== undefined) return path;
  throw new MirrorError(
    'input',
    'Expected a photo that can be read here but received HEIC, and the optional package libheif-js is not installed. Run `npm install libheif-js`, or export the photo as JPEG.',
  );
}

/**
 * Where libheif's WebAssembly lies. It is an optional package, for its licence is the LGPL.
 *
 * Of its entries, `wasm-bundle.js` holds the binary within itself; `wasm.js` looks for it in the folder that the process
 * was started in.
 *
 * @returns a path to load it from, undefined where it is not installed
 */
function findLibheif(): string | undefined {
  try {
    return createRequire(import.meta.url).resolve('libheif-js/wasm-bundle.js');
  } catch {
    return undefined;
  }
}

/** A number of libheif's C API, in an object that stands for it. */
interface EnumValue {
  readonly value: number;
}

/** An object of libheif's own memory; `$$.ptr` is its address, which the C functions take. */
export interface HeifObject {
  readonly $$: { readonly ptr: number };
}

/** What libheif gives instead of what was asked for. */
export interface HeifError {
  readonly code: EnumValue;
  readonly subcode: EnumValue;
  readonly message: string;
}

export interface HeifPlane {
  readonly width: number;
  readonly height: number;
  /** Bytes from one row to the next. */
  readonly stride: number;
  /** In libheif's memory: gone with the picture. */
  readonly data: Uint8Array;
}

export interface HeifDecoded {
  readonly code?: undefined;
  readonly image: HeifObject;
  readonly channels: readonly HeifPlane[];
}

/** Of libheif-js 1.23, what we call. */
export interface Libheif {
  readonly heif_error_code: Readonly<Record<string, EnumValue>>;
  readonly heif_colorspace: Readonly<Record<string, EnumValue>>;
  readonly heif_chroma: Readonly<Record<string, EnumValue>>;
  readonly heif_context_alloc: () => HeifObject;
  readonly heif_context_read_from_memory: (context: HeifObject, bytes: Uint8Array) => HeifError;
  readonly heif_context_free: (context: HeifObject) => void;
  readonly heif_js_context_get_primary_image_handle: (
    context: HeifObject,
  ) => (HeifObject & { readonly code?: undefined }) | HeifError;
  readonly heif_image_handle_get_width: (handle: HeifObject) => number;
  readonly heif_image_handle_get_height: (handle: HeifObject) => number;
  readonly heif_image_handle_has_alpha_channel: (handle: HeifObject) => number;
  readonly heif_image_handle_release: (handle: HeifObject) => void;
  readonly heif_js_decode_image2: (
    handle: HeifObject,
    colorspace: EnumValue | undefined,
    chroma: EnumValue | undefined,
  ) => HeifDecoded | HeifError;
  readonly _heif_image_get_decoding_warnings: (
    image: number,
    first: number,
    warnings: number,
    most: number,
  ) => number;
  readonly heif_image_release: (image: HeifObject) => void;
  readonly HEAPU8: Uint8Array;
  readonly _malloc: (bytes: number) => number;
  readonly _free: (address: number) => void;
  readonly _heif_image_handle_get_ispe_width: (handle: number) => number;
  readonly _heif_image_handle_get_ispe_height: (handle: number) => number;
  readonly _heif_image_handle_get_raw_color_profile_size: (handle: number) => number;
  readonly _heif_image_handle_get_raw_color_profile: (
    error: number,
    handle: number,
    profile: number,
  ) => void;
  readonly _heif_image_handle_get_nclx_color_profile: (
    error: number,
    handle: number,
    profile: number,
  ) => void;
  readonly _heif_nclx_color_profile_free: (profile: number) => void;
}
