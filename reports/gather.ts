import { z } from 'zod';
import type { Organisation } from '../config.ts';
import { almatyDate } from '../db/almaty-time.ts';
import { type Capture, capturesOf } from '../db/captures.ts';
import { covers, governingConsent } from '../db/consents.ts';
import type { Db } from '../db/database.ts';
import { matchWithListing } from '../db/matches.ts';
import { findNotice, noticeWithContent } from '../db/notices.ts';
import { type ActiveNumber, activeNumbers } from '../db/numbers.ts';
import { findPerson } from '../db/people.ts';
import type { Language } from '../db/schema/language.ts';
import type { NoticeKind } from '../db/schema/notices.ts';
import { shortName } from '../db/short-name.ts';
import type { Vault } from '../db/vault.ts';
import type { LegalContact } from '../scrapers/adapter.ts';
import { addresseeOf, RESPONSIBLE_FOR_DATA } from './addressees.ts';
import { type CallLog, storedCallLog } from './call-log.ts';
import { KINDS } from './kinds.ts';
import { type LetterContent, letterContent } from './letter-content.ts';
import { LetterError } from './letter-problem.ts';

export interface GatherDeps {
  readonly db: Db;
  readonly vault: Vault;
  readonly clock: () => Date;
  readonly organisation: Organisation;
  readonly platforms: readonly LetterPlatform[];
}

export interface LetterPlatform {
  readonly id: string;
  readonly name: string;
  readonly legal: LegalContact;
}

export interface LetterWanted {
  readonly kind: NoticeKind;
  readonly language: Language;
  /** A platform's id, or an entry of the directory of addressees. */
  readonly addressee: string;
  readonly matchIds: readonly number[];
  /** The notice that this one reminds of, follows or renews. */
  readonly followsId: number | null;
  /** `null`: of a letter to the police, what staff noted in the call log. */
  readonly calls: CallLog | null;
}

const titled = z.object({ title: z.string() });

/**
 * Everything a letter is written from, as it stands now. Throws LetterError when the wanted letter cannot be: a number is
 * not protected any more, the consent does not cover this kind, the addressee or an earlier letter is not the right one.
 */
export async function gather(
  deps: GatherDeps,
  wanted: LetterWanted,
  active: ReadonlyMap<number, ActiveNumber>,
): Promise<LetterContent> {
  const kind = KINDS[wanted.kind];
  if (kind.ads === 'required' && wanted.matchIds.length === 0)
    throw new LetterError('needs-match', `a letter of the kind ${wanted.kind} needs at least one match`);
  const ads: LetterContent['ads'] = [];
  const numberIds: number[] = [];
  for (const id of wanted.matchIds) {
    const match = await matchWithListing(deps.db, deps.vault, id);
    if (!match) throw new LetterError('no-record', `no match ${shortName('m', id)}`, shortName('m', id));
    if (match.listing === null)
      throw new LetterError(
        'not-protected',
        `what was known of ${shortName('m', id)} is destroyed`,
        shortName('m', id),
      );
    const { adId, url, numberId, firstSeenAt, lastSeenAt } = match;
    const proof = (await capturesOf(deps.db, deps.vault, match.platform, adId)).findLast(
      ({ state, purpose }) => state === 'complete' && purpose === 'match',
    );
    const { title } = titled.parse(match.listing);
    ads.push({
      matchId: id,
      platformId: match.platform,
      adId,
      url,
      title,
      numberId,
      firstSeenAt,
      lastSeenAt,
      capture: captureOf(proof),
    });
    if (!numberIds.includes(numberId)) numberIds.push(numberId);
  }
  const people = await peopleOf(deps, wanted, kind.number === 'none' ? [] : numberIds, active);
  const platformIds =
    kind.to === 'platform' ? [wanted.addressee] : [...new Set(ads.map(({ platformId }) => platformId))];
  return {
    kind: wanted.kind,
    language: wanted.language,
    date: almatyDate(deps.clock()),
    organisation: deps.organisation,
    addressee: addresseeIn(deps, wanted),
    platforms: platformIds.map((id) => ({ id, name: platformIn(deps, id).name })),
    ...people,
    ads: kind.ads === 'none' ? [] : ads,
    earlier: await earlierLetters(deps, wanted),
    calls: wanted.calls ?? (await notedCalls(deps, kind.scope, people.numbers)),
    added: [],
    annexSheets: null,
  };
}

async function notedCalls(
  { db, vault }: GatherDeps,
  scope: (typeof KINDS)[NoticeKind]['scope'],
  numbers: LetterContent['numbers'],
): Promise<CallLog | null> {
  if (scope !== 'police') return null;
  return storedCallLog(db, vault, [...new Set(numbers.map((one) => one.personId))]);
}

function addresseeIn(deps: GatherDeps, { kind, addressee }: LetterWanted): LetterContent['addressee'] {
  const { to } = KINDS[kind];
  if (to === 'platform') {
    const { legal } = platformIn(deps, addressee);
    const { entity, postalAddress, email, checkedOn } = legal;
    return { id: addressee, post: RESPONSIBLE_FOR_DATA, entity, address: postalAddress ?? email, checkedOn };
  }
  const found = addresseeOf(addressee);
  if (!found || !to.includes(found.group))
    throw new LetterError(
      'wrong-addressee',
      `a letter of the kind ${kind} goes to: ${to.join(', ')} ("notice addressees" lists them)`,
    );
  const { id, post, entity, address, checkedOn } = found;
  return { id, post, entity, address, checkedOn };
}

function platformIn({ platforms }: GatherDeps, id: string): LetterPlatform {
  const found = platforms.find((one) => one.id === id);
  if (!found) throw new LetterError('unknown-platform', `platform ${id} is not in the directory`, id);
  return found;
}

async function peopleOf(
  { db, vault }: GatherDeps,
  { kind }: LetterWanted,
  numberIds: readonly number[],
  active: ReadonlyMap<number, ActiveNumber>,
): Promise<Pick<LetterContent, 'numbers' | 'journalist'>> {
  const { scope, onePerson } = KINDS[kind];
  const numbers: LetterContent['numbers'] = [];
  let journalist = numberIds.length > 0;
  for (const id of numberIds) {
    const number = active.get(id);
    const person = number && (await findPerson(db, vault, number.personId));
    const consent = number && (await governingConsent(db, vault, number.personId));
    if (!number || !person || !consent)
      throw new LetterError('not-protected', `${shortName('n', id)} is not protected any more`, shortName('n', id));
    if (!covers(consent, scope))
      throw new LetterError(
        'no-consent',
        `the consent of ${shortName('p', person.id)} does not cover "${scope}"`,
        shortName('p', person.id),
      );
    journalist &&= covers(consent, 'profession');
    numbers.push({
      id,
      personId: person.id,
      subject: covers(consent, 'name') ? person.name : null,
      e164: number.number.reveal(),
      masked: number.number.masked(),
    });
  }
  if (onePerson && new Set(numbers.map((one) => one.personId)).size > 1)
    throw new LetterError('one-person', `a letter of the kind ${kind} is about one person: name the matches of one`);
  return { numbers, journalist };
}

/**
 * A letter may be approved, sent, shown again or turned into a report only while every number in it is protected and the
 * consent covers this kind: what held when it was drafted may not hold now. Throws LetterError.
 */
export async function assertStillCovered(
  { db, vault, clock }: Pick<GatherDeps, 'db' | 'vault' | 'clock'>,
  content: Pick<LetterContent, 'kind' | 'numbers'>,
): Promise<void> {
  const { scope } = KINDS[content.kind];
  const active = new Map((await activeNumbers(db, vault, clock())).map((number) => [number.id, number]));
  for (const { id } of content.numbers)
    if (!active.get(id)?.scopes.includes(scope))
      throw new LetterError(
        'no-consent',
        `no consent in force covers "${scope}" for ${shortName('n', id)}: the letter stays here`,
        shortName('n', id),
      );
}

async function earlierLetters(
  { db, vault }: GatherDeps,
  { kind, followsId }: LetterWanted,
): Promise<LetterContent['earlier']> {
  const { follows } = KINDS[kind];
  const chain: LetterContent['earlier'] = [];
  for (let id = followsId; id !== null; ) {
    const notice = await noticeWithContent(db, vault, id);
    if (!notice) throw new LetterError('no-record', `no notice ${shortName('l', id)}`, shortName('l', id));
    const { date } = letterContent.parse(notice.content);
    chain.unshift({ kind: notice.kind, reference: notice.reference, date, ticket: notice.ticket });
    id = notice.followsId;
  }
  if (follows.length === 0) return chain;
  const last = followsId === null ? null : await findNotice(db, { id: followsId });
  if (!last || !follows.includes(last.kind))
    throw new LetterError(
      'follows',
      `a letter of the kind ${kind} follows one of: ${follows.join(', ')} (--follows l1)`,
    );
  if (last.sentAt === null)
    throw new LetterError('not-sent', `notice ${last.reference} was not sent: nothing can follow it`, last.reference);
  return chain;
}

function captureOf(proof: Capture | undefined): LetterContent['ads'][number]['capture'] {
  if (!proof?.manifestSha256) return null;
  return { files: proof.files, manifestSha256: proof.manifestSha256 };
}
