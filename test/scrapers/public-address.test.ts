import { describe, expect, it } from 'vitest';
import { isPublicIp, publicAddress, tiedTo } from '../../scrapers/public-address.ts';

const PUBLIC = '93.184.215.14';

describe('only public pages of the web are read', () => {
  it.each([
    ['loopback', 'http://127.0.0.1/'],
    ['loopback in one number', 'http://2130706433/'],
    ['loopback in hex', 'http://0x7f.1/'],
    ['loopback in octal', 'http://0177.0.0.1/'],
    ['loopback by name', 'http://localhost/'],
    ['a name beneath localhost', 'http://x.localhost/'],
    ['this host', 'http://0.0.0.0/'],
    ['a private network', 'http://10.1.2.3/'],
    ['a private network', 'http://172.31.0.1/'],
    ['a private network', 'http://192.168.1.1/'],
    ['a carrier’s network', 'http://100.64.0.1/'],
    ['link-local, the clouds’ metadata', 'http://169.254.169.254/latest/meta-data/'],
    ['multicast', 'http://224.0.0.1/'],
    ['IPv6 loopback', 'http://[::1]/'],
    ['IPv6 unspecified', 'http://[::]/'],
    ['IPv4 within IPv6', 'http://[::ffff:127.0.0.1]/'],
    ['IPv4 within IPv6, in hex', 'http://[::ffff:a9fe:a9fe]/'],
    ['NAT64', 'http://[64:ff9b::7f00:1]/'],
    ['6to4', 'http://[2002:7f00:1::]/'],
    ['Teredo', 'http://[2001::1]/'],
    ['unique local', 'http://[fd00::1]/'],
    ['IPv6 link-local', 'http://[fe80::1]/'],
    ['a name of one word', 'http://router/'],
    ['an inner name', 'http://wiki.internal/'],
    ['an inner name with a dot at its end', 'http://wiki.local./'],
    ['another port', 'http://site.kz:8080/'],
    ['the other scheme’s port', 'http://site.kz:443/'],
    ['a user name', 'http://admin@site.kz/'],
    ['a password', 'http://:word@site.kz/'],
    ['another scheme', 'ftp://site.kz/'],
  ])('%s is refused: %s', async (_, address) => {
    await expect(publicAddress(new URL(address), async () => [PUBLIC])).rejects.toMatchObject({ name: 'NotPublic' });
  });

  it('a public name that stands for a private address is refused, alone or among public ones', async () => {
    const url = new URL('https://site.kz/ad');
    for (const addresses of [['127.0.0.1'], [PUBLIC, '10.0.0.1'], ['::1'], [PUBLIC, '::ffff:10.0.0.1'], []])
      await expect(publicAddress(url, async () => addresses)).rejects.toMatchObject({ name: 'NotPublic' });
    expect(await publicAddress(url, async () => [PUBLIC, '2a00:1450:4001:80b::200e'])).toBe(PUBLIC);
    expect(isPublicIp('not an address')).toBe(false);
  });

  it('the browser is tied to the address that was looked at, and finds no other name', () => {
    const rules = tiedTo(
      new Map([
        ['site.kz', PUBLIC],
        ['www.site.kz', '2a00:1450::1'],
      ]),
    );
    expect(rules).toBe(
      `--host-resolver-rules=MAP site.kz ${PUBLIC}, MAP www.site.kz [2a00:1450::1], MAP * ~NOTFOUND, EXCLUDE ${PUBLIC}, EXCLUDE [2a00:1450::1]`,
    );
  });
});
