import type { StagedClaims } from '../ports/run.ts';

/** Subscribers' numbers may be so many times sparser than claims for places to be counted. */
const SPARSEST = 16;

/** The places of claims in the order in which they are decided: by subscriber, received day and number. */
export function decidingOrder(staged: StagedClaims): Uint32Array {
  const { claims: count, subscriberId, receivedDay, claimId } = staged;
  const compare = (a: number, b: number) =>
    subscriberId[a]! - subscriberId[b]! || receivedDay[a]! - receivedDay[b]! || claimId[a]! - claimId[b]!;
  const order = bySubscriber(subscriberId);
  for (let at = 1; at < count; at += 1) {
    if (compare(order[at - 1]!, order[at]!) > 0) return order.sort(compare);
  }
  return order;
}

/**
 * Places by subscriber, else as they come: found by counting, as claims mostly come in the order in which they were
 * received. Where subscribers are too far apart to count, all places as they come.
 */
function bySubscriber(subscriberId: Float64Array): Uint32Array {
  const count = subscriberId.length;
  const order = new Uint32Array(count);
  let [low, high] = [Infinity, -Infinity];
  for (let place = 0; place < count; place += 1) {
    order[place] = place;
    const subscriber = subscriberId[place]!;
    if (subscriber < low) low = subscriber;
    if (subscriber > high) high = subscriber;
  }
  if (count === 0 || high - low > SPARSEST * count) return order;
  const next = new Uint32Array(high - low + 2);
  for (let place = 0; place < count; place += 1) next[subscriberId[place]! - low + 1]! += 1;
  for (let at = 1; at < next.length; at += 1) next[at]! += next[at - 1]!;
  for (let place = 0; place < count; place += 1) {
    const subscriber = subscriberId[place]! - low;
    order[next[subscriber]!] = place;
    next[subscriber]! += 1;
  }
  return order;
}
