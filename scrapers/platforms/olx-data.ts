import { z } from 'zod';
import { parsed, stringifiedAfter } from '../embedded-json.ts';
import type { Page } from '../page.ts';

const STATE = /window\.__PRERENDERED_STATE__\s*=\s*("(?:[^"\\]|\\.)*")/;

const named = z.looseObject({ name: z.string().nullish() });
const word = z.string().nullish();
/** One ad, as the page's state (camelCase) or the offers API (snake_case) writes it; only what is used. */
export const ad = z.looseObject({
  id: z.number().int(),
  title: z.string(),
  description: z.string().default(''),
  url: z.string().default(''),
  status: word,
  isPromoted: z.boolean().nullish(),
  createdTime: word,
  created_time: word,
  lastRefreshTime: word,
  last_refresh_time: word,
  params: z
    .array(
      z.looseObject({
        key: word,
        name: word,
        value: z.union([z.string(), z.looseObject({ label: word, value: z.unknown(), currency: word })]).nullish(),
      }),
    )
    .default([]),
  price: z
    .looseObject({ regularPrice: z.looseObject({ value: z.number().nullish(), currencyCode: word }).nullish() })
    .nullish(),
  contact: z.looseObject({ name: word, phone: z.boolean().nullish() }).nullish(),
  user: z
    .looseObject({
      id: z.union([z.number(), z.string()]).nullish(),
      name: word,
      company_name: word,
      companyName: word,
      about: word,
      created: word,
    })
    .nullish(),
  photos: z.array(z.union([z.string(), z.looseObject({ link: word })])).default([]),
  location: z.looseObject({ cityName: word, city: named.nullish() }).nullish(),
  category: z.looseObject({ id: z.number().nullish(), type: word }).nullish(),
});
export type Ad = z.infer<typeof ad>;

const state = z.looseObject({
  listing: z
    .looseObject({
      listing: z
        .looseObject({
          ads: z.array(z.unknown()),
          totalElements: z.number().nullish(),
          visibleElements: z.number().nullish(),
          totalPages: z.number().nullish(),
        })
        .nullish(),
    })
    .nullish(),
  ad: z.looseObject({ ad: z.unknown() }).nullish(),
});
const apiList = z.looseObject({
  data: z.array(z.unknown()),
  metadata: z.looseObject({
    visible_total_count: z.number().nullish(),
    promoted: z.array(z.number()).default([]),
  }),
});
const apiAd = z.looseObject({ data: z.looseObject({ id: z.number() }) });

export interface Contents {
  readonly list: NonNullable<NonNullable<z.infer<typeof state>['listing']>['listing']> | null;
  readonly ad: unknown;
  readonly apiList: z.infer<typeof apiList> | null;
  readonly via: 'state' | 'api' | 'dom';
}
/** Pages reach 4 MB and several questions are asked of each: its data are parsed once. */
const known = new WeakMap<Page, Contents>();

/** What the page carries of its ads, by the best of the three ways that serves. */
export function contentsOf(page: Page): Contents {
  const before = known.get(page);
  if (before) return before;
  const { body } = page.snapshot;
  let contents: Contents = { list: null, ad: null, apiList: null, via: 'dom' };
  if (/^\s*[[{]/.test(body)) {
    const json = parsed(body);
    const list = apiList.safeParse(json);
    const single = apiAd.safeParse(json);
    contents = { list: null, ad: single.data?.data ?? null, apiList: list.data ?? null, via: 'api' };
  } else {
    const read = state.safeParse(stringifiedAfter(body, STATE));
    const list = read.data?.listing?.listing ?? null;
    const shown = read.data?.ad?.ad ?? null;
    if (list || shown) contents = { list, ad: shown, apiList: null, via: 'state' };
  }
  known.set(page, contents);
  return contents;
}
