import { calendarRoutes } from './calendar/routes.ts';
import { figureRoutes } from './figures/routes.ts';
import { letterTextRoutes } from './letter-texts/routes.ts';
import { letterListRoutes, letterRoutes } from './letters/routes.ts';
import { liveRoutes } from './live/routes.ts';
import { morningRoutes } from './morning/routes.ts';
import { numberRoutes } from './numbers/routes.ts';
import { preferenceRoutes } from './preferences/routes.ts';
import type { Route } from './route.ts';
import { signInRoutes } from './sign-in/routes.ts';

/** Every page and action there is. The navigation shows those with a menu in this order. */
export const ROUTES: readonly Route[] = [
  ...morningRoutes,
  ...letterListRoutes,
  ...calendarRoutes,
  ...letterTextRoutes,
  ...letterRoutes,
  ...figureRoutes,
  ...numberRoutes,
  ...preferenceRoutes,
  ...signInRoutes,
  ...liveRoutes,
];
