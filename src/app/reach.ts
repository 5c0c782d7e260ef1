import { lookup } from 'node:dns';
import { isIP } from 'node:net';
import type { Reach } from './ports/reach.ts';
import { addressGuard } from './webhooks/address.ts';

/**
 * Lets requests go into the Internet, and into those private networks that the operator allows. What a name means is looked
 * up once and held to that at the very moment of connecting, so that no name can mean one machine when it is checked and
 * another when it is reached.
 */
export function reachWithin(networks: readonly string[]): Reach {
  const mayReach = addressGuard(networks);
  return {
    refusal: (url) => {
      const literal = new URL(url).hostname.replace(/^\[|\]$/g, '');
      return isIP(literal) === 0 || mayReach(literal) ? undefined : forbidden(literal);
    },
    lookup: (hostname, options, callback) => {
      lookup(hostname, { ...options, all: true }, (error, addresses) => {
        if (error !== null) return callback(error, '', 0);
        const refused = addresses.find(({ address }) => !mayReach(address));
        if (refused !== undefined) return callback(outOfReach(refused.address), '', 0);
        if (options.all === true) return callback(null, addresses);
        const [first] = addresses;
        return callback(null, first!.address, first!.family);
      });
    },
  };
}

const forbidden = (address: string) => `${address} is in a private network that the operator has not allowed`;

const outOfReach = (address: string) =>
  Object.assign(new Error(forbidden(address)), { code: 'OUT_OF_REACH' });
