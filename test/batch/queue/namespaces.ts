import { execFileSync } from 'node:child_process';

/** Three hosts on one bridge, each in a network namespace of its own. */
export interface TestNetwork {
  /** Words that run a command on a host: 0, 1 or 2. */
  readonly on: (host: number) => readonly string[];
  readonly address: (host: number) => string;
  readonly cut: (host: number) => void;
  readonly mend: (host: number) => void;
  readonly remove: () => void;
}

const HOSTS = [0, 1, 2];

/** Why such a network cannot be made here; undefined if it can. */
export function lacksNamespaces(): string | undefined {
  try {
    ip('netns', 'add', 'mirror-probe');
    ip('netns', 'delete', 'mirror-probe');
    return undefined;
  } catch {
    return 'network namespaces are not permitted here (ip netns, as root)';
  }
}

/** @param name of the namespaces and, cut to a few letters, of the links */
export function createNetwork(name: string): TestNetwork {
  const bridge = `${name}-br`;
  const namespace = (host: number) => `${name}-${host}`;
  const outer = (host: number) => `${name}-v${host}`;
  const address = (host: number) => `10.213.7.${host + 1}`;
  ip('netns', 'add', bridge);
  const inBridge = (...words: string[]) => ip('netns', 'exec', bridge, 'ip', ...words);
  inBridge('link', 'add', 'switch0', 'type', 'bridge');
  inBridge('link', 'set', 'switch0', 'up');
  for (const host of HOSTS) {
    const inside = namespace(host);
    ip('netns', 'add', inside);
    const within = (...words: string[]) => ip('netns', 'exec', inside, 'ip', ...words);
    ip(
      'link',
      'add',
      outer(host),
      'netns',
      bridge,
      'type',
      'veth',
      'peer',
      'eth0',
      'netns',
      inside,
    );
    inBridge('link', 'set', outer(host), 'master', 'switch0', 'up');
    within('address', 'add', `${address(host)}/24`, 'dev', 'eth0');
    within('link', 'set', 'eth0', 'up');
    within('link', 'set', 'lo', 'up');
  }
  return {
    address,
    on: (host) => ['ip', 'netns', 'exec', namespace(host)],
    cut: (host) => inBridge('link', 'set', outer(host), 'down'),
    mend: (host) => inBridge('link', 'set', outer(host), 'up'),
    remove: () => {
      for (const each of [...HOSTS.map(namespace), bridge]) ip('netns', 'delete', each);
    },
  };
}

function ip(...words: string[]): void {
  execFileSync('ip', words, { stdio: 'ignore' });
}
