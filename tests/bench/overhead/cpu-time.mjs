import { readdirSync, readFileSync } from 'node:fs';

/** The unit of `times(2)` on Linux, whatever the kernel's own timer is: proc(5), `sysconf(_SC_CLK_TCK)`. */
const TICK_MS = 10;

/** @param {string} file */
const read = (file) => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return ''; // the process has ended meanwhile
  }
};

/**
 * Fields of /proc/PID/stat from the third on; the second, a name in brackets, may contain anything.
 *
 * @param {string} pid
 */
const statOf = (pid) => read(`/proc/${pid}/stat`).split(') ').at(-1)?.split(' ') ?? [];

/**
 * Finds the processes of a running Chromium: the browser itself, the extension's process (only its worker runs there
 * while none of its pages is open), and all of them.
 *
 * @param {string} profile the folder that identifies it
 */
export function findProcesses(profile) {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  // Children of Chromium's zygote have rewritten command lines, separated by spaces.
  const commands = new Map(pids.map((pid) => [pid, read(`/proc/${pid}/cmdline`).split(/[\0 ]/)]));
  const browser = pids.find((pid) => {
    const words = commands.get(pid) ?? [];
    return words.includes(`--user-data-dir=${profile}`) && !words.some((word) => word.startsWith('--type='));
  });
  if (!browser) throw new Error(`no Chromium runs on ${profile}`);
  const parents = new Map(pids.map((pid) => [pid, statOf(pid)[1]]));
  const isBelow = (/** @type {string | undefined} */ pid) => {
    for (let at = pid; at; at = parents.get(at)) if (at === browser) return true;
    return false;
  };
  const extension = pids.find((pid) => commands.get(pid)?.includes('--extension-process') && isBelow(pid)) ?? null;
  return { browser, extension, all: pids.filter(isBelow) };
}

/** Processor time so far, user and system, of all threads past and present. @param {string} pid @returns ms */
export function cpuMs(pid) {
  const [user = '0', system = '0'] = statOf(pid).slice(11, 13);
  return (Number(user) + Number(system)) * TICK_MS;
}

/**
 * Processor time so far of the threads that run pages' scripts, one in each page's process, by the scheduler's clock
 * (Linux, `sched-stats`: the first number is ns on the processor).
 *
 * @param {string} profile @returns ms
 */
export function pageThreadMs(profile) {
  const { all, extension } = findProcesses(profile);
  const pages = all.filter((pid) => pid !== extension && read(`/proc/${pid}/cmdline`).includes('--type=renderer'));
  return pages.reduce((sum, pid) => {
    const ns = Number(read(`/proc/${pid}/schedstat`).split(' ')[0]);
    if (!(ns > 0)) throw new Error(`no processor time is told of process ${pid}: is it a Linux with schedstat?`);
    return sum + ns / 1e6;
  }, 0);
}
