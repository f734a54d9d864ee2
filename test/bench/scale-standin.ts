import { startCrowd } from './scale-crowd.ts';

/** A stand-in in a process of its own, so that its memory and work are not counted as ours. */
const [ads = '10000', platform = 'olx'] = process.argv.slice(2);
const crowd = await startCrowd(platform === 'krisha' ? 'krisha' : 'olx', Number(ads));
process.send?.({ origin: crowd.origin });
process.on('message', () => process.send?.({ requests: crowd.requests.length }));
