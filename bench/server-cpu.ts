import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const TICKS_PER_SECOND = 100;

/** Seconds of processor that the embedded server of a home has used, its processes that ended with it; 0 where nobody tells. */
export function serverCpuSeconds(home: string): number {
  if (process.platform !== 'linux') return 0;
  const postmaster = readFileSync(join(home, 'data', 'postmaster.pid'), 'utf8').split('\n')[0]!;
  let [nanoseconds, ticks] = [0, 0];
  for (const pid of readdirSync('/proc')) {
    const fields = statOf(pid);
    if (fields === undefined) continue;
    if (pid !== postmaster && fields[1] !== postmaster) continue;
    nanoseconds += runningOf(pid);
    // After the name: state, parent, ..., and from the 14th field the time of the children that ended.
    if (pid === postmaster) ticks += Number(fields[13]) + Number(fields[14]);
  }
  return nanoseconds / 1e9 + ticks / TICKS_PER_SECOND;
}

/** How long a process has run, in nanoseconds: ticks would round off what a short run costs. */
function runningOf(pid: string): number {
  try {
    return Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0]);
  } catch {
    return 0;
  }
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
