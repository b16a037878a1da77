/** The script that `mirror worker` has its jobs done with; it lies beside this file, bundled or not. */
export const CHUNK_WORKER_SCRIPT = new URL('./chunkWorker.js', import.meta.url);
