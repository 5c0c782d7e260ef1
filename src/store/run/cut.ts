/** Partitions come in rounds of as many as are under way at once, so that none is left for the end; but no tiny ones. */
const PARTITIONS_AT_ONCE = 3;
const FEWEST_LINES = 4_000;

/** Neighbouring subscribers who are decided together, with the number of their lines. */
export interface Weighed {
  readonly from: number;
  readonly to: number;
  readonly lines: number;
}

/** Cuts what is decided together, in order of subscribers, into partitions of about so many lines at most, as even as can be. */
export function cutByWeight(weighed: readonly Weighed[], linesPerPartition: number): Weighed[] {
  const total = weighed.reduce((sum, { lines }) => sum + lines, 0);
  const needed = Math.ceil(total / linesPerPartition);
  const inRounds = Math.ceil(needed / PARTITIONS_AT_ONCE) * PARTITIONS_AT_ONCE;
  const partitions = Math.max(needed, Math.min(inRounds, Math.floor(total / FEWEST_LINES)));
  const cuts: { from: number; to: number; lines: number }[] = [];
  let before = 0;
  for (const { from, to, lines } of weighed) {
    const last = cuts.at(-1);
    // What is decided together goes where its middle lies.
    if (last === undefined || (before + lines / 2) * partitions >= total * cuts.length)
      cuts.push({ from, to, lines });
    else {
      last.to = to;
      last.lines += lines;
    }
    before += lines;
  }
  return cuts;
}
