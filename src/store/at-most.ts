/** Lets works begin. */
export type Gate = <Result>(work: () => Promise<Result>) => Promise<Result>;

/** Lets every work begin at once. */
export const OPEN: Gate = (work) => work();

/** Lets so many works be under way at once; the others begin in the order they came, each when one has ended, however it did. */
export function atMost(most: number): Gate {
  let underWay = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (underWay < most) underWay += 1;
    else await new Promise<void>((begin) => waiting.push(begin));
    try {
      return await work();
    } finally {
      // Who begins next takes the place over.
      const next = waiting.shift();
      if (next === undefined) underWay -= 1;
      else next();
    }
  };
}
