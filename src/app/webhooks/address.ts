import { BlockList, isIP } from 'node:net';
import { type Refusal, refuse } from '../../core/refusal.ts';
import { EnvironmentFailure } from '../failure.ts';

/** Addresses that are nobody's on the Internet: whoever names them means a machine beside ours. */
const PRIVATE: readonly string[] = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12'],
  ...['192.0.0.0/24', '192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15'],
  ...['198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'],
  // Of IPv6 all but what is given out (2000::/3), and of that the ranges for documents, Teredo and 6to4.
  ...['::/3', '4000::/2', '8000::/1', '2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'],
];

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Says of an address whether something may be sent there: none of a private network but those that the operator allows. */
export function addressGuard(allowed: readonly string[]): (address: string) => boolean {
  const [refused, exceptions] = [listsOf(PRIVATE), listsOf(allowed)];
  return (address) => {
    const plain = withoutMapping(address);
    const family = familyOf(plain);
    return (
      isIP(plain) !== 0 && (!refused[family].check(plain, family) || exceptions[family].check(plain, family))
    );
  };
}

/** Settings that name private networks which may be reached: by webhooks, and to ask witnesses. */
export type NetworkSetting = 'POOLBOOK_WEBHOOK_NETWORKS' | 'POOLBOOK_WITNESS_NETWORKS';

/** The networks of a setting such as "10.1.0.0/16, 127.0.0.0/8". Fails with `wrong_setting` on what is none. */
export function networksOf(setting: NetworkSetting, environment: NodeJS.ProcessEnv = process.env): string[] {
  const networks = (environment[setting] ?? '')
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
  for (const network of networks) {
    const [address = '', bits = ''] = network.split('/');
    const most = isIP(address) === 6 ? 128 : 32;
    if (isIP(address) !== 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= most) continue;
    throw new EnvironmentFailure(
      'wrong_setting',
      `${setting} names ${network}, which is no network.`,
      'Write networks such as 10.1.0.0/16 with commas between, or unset it.',
    );
  }
  return networks;
}

/** What an endpoint may be: `https`, or `http` on this very machine, without a name and password in it. */
export function endpointRefusal(text: string): Refusal | undefined {
  const url = URL.parse(text);
  const expected = 'an https address, without a name and password';
  if (url === null || url.username !== '' || url.password !== '')
    return refuse('wrong_type', 'url', expected, text);
  if (url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.has(url.hostname))) return undefined;
  return refuse('wrong_type', 'url', expected, text);
}

type Family = 'ipv4' | 'ipv6';

const familyOf = (address: string): Family => (isIP(address) === 6 ? 'ipv6' : 'ipv4');

/** By family: a network of IPv6 that holds the mapped addresses of IPv4 would be taken to hold those of IPv4 too. */
function listsOf(networks: readonly string[]): Readonly<Record<Family, BlockList>> {
  const lists = { ipv4: new BlockList(), ipv6: new BlockList() };
  for (const network of networks) {
    const [address, bits] = network.split('/') as [string, string];
    lists[familyOf(address)].addSubnet(address, Number(bits), familyOf(address));
  }
  return lists;
}

/** An address of IPv4 that is written as one of IPv6 is still that one. */
function withoutMapping(address: string): string {
  return /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
}
