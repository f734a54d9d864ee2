import { campaignRoutes } from './campaigns/routes.ts';
import { coverageRoutes } from './coverage/routes.ts';
import { liveRoutes } from './live/routes.ts';
import { lookupRoutes } from './lookups/routes.ts';
import { matchRoutes } from './matches/routes.ts';
import { morningRoutes } from './morning/routes.ts';
import { numberRoutes } from './numbers/routes.ts';
import { preferenceRoutes } from './preferences/routes.ts';
import type { Route } from './route.ts';
import { signInRoutes } from './sign-in/routes.ts';

/** Every page and action there is. The navigation shows those with a menu in this order. */
export const ROUTES: readonly Route[] = [
  ...morningRoutes,
  ...matchRoutes,
  ...lookupRoutes,
  ...campaignRoutes,
  ...coverageRoutes,
  ...numberRoutes,
  ...preferenceRoutes,
  ...signInRoutes,
  ...liveRoutes,
];
