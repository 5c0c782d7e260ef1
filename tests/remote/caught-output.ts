/** What was written to the standard streams since it was last emptied, by their numbers. */
export const written = { 1: '', 2: '' };

/** `node:fs` with its writes to the standard streams caught. */
export function caughtOutput<T extends typeof import('node:fs')>(fs: T): T {
  const writeSync = (descriptor: number, bytes: Buffer, at: number) => {
    if (descriptor !== 1 && descriptor !== 2) return fs.writeSync(descriptor, bytes, at);
    written[descriptor] += bytes.subarray(at).toString();
    return bytes.length - at;
  };
  return { ...fs, writeSync };
}
