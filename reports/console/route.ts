import type { Role } from '../../db/schema/accounts.ts';
import type { InLanguages } from '../language.ts';
import type { StaffVisit, Visit } from './visit.ts';

/** The least that somebody must be to be let in. `nobody`: everyone, signed in or not. */
export type Least = 'nobody' | Role;
const RANK: Readonly<Record<Least, number>> = { nobody: 0, reviewer: 1, approver: 2, admin: 3 };

/** Part of the navigation in which a page stands. */
export const MENU_GROUPS = ['today', 'work', 'records', 'office'] as const;
export type MenuGroup = (typeof MENU_GROUPS)[number];

interface RouteOptions {
  /** Stands in the navigation, in the order of the table. */
  readonly menu?: MenuGroup;
  /** Largest body taken, where a file comes with the form. */
  readonly bytes?: number;
  /** Asked for by a page, not by a person: keeps no session alive. */
  readonly quiet?: true;
}

/** One line of the table that the server, the navigation and the tests read. */
export interface Route extends RouteOptions {
  readonly method: 'GET' | 'POST';
  /** As hono writes it: `/matches/:match`. */
  readonly path: string;
  readonly least: Least;
  /** Of the page; of an action, what it does. */
  readonly title: InLanguages;
  /** Throws Refused, RecordError and DatabaseError: each becomes a page in the user's language. */
  readonly handle: (visit: StaffVisit) => Promise<Response>;
}

type Handler<V> = (visit: V) => Promise<Response>;

/** A page or an action for staff. Of a POST the origin and the CSRF token have been checked. */
export function staffRoute(
  method: Route['method'],
  path: string,
  least: Role,
  title: InLanguages,
  handle: Handler<StaffVisit>,
  options: RouteOptions = {},
): Route {
  return { method, path, least, title, handle, ...options };
}

/** The same for everyone: `visit.user` may be null. */
export function openRoute(
  method: Route['method'],
  path: string,
  title: InLanguages,
  handle: Handler<Visit>,
  options: RouteOptions = {},
): Route {
  return { method, path, least: 'nobody', title, handle, ...options };
}

export function mayEnter(role: Role | null, least: Least): boolean {
  return RANK[role ?? 'nobody'] >= RANK[least];
}
