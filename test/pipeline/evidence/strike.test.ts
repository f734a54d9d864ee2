import { describe, expect, it } from 'vitest';
import { createStriker } from '../../../pipeline/evidence/strike.ts';
import type { Exchange } from '../../../scrapers/shown-page.ts';

const striking = (text: string) => createStriker([text], ['127.0.0.1']).text(text);

describe('what is ours is struck before anything is written', () => {
  it.each([
    ['a token in JSON', '{"appToken":"abc","id":7}', '{"appToken":"[struck]","id":7}'],
    ['one with an escaped quote in it', '{"appKey":"a\\"b","id":7}', '{"appKey":"[struck]","id":7}'],
    [
      'one in JSON inside a string',
      '"{\\"appKey\\":\\"abc\\",\\"id\\":7}"',
      '"{\\"appKey\\":\\"[struck]\\",\\"id\\":7}"',
    ],
    ['an assignment', "window.accessToken = 'abc';", "window.accessToken = '[struck]';"],
    ['an object', 'window.appKey = {"x": {"y": 1}};', 'window.appKey = "[struck]";'],
    ['a number', '{"sessionId": 12345, "id": 7}', '{"sessionId": "[struck]", "id": 7}'],
    ['a form’s token', '<meta name="csrf-token" content="abc">', '<meta name="csrf-token" content="[struck]">'],
    [
      'the visitor’s own address, wherever it stands',
      '{"ip":"203.0.113.9"} <p>203.0.113.9</p>',
      '{"ip":"[struck]"} <p>[struck]</p>',
    ],
    ['and one of the newer kind', '{"clientIp":"2001:db8::7"}', '{"clientIp":"[struck]"}'],
  ])('%s', (_, given, left) => expect(striking(given)).toBe(left));

  it.each([
    ['the number and the text of the ad', '{"description":"Звоните +77091234501, цена 90000"}'],
    ['a program’s own variable', 'const accessToken = readToken(); f({ appKey: appKey })'],
    ['the platform’s own address', '{"ip":"127.0.0.1","url":"http://127.0.0.1:4001/"}'],
    ['a word that only begins so', '{"appKeyboard":"qwerty"}'],
  ])('%s stays', (_, given) => expect(striking(given)).toBe(given));

  it('cookies and sign-in data go from both sides of an exchange, and tokens from its address', () => {
    const striker = createStriker([], []);
    const exchange: Exchange = {
      kind: 'resource',
      method: 'GET',
      url: 'https://krisha.kz/a/ajaxPhones?id=7&captchaTokenV3=abc',
      requestHeaders: [
        ['Cookie', 'krssid=1'],
        ['Authorization', 'Bearer abc'],
        ['Referer', 'https://krisha.kz/?token=abc'],
      ],
      status: 200,
      statusText: 'OK',
      headers: [
        ['Set-Cookie', 'a=abc'],
        ['Content-Type', 'application/json'],
      ],
      body: Buffer.from('{"phones":["+7 709 123 45 01"],"csrf_token":"abc"}'),
      at: '2026-11-24T00:00:00.000Z',
    };
    const struck = striker.exchange(exchange);
    expect(JSON.stringify({ ...struck, body: struck.body?.toString() })).not.toMatch(/abc|krssid/);
    expect(struck.body?.toString()).toContain('+7 709 123 45 01');
    expect(Object.fromEntries(striker.strikes().map(({ what, count }) => [what, count]))).toEqual({
      cookie: 2,
      'sign-in data': 1,
      token: 3,
    });
  });

  it('a picture stays byte for byte', () => {
    const body = Buffer.from('\x89PNG "appKey":"abc"', 'latin1');
    const exchange = {
      kind: 'photo',
      method: 'GET',
      url: 'https://x.kz/',
      requestHeaders: [],
      status: 200,
      statusText: '',
      headers: [['content-type', 'image/png']],
      body,
      at: '',
    } as const;
    expect(createStriker([], []).exchange(exchange).body).toBe(body);
  });
});
