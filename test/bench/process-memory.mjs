/** Peak resident memory of a browser and its processes by kind, from /proc (Linux; elsewhere all figures are 0). */
import { readdirSync, readFileSync } from 'node:fs';

const EVERY_MS = 200;

/** Watches all processes whose command line or whose ancestors' names the profile folder. Answers MB per kind when stopped. */
export function watchMemory(profile) {
  const peaks = new Map();
  const sample = () => {
    const now = new Map();
    for (const { kind, megabytes } of browserProcesses(profile)) now.set(kind, (now.get(kind) ?? 0) + megabytes);
    for (const [kind, megabytes] of now) peaks.set(kind, Math.max(peaks.get(kind) ?? 0, megabytes));
  };
  const timer = setInterval(sample, EVERY_MS);
  return {
    stop() {
      clearInterval(timer);
      return Object.fromEntries([...peaks].map(([kind, megabytes]) => [kind, Math.round(megabytes)]));
    },
  };
}

function* browserProcesses(profile) {
  let names;
  try {
    names = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  } catch {
    return;
  }
  const all = new Map();
  for (const pid of names) {
    try {
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
      const status = readFileSync(`/proc/${pid}/status`, 'utf8');
      const parent = /^PPid:\s+(\d+)/m.exec(status)?.[1];
      const kilobytes = Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0);
      all.set(pid, { command, parent, megabytes: kilobytes / 1024 });
    } catch {
      // The process ended while it was looked at.
    }
  }
  for (const [pid, { command, megabytes }] of all) {
    if (belongs(all, pid, profile)) yield { kind: /--type=([\w-]+)/.exec(command)?.[1] ?? 'browser', megabytes };
  }
}

function belongs(all, pid, profile) {
  for (let at = pid; all.has(at); at = all.get(at).parent) {
    if (all.get(at).command.includes(profile)) return true;
  }
  return false;
}
