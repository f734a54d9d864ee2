import { createServer } from 'node:http';

/** A plain red picture, 160 by 120. */
export const PHOTO = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAKAAAAB4CAMAAABCfAldAAAAA1BMVEW0KB7Cf/jfAAAACXBIWXMAAAPoAAAD6AG1e1JrAAAAKUlEQVR42u3BAQ0AAADCoPdPbQ8HFAAAAAAAAAAAAAAAAAAAAAAAAPwbS3gAAXayGO4AAAAASUVORK5CYII=',
  'base64',
);
export const OWN_ADDRESS = '203.0.113.77';
export const SECRETS = ['k3y-of-the-app', 't0ken-of-the-app', 'cookie-of-the-visitor', OWN_ADDRESS];

export interface Front {
  readonly origin: string;
  /** Paths that were asked for, in order. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

/**
 * Stands before an imitation and adds what the facts say that real pages carry: photos of the ad, cookies, tokens, and
 * the visitor's own address echoed (facts/kolesa-group.md), in JSON and inside a string of JSON.
 */
export async function startEchoingFront(behind: string): Promise<Front> {
  const asked: string[] = [];
  const server = createServer(async (request, response) => {
    const path = request.url ?? '/';
    asked.push(path);
    if (path.startsWith('/photos/')) return response.writeHead(200, { 'content-type': 'image/png' }).end(PHOTO);
    const answer = await fetch(`${behind}${path}`, { redirect: 'manual' });
    const body = await answer.text();
    const echo = `<script>window.digitalData = {"context":{"ip":"${OWN_ADDRESS}"},"appKey":"${SECRETS[0]}"};
window.state = "{\\"ipInfo\\":{\\"ip\\":\\"${OWN_ADDRESS}\\",\\"city\\":\\"Алматы\\"},\\"appToken\\":\\"${SECRETS[1]}\\"}";</script><p>Ә Ғ Қ Ң Ө Ұ Ү Һ І</p>`;
    const changed = body
      .replace('"photos":[]', '"photos":[{"src":"/photos/1.png"},{"src":"/photos/2.png"}]')
      .replace('\\"photos\\":[]', '\\"photos\\":[\\"/photos/1.png\\",\\"/photos/2.png\\"]')
      .replace('<article>', '<article><img src="/photos/1.png" alt="">')
      .replace('</body>', `${/<article>/.test(body) ? echo : ''}</body>`);
    const type = answer.headers.get('content-type') ?? 'text/html';
    response.writeHead(answer.status, { 'content-type': type, 'set-cookie': `visitor=${SECRETS[2]}; Path=/` });
    return response.end(changed);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    origin: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
