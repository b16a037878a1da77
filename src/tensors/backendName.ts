/** The engines that can multiply for us, fastest first: TensorFlow's C library, WebAssembly, plain JavaScript. */
export const BACKEND_NAMES = ['node', 'wasm', 'cpu'] as const;
export type BackendName = (typeof BACKEND_NAMES)[number];

/** Whether a text, from the environment say, names a backend. */
export function isBackendName(text: string): text is BackendName {
  return (BACKEND_NAMES as readonly string[]).includes(text);
}
