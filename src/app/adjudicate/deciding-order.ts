import type { StagedClaims } from '../ports/run.ts';

/** The places of claims in the order in which they are decided: by subscriber, received day and number. */
export function decidingOrder(staged: StagedClaims): Uint32Array {
  const { claims: count, subscriberId, receivedDay, claimId } = staged;
  const compare = (a: number, b: number) =>
    subscriberId[a]! - subscriberId[b]! || receivedDay[a]! - receivedDay[b]! || claimId[a]! - claimId[b]!;
  const order = packedOrder(staged) ?? Uint32Array.from({ length: count }, (_, place) => place);
  for (let at = 1; at < count; at += 1) {
    if (compare(order[at - 1]!, order[at]!) > 0) return order.sort(compare);
  }
  return order;
}

/**
 * The same but for claims of one subscriber and day, which stay as they come, and quickly: each as one whole number,
 * sorted by the machine. Undefined where the numbers would not be exact.
 */
function packedOrder({ claims: count, subscriberId, receivedDay }: StagedClaims): Uint32Array | undefined {
  let [low, high, first, last] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let place = 0; place < count; place += 1) {
    const subscriber = subscriberId[place]!;
    const day = receivedDay[place]!;
    if (subscriber < low) low = subscriber;
    if (subscriber > high) high = subscriber;
    if (day < first) first = day;
    if (day > last) last = day;
  }
  const days = last - first + 1;
  if (count === 0 || (high - low + 1) * days * count > Number.MAX_SAFE_INTEGER) return undefined;
  const keys = new Float64Array(count);
  for (let place = 0; place < count; place += 1)
    keys[place] = ((subscriberId[place]! - low) * days + (receivedDay[place]! - first)) * count + place;
  keys.sort();
  const order = new Uint32Array(count);
  for (let at = 0; at < count; at += 1) order[at] = keys[at]! % count;
  return order;
}
