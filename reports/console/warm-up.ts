import { asDatabaseError } from '../../db/client.ts';
import { knownCampaigns } from './campaigns/known.ts';
import { gatherMorning } from './morning/gather.ts';
import type { ConsoleDeps } from './visit.ts';

/**
 * Does once, before anybody has signed in, what the first page after a start would wait for: comparing all confirmed ads,
 * and reading the morning. What cannot be read now, the page that asks for it will say.
 */
export async function warmUp(deps: ConsoleDeps): Promise<void> {
  try {
    await gatherMorning(deps, deps.clock());
    await knownCampaigns(deps);
  } catch (error) {
    const name = error instanceof Error ? error.name : '';
    if (!asDatabaseError(error)) deps.note(`console: the first pages could not be made ready: ${name}`);
  }
}
