/** How many whole days lie from one day to another; negative for one before it. */
export const daysUntil = (today: string, day: string) =>
  Math.round((Date.parse(`${day}T00:00:00Z`) - Date.parse(`${today}T00:00:00Z`)) / 86_400_000);

/** The fewest of a whole that reach a share, or where it has to be exceeded lie above it. */
export function fewestOf(whole: number, share: string, isExceeded: boolean): number {
  const [part, all] = fractionOf(share);
  const reached = BigInt(whole) * part;
  const fewest = isExceeded ? reached / all + 1n : (reached + all - 1n) / all;
  return Number(fewest);
}

/** "1/2" and "0.6" as whole numbers over each other. */
function fractionOf(share: string): [part: bigint, all: bigint] {
  const [numerator = '0', denominator = '1'] = share.split('/');
  const [whole = '0', decimals = ''] = numerator.split('.');
  return [BigInt(`${whole}${decimals}`), BigInt(denominator) * 10n ** BigInt(decimals.length)];
}

/** The number under which an item is voted on; 0 for what is approved together, undefined for what is only heard. */
export function votedUnder(item: {
  readonly item: number;
  readonly marking: string;
  readonly pulled: boolean;
}): number | undefined {
  if (item.marking === 'information') return undefined;
  return item.marking === 'consent' && !item.pulled ? 0 : item.item;
}

/** Whether a motion may be voted on: once it is seconded, where that is needed; what is approved together needs none. */
export const isReadyForVote = (
  motion: { readonly state: string },
  rules: { readonly secondNeeded: boolean },
  item: { readonly marking: string },
): boolean => motion.state !== 'moved' || !rules.secondNeeded || item.marking === 'consent';
