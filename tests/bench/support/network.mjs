import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { promisify } from 'node:util';
import { openPhoneLink } from './phone-link.mjs';

const run = promisify(execFile);

/** What the two namespaces need of the machine, by the Debian package that has it. */
const TOOLS = {
  ip: 'iproute2',
  'iptables-restore': 'iptables',
  'iptables-save': 'iptables',
  ethtool: 'ethtool',
  perl: 'perl-base',
};

/** Any address below this prefix belongs to the server's namespace, so that each host can have one of its own. */
const POOL = '10.77.0.0/16';
/** The server's end of the link: no host's, but what is there besides the server has it. */
export const GATEWAY = '10.77.255.254';
const BROWSER = '10.77.255.253';
/** What an interface counts of each packet besides IP, by the sort of link: TUN devices have no Ethernet. */
const HEADER_BYTES = { veth: 14, phone: 0 };

/**
 * What a link brings at most, either way, and how long there and back takes at the least; absent: as fast as it goes.
 *
 * @typedef {{ mbit?: number | null, rtt?: number | null }} LinkPace Mbit/s and ms
 */

/** @param {string} tool */
export function isInstalled(tool) {
  try {
    execFileSync('sh', ['-c', `command -v ${tool}`], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/**
 * Why this machine cannot carry the two namespaces, in words for the person who runs the bench; empty where it can.
 *
 * @returns {string[]}
 */
export function missingForNetwork() {
  if (process.platform !== 'linux') return ['Linux network namespaces'];
  if (process.getuid?.() !== 0) return ['root: network namespaces and packet counters are root’s'];
  return Object.entries(TOOLS).flatMap(([tool, pkg]) => (isInstalled(tool) ? [] : [`${tool} (Debian package ${pkg})`]));
}

/** The address of the nth host of a run; 254 in each of 254 blocks. @param {number} n */
export function addressOf(n) {
  return `10.77.${1 + Math.floor(n / 254)}.${1 + (n % 254)}`;
}

/**
 * Two network namespaces joined by a link: all of the pool's addresses answer in `server`, `browser` has a single one.
 * The link is a veth pair, or where it is held to a pace a phone's (see `phone-link.pl`). Packets leave as a carrier would
 * see them: no segmentation offload on either end, none joined where they arrive, and no tail loss probes (RFC 8985),
 * which on a link without delay retransmit what was never lost.
 *
 * @param {string} id unique among the runs on this machine, at most 8 characters
 * @param {LinkPace} [pace]
 */
export function createNetwork(id, { mbit = null, rtt = null } = {}) {
  const server = `dg-${id}-s`;
  const browser = `dg-${id}-b`;
  const links = [
    { namespace: server, link: `dg${id}s`, address: GATEWAY },
    { namespace: browser, link: `dg${id}b`, address: BROWSER },
  ];
  const kind = /** @type {keyof typeof HEADER_BYTES} */ (mbit === null && rtt === null ? 'veth' : 'phone');
  const ip = (/** @type {string[]} */ ...args) => execFileSync('ip', args, { stdio: ['ignore', 'pipe', 'pipe'] });

  return {
    server,
    browser,
    link: `dg${id}b`,
    headerBytes: HEADER_BYTES[kind],

    async open() {
      mkdirSync(`/etc/netns/${browser}`, { recursive: true });
      for (const { namespace } of links) ip('netns', 'add', namespace);
      if (kind === 'phone') await openPhoneLink(links, { mbit: mbit ?? 0, rtt: rtt ?? 0 });
      else ip('link', 'add', `dg${id}s`, 'netns', server, 'type', 'veth', 'peer', 'name', `dg${id}b`, 'netns', browser);
      for (const { namespace, link, address } of links) {
        const inside = (/** @type {string[]} */ ...args) => ip('netns', 'exec', namespace, ...args);
        inside('sysctl', '-qw', 'net.ipv4.tcp_early_retrans=0');
        inside('sysctl', '-qw', 'net.ipv6.conf.all.disable_ipv6=1', 'net.ipv6.conf.default.disable_ipv6=1');
        if (kind === 'veth') inside('ethtool', '-K', link, 'tso', 'off', 'gso', 'off', 'gro', 'off');
        ip('-n', namespace, 'link', 'set', 'lo', 'up');
        ip('-n', namespace, 'address', 'add', `${address}/30`, 'dev', link);
        ip('-n', namespace, 'link', 'set', link, 'up');
      }
      ip('-n', server, 'route', 'add', 'local', POOL, 'dev', 'lo', 'metric', '2048');
      ip('-n', browser, 'route', 'add', POOL, 'via', GATEWAY);
    },

    /** Ends whatever still runs inside, and leaves nothing of the network behind. May be called at any state. */
    close() {
      for (const { namespace } of links) {
        try {
          for (const pid of ip('netns', 'pids', namespace).toString().split('\n')) {
            if (pid) process.kill(Number(pid), 'SIGKILL');
          }
        } catch {
          // Gone by itself in the meantime, or never made.
        }
        try {
          ip('netns', 'delete', namespace);
        } catch {
          // Never made.
        }
      }
      rmSync(`/etc/netns/${browser}`, { recursive: true, force: true });
    },
  };
}

/** @typedef {{ down: number, up: number, packets: { down: number, up: number } }} HostBytes of one address */

/** @type {Readonly<HostBytes>} */
export const NO_BYTES = { down: 0, up: 0, packets: { down: 0, up: 0 } };

/**
 * Counts IP bytes, for each address apart, always where they arrive: Linux cuts what it sends into packets only after the
 * hooks of its sender have seen it, offloads or not.
 *
 * @param {{ server: string, browser: string, link: string, headerBytes: number }} network `link`: the browser's end
 */
export function createCounters({ server, browser, link, headerBytes }) {
  const ends = /** @type {const} */ ([
    { namespace: browser, way: 'down', match: '-s' },
    { namespace: server, way: 'up', match: '-d' },
  ]);

  /** At the browser's interface, whoever it is from. @param {'rx' | 'tx'} way */
  async function interfaceBytes(way) {
    const of = (/** @type {string} */ what) => `/sys/class/net/${link}/statistics/${way}_${what}`;
    const { stdout } = await run('ip', ['netns', 'exec', browser, 'cat', of('bytes'), of('packets')]);
    const [bytes = 0, packets = 0] = stdout.trim().split('\n').map(Number);
    return bytes - packets * headerBytes;
  }

  return {
    /** From here on; what was counted before is forgotten. @param {Iterable<string>} addresses */
    watch(addresses) {
      const list = [...addresses];
      for (const { namespace, match } of ends) {
        const rules = list.map((address) => `-A INPUT ${match} ${address} -j ACCEPT`);
        const table = ['*filter', ':INPUT ACCEPT', ':FORWARD ACCEPT', ':OUTPUT ACCEPT', ...rules, 'COMMIT', ''];
        execFileSync('ip', ['netns', 'exec', namespace, 'iptables-restore'], { input: table.join('\n') });
      }
    },

    /**
     * What crossed so far: `hosts` by address, `down` and `up` at the interface itself, whoever it came from.
     *
     * @returns {Promise<{ hosts: Map<string, HostBytes>, down: number, up: number }>} IP bytes
     */
    async read() {
      const hosts = new Map();
      for (const { namespace, way } of ends) {
        const { stdout } = await run('ip', ['netns', 'exec', namespace, 'iptables-save', '-c', '-t', 'filter']);
        for (const [, packets, bytes, address] of stdout.matchAll(/^\[(\d+):(\d+)\] -A INPUT -[sd] ([\d.]+)/gm)) {
          const row = hosts.get(address) ?? { ...NO_BYTES, packets: { down: 0, up: 0 } };
          row[way] = Number(bytes);
          row.packets[way] = Number(packets);
          hosts.set(address, row);
        }
      }
      return { hosts, down: await interfaceBytes('rx'), up: await interfaceBytes('tx') };
    },
  };
}
