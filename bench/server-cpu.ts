import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const TICKS_PER_SECOND = 100;

/** Seconds of processor that the embedded server of a home has used, its processes that ended with it; 0 where nobody tells. */
export function serverCpuSeconds(home: string): number {
  if (process.platform !== 'linux') return 0;
  const postmaster = readFileSync(join(home, 'data', 'postmaster.pid'), 'utf8').split('\n')[0]!;
  let ticks = 0;
  for (const pid of readdirSync('/proc')) {
    const fields = statOf(pid);
    if (fields === undefined) continue;
    // After the name: state, parent, ..., then user, system, and both of the children that ended.
    const used = fields.slice(11, 15).map(Number);
    if (pid === postmaster) ticks += used[0]! + used[1]! + used[2]! + used[3]!;
    else if (fields[1] === postmaster) ticks += used[0]! + used[1]!;
  }
  return ticks / TICKS_PER_SECOND;
}

function statOf(pid: string): string[] | undefined {
  if (!/^\d+$/.test(pid)) return undefined;
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}
