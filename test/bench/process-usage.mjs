/** Memory and CPU time of a browser's processes, from /proc (Linux; elsewhere there are no figures). */
import { readdirSync, readFileSync } from 'node:fs';

const EVERY_MS = 200;
/** Clock ticks of `/proc/<pid>/stat` per second: fixed on Linux. */
const TICKS = 100;

/**
 * Watches all processes whose command line, or an ancestor's, names the profile folder. `stop` answers the peak memory of the largest
 * process per kind in MB, and CPU seconds per kind.
 */
export function watchUsage(profile) {
  const peaks = new Map();
  const first = new Map();
  const last = new Map();
  const sample = () => {
    for (const { pid, kind, megabytes, cpuSeconds } of browserProcesses(profile)) {
      peaks.set(kind, Math.max(peaks.get(kind) ?? 0, megabytes));
      if (!first.has(pid)) first.set(pid, cpuSeconds);
      last.set(pid, { kind, cpuSeconds });
    }
  };
  sample();
  const timer = setInterval(sample, EVERY_MS);
  return {
    stop() {
      clearInterval(timer);
      sample();
      const cpuByKind = {};
      for (const [pid, { kind, cpuSeconds }] of last) {
        cpuByKind[kind] = (cpuByKind[kind] ?? 0) + cpuSeconds - first.get(pid);
      }
      return {
        peakMegabytes: Object.fromEntries([...peaks].map(([kind, megabytes]) => [kind, Math.round(megabytes)])),
        cpuByKind,
      };
    },
  };
}

function* browserProcesses(profile) {
  const all = new Map();
  for (const pid of processIds()) {
    try {
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
      // Behind the name in parentheses: state, parent, ..., user time (12th), system time, ..., resident pages.
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      const [, parent, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      const kilobytes = Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
      const cpuSeconds = (Number(fields[9]) + Number(fields[10])) / TICKS;
      all.set(pid, { command, parent, megabytes: kilobytes / 1024, cpuSeconds });
    } catch {
      // The process ended while it was looked at.
    }
  }
  for (const [pid, { command, megabytes, cpuSeconds }] of all) {
    if (!belongs(all, pid, profile)) continue;
    yield { pid, kind: /--type=([\w-]+)/.exec(command)?.[1] ?? 'browser', megabytes, cpuSeconds };
  }
}

function processIds() {
  try {
    return readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  } catch {
    return [];
  }
}

function belongs(all, pid, profile) {
  for (let at = pid; all.has(at); at = all.get(at).parent) {
    if (all.get(at).command.includes(profile)) return true;
  }
  return false;
}
