import type { CodedColor } from './codedColor.js';
import type { HeifError, HeifObject, Libheif } from './libheif.js';
import { writeTiff } from './writeTiff.js';

/** Why a HEIC cannot be read. */
export interface HeicFault {
  /** `unsupported`: coded in a way that libheif does not know. `memory`: too large for it. */
  readonly is: 'damaged' | 'unsupported' | 'memory';
  /** libheif's own words. */
  readonly detail: string;
}

/** Sizes in pixels, by the boxes alone. */
export interface HeicSize {
  readonly is: 'size';
  /** Of the upright picture. */
  readonly width: number;
  readonly height: number;
  /** What has to be decoded for it, before it is cropped and turned. */
  readonly coded: { readonly width: number; readonly height: number };
}

export interface HeicPixels {
  readonly is: 'pixels';
  /** The upright picture as an uncompressed TIFF, 8 bits, RGB or RGBA, with the profile of its colours if it has one. */
  readonly tiff: Uint8Array<ArrayBuffer>;
  /** What its colours mean where no profile says so. */
  readonly color: CodedColor | undefined;
}

/** The size that the primary picture will have. */
export function readHeicSize(libheif: Libheif, bytes: Uint8Array): HeicSize | HeicFault {
  return withPrimary(libheif, bytes, (handle) => ({
    is: 'size',
    width: libheif.heif_image_handle_get_width(handle),
    height: libheif.heif_image_handle_get_height(handle),
    coded: {
      width: libheif._heif_image_handle_get_ispe_width(handle.$$.ptr),
      height: libheif._heif_image_handle_get_ispe_height(handle.$$.ptr),
    },
  }));
}

/**
 * Decodes the primary picture. libheif turns, mirrors and crops it as the boxes `irot`, `imir` and `clap` say and puts
 * tiles together; the orientation in its EXIF is a copy of these that must not be applied again (ISO/IEC 23008-12).
 */
export function decodeHeicPicture(libheif: Libheif, bytes: Uint8Array): HeicPixels | HeicFault {
  return withPrimary(libheif, bytes, (handle) => {
    const hasAlpha = libheif.heif_image_handle_has_alpha_channel(handle) !== 0;
    const { heif_colorspace, heif_chroma } = libheif;
    const decoded = libheif.heif_js_decode_image2(
      handle,
      heif_colorspace.heif_colorspace_RGB,
      hasAlpha ? heif_chroma.heif_chroma_interleaved_RGBA : heif_chroma.heif_chroma_interleaved_RGB,
    );
    if (decoded.code !== undefined) return faultOf(libheif, decoded);
    try {
      const [plane] = decoded.channels;
      // A tile that cannot be decoded is left black, with a warning.
      const warnings = libheif._heif_image_get_decoding_warnings(decoded.image.$$.ptr, 0, 0, 0);
      if (plane === undefined || warnings > 0)
        return { is: 'damaged', detail: 'Pixels are missing.' };
      const profile = readIccProfile(libheif, handle);
      const tiff = writeTiff(plane, { channels: hasAlpha ? 4 : 3, profile });
      return { is: 'pixels', tiff, color: profile ? undefined : readCodedColor(libheif, handle) };
    } finally {
      libheif.heif_image_release(decoded.image);
    }
  });
}

/** What libheif does not free by itself is freed here, or each photo would leave its pixels behind. */
function withPrimary<Result>(
  libheif: Libheif,
  bytes: Uint8Array,
  read: (handle: HeifObject) => Result,
): Result | HeicFault {
  const context = libheif.heif_context_alloc();
  try {
    const opened = libheif.heif_context_read_from_memory(context, bytes);
    if (opened.code !== libheif.heif_error_code.heif_error_Ok) return faultOf(libheif, opened);
    const handle = libheif.heif_js_context_get_primary_image_handle(context);
    if (handle.code !== undefined) return faultOf(libheif, handle);
    try {
      return read(handle);
    } finally {
      libheif.heif_image_handle_release(handle);
    }
  } finally {
    libheif.heif_context_free(context);
  }
}

function faultOf({ heif_error_code: codes }: Libheif, { code, message }: HeifError): HeicFault {
  if (code === codes.heif_error_Memory_allocation_error) return { is: 'memory', detail: message };
  const isUnsupported = [
    codes.heif_error_Unsupported_feature,
    codes.heif_error_Unsupported_filetype,
    // A codec that this build lacks.
    codes.heif_error_Plugin_loading_error,
  ].includes(code);
  return { is: isUnsupported ? 'unsupported' : 'damaged', detail: message };
}

/** The ICC profile of the picture's colours, which a phone of wide gamut writes; undefined if there is none. */
function readIccProfile(
  libheif: Libheif,
  { $$: { ptr } }: HeifObject,
): Uint8Array<ArrayBuffer> | undefined {
  const size = libheif._heif_image_handle_get_raw_color_profile_size(ptr);
  if (size === 0) return undefined;
  const address = libheif._malloc(ERROR_BYTES + size);
  try {
    libheif._heif_image_handle_get_raw_color_profile(address, ptr, address + ERROR_BYTES);
    return libheif.HEAPU8.slice(
      address + ERROR_BYTES,
      address + ERROR_BYTES + size,
    ) as Uint8Array<ArrayBuffer>;
  } finally {
    libheif._free(address);
  }
}

/** The numbers of an `nclx` box; undefined if there is none. */
function readCodedColor(libheif: Libheif, { $$: { ptr } }: HeifObject): CodedColor | undefined {
  const address = libheif._malloc(ERROR_BYTES + 4);
  try {
    const int32At = (at: number) => new DataView(libheif.HEAPU8.buffer).getInt32(at, true);
    libheif._heif_image_handle_get_nclx_color_profile(address, ptr, address + ERROR_BYTES);
    if (int32At(address) !== 0) return undefined;
    const profile = int32At(address + ERROR_BYTES);
    // struct heif_color_profile_nclx: a version in the first four bytes, then primaries and transfer characteristics.
    const color = { primaries: int32At(profile + 4), transfer: int32At(profile + 8) };
    libheif._heif_nclx_color_profile_free(profile);
    return color;
  } finally {
    libheif._free(address);
  }
}

/** struct heif_error in 32 bits: code, subcode, address of the message. */
const ERROR_BYTES = 12;
