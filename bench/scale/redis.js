import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { Redis } from 'ioredis';

/** A Redis on a free port with an append-only file in the folder; `info(section)` gives its figures by name. */
export async function startRedis(folder) {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  const words = ['--port', `${port}`, '--bind', '127.0.0.1', '--dir', folder, '--save', ''];
  const server = spawn('redis-server', [...words, '--appendonly', 'yes'], { stdio: 'ignore' });
  const client = new Redis({ port, host: '127.0.0.1', retryStrategy: () => 100 });
  // Until the server listens.
  client.on('error', () => {});
  await new Promise((resolve) => client.once('ready', resolve));
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    info: async (section) => {
      const text = await client.info(section);
      return Object.fromEntries(text.split('\r\n').map((line) => line.split(/:(.*)/s)));
    },
    resetStatistics: () => client.config('RESETSTAT'),
    stop: async () => {
      client.disconnect();
      const exited = once(server, 'exit');
      server.kill('SIGKILL');
      await exited;
    },
  };
}
