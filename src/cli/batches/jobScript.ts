/** The script of the processes in which `mirror worker` has its jobs done; it lies beside this file, bundled or not. */
export const JOB_SCRIPT = new URL('./jobProcess.js', import.meta.url);
