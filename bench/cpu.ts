import { secondsOf } from './line.ts';
import { serverCpuSeconds } from './server-cpu.ts';

/** What some work took: seconds on the clock, and of processor in this process and in the server. */
export interface Used {
  readonly seconds: number;
  readonly node: number;
  readonly server: number;
}

/** Measures work that the server of a home takes part in. */
export async function cpuOf(home: string, work: () => unknown): Promise<Used> {
  const [before, serverBefore] = [process.cpuUsage(), serverCpuSeconds(home)];
  const seconds = await secondsOf(work);
  const { user, system } = process.cpuUsage(before);
  return { seconds, node: (user + system) / 1e6, server: serverCpuSeconds(home) - serverBefore };
}
