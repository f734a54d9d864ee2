import { calendarRoutes } from './calendar/routes.ts';
import { callRoutes } from './calls/routes.ts';
import { campaignRoutes } from './campaigns/routes.ts';
import { coverageRoutes } from './coverage/routes.ts';
import { figureRoutes } from './figures/routes.ts';
import { letterTextRoutes } from './letter-texts/routes.ts';
import { letterListRoutes, letterRoutes } from './letters/routes.ts';
import { liveRoutes } from './live/routes.ts';
import { logRoutes } from './log/routes.ts';
import { lookupRoutes } from './lookups/routes.ts';
import { matchRoutes } from './matches/routes.ts';
import { morningRoutes } from './morning/routes.ts';
import { numberRoutes } from './numbers/routes.ts';
import { peopleRoutes } from './people/routes.ts';
import { preferenceRoutes } from './preferences/routes.ts';
import type { Route } from './route.ts';
import { scanRoutes } from './scan/routes.ts';
import { settingsRoutes } from './settings/routes.ts';
import { signInRoutes } from './sign-in/routes.ts';

/** Every page and action there is. The navigation shows those with a menu in this order. */
export const ROUTES: readonly Route[] = [
  ...morningRoutes,
  ...scanRoutes,
  ...matchRoutes,
  ...lookupRoutes,
  ...letterListRoutes,
  ...calendarRoutes,
  ...letterTextRoutes,
  ...letterRoutes,
  ...campaignRoutes,
  ...callRoutes,
  ...coverageRoutes,
  ...figureRoutes,
  ...peopleRoutes,
  ...logRoutes,
  ...numberRoutes,
  ...settingsRoutes,
  ...preferenceRoutes,
  ...signInRoutes,
  ...liveRoutes,
];
