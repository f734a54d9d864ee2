import { openHome } from '../../db/home.ts';

/** A process of its own that has a data folder open until it is killed. */
await openHome(JSON.parse(process.argv[2] ?? '{}') as Parameters<typeof openHome>[0], new Date());
process.send?.('open');
setInterval(() => undefined, 1_000);
