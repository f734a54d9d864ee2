import { lookup } from 'node:dns';
import { BlockList, isIP, isIPv4, type LookupFunction } from 'node:net';
import { isLoopbackHost } from './origins.ts';

/** An address that must not be asked: not a public page of the web. The message names the rule, never the address. */
export class NotPublic extends Error {
  override readonly name = 'NotPublic';
}

/** Every address a host name stands for. */
export type ResolveHost = (host: string) => Promise<readonly string[]>;

/** RFC 6890 and its registry: addresses that are not of the public internet. */
const PRIVATE_V4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const;
/** Within 2000::/3, all that is given out: Teredo, documentation, and 6to4 carry or stand for other addresses. */
const SPECIAL_V6 = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const;
const INNER_NAMES =
  /(?:^|\.)(?:localhost|local|internal|intranet|lan|home|corp|home\.arpa|onion|test|invalid|example)$/;

const privateV4 = new BlockList();
for (const [net, bits] of PRIVATE_V4) privateV4.addSubnet(net, bits, 'ipv4');
const specialV6 = new BlockList();
for (const [net, bits] of SPECIAL_V6) specialV6.addSubnet(net, bits, 'ipv6');
const givenOutV6 = new BlockList();
givenOutV6.addSubnet('2000::', 3, 'ipv6');

/** Whether an IP address (no brackets) is one of the public internet. */
export function isPublicIp(address: string): boolean {
  if (isIPv4(address)) return !privateV4.check(address, 'ipv4');
  return isIP(address) === 6 && givenOutV6.check(address, 'ipv6') && !specialV6.check(address, 'ipv6');
}

/**
 * The one address at which a public web page may be asked for: the browser is then tied to it, so that a second answer
 * of the name server changes nothing. Throws NotPublic for anything but http(s) on its usual port, without a user name,
 * on a host all of whose addresses are public.
 */
export async function publicAddress(url: URL, resolve: ResolveHost): Promise<string> {
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw new NotPublic('only http and https are read');
  if (url.username !== '' || url.password !== '') throw new NotPublic('the address carries a user name');
  // The URL parser leaves the port out when it is the scheme's own.
  if (url.port !== '') throw new NotPublic('the address names an unusual port');
  const host = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  if (isIP(host) === 0 && (!host.includes('.') || INNER_NAMES.test(host)))
    throw new NotPublic('the host is not a public name');
  const addresses = isIP(host) === 0 ? await resolve(host) : [host];
  const [first] = addresses;
  if (first === undefined) throw new NotPublic('the host has no address');
  if (!addresses.every(isPublicIp)) throw new NotPublic('the host is not on the public internet');
  return first;
}

/**
 * How a client of a platform finds the address of a host: as the system does, but a name that stands for an address
 * which is not of the public internet has none. Only loopback by its own name is let through, for imitations.
 */
export function publicLookup(find: LookupFunction = lookup): LookupFunction {
  return (host, options, answer) =>
    find(host, options, (error, found, family) => {
      const addresses = typeof found === 'string' ? [found] : (found ?? []).map(({ address }) => address);
      const isPublic = isLoopbackHost(host) || addresses.every(isPublicIp);
      if (error || isPublic) answer(error, found, family);
      else answer(Object.assign(new NotPublic('the host is not on the public internet'), { code: 'ENOTPUBLIC' }), []);
    });
}

/** Chromium's own switch that ties each host name to one address and lets it find no other. */
export function tiedTo(addresses: ReadonlyMap<string, string>): string {
  const bracketed = [...addresses].map(([host, address]) => [host, address.includes(':') ? `[${address}]` : address]);
  const rules = bracketed.map(([host, address]) => `MAP ${host} ${address}`);
  const kept = [...new Set(bracketed.map(([, address]) => `EXCLUDE ${address}`))];
  return `--host-resolver-rules=${[...rules, 'MAP * ~NOTFOUND', ...kept].join(', ')}`;
}
