import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordCapture } from '../../db/captures.ts';
import { confirmMatch, recordMatch } from '../../db/matches.ts';
import { judgeMove, MONITORING_DAYS, MOVES, type NoticeStanding, sameName } from '../../db/notice-life.ts';
import { moveNotice, stepsOf } from '../../db/notice-steps.ts';
import { createNotice, findNotice, matchesAwaitingNotice } from '../../db/notices.ts';
import { addNumber } from '../../db/numbers.ts';
import { addPerson } from '../../db/people.ts';
import { PhoneNumber } from '../../db/phone-number.ts';
import { startRun } from '../../db/runs.ts';
import { NOTICE_MOVES, NOTICE_STATES, type NoticeMove, type NoticeState } from '../../db/schema/notices.ts';
import { openVault } from '../../db/vault.ts';
import { freshDatabase, KINDS, type TestDatabase } from '../standins/databases.ts';
import { consentOf } from '../standins/people.ts';

const NOW = new Date('2026-11-24T05:00:00Z');
const DAY = 24 * 3_600_000;

const attempt = fc.record({
  move: fc.constantFrom(...NOTICE_MOVES),
  by: fc.constantFrom('Айша', 'Болат', ' АЙША ', ''),
  days: fc.integer({ min: -2, max: 40 }),
  evidenceId: fc.constantFrom(null, 7),
  reason: fc.constantFrom(null, 'because'),
});

describe('the life of a notice', () => {
  it('makes only the moves of its table, whatever is asked for and in whatever order', () => {
    fc.assert(
      fc.property(fc.array(attempt, { maxLength: 40 }), fc.boolean(), (attempts, fourEyes) => {
        let standing: NoticeStanding = { state: 'draft', since: NOW, approvals: [] };
        const seen: NoticeState[] = ['draft'];
        for (const { days, ...wanted } of attempts) {
          const at = new Date(standing.since.getTime() + days * DAY);
          const verdict = judgeMove(
            standing,
            { ...wanted, at },
            { fourEyes, now: new Date(NOW.getTime() + 400 * DAY) },
          );
          const led = MOVES[standing.state][wanted.move];
          if (!verdict.allowed) continue;
          expect(led).toBeDefined();
          expect(wanted.by).not.toBe('');
          expect(at.getTime()).toBeGreaterThanOrEqual(standing.since.getTime());
          if (wanted.move === 'remove' || wanted.move === 'reappear') expect(wanted.evidenceId).not.toBeNull();
          if (wanted.move === 'close' && standing.state === 'monitoring')
            expect(days).toBeGreaterThanOrEqual(MONITORING_DAYS);
          const approvals =
            wanted.move === 'approve'
              ? [...standing.approvals, wanted.by]
              : wanted.move === 'revise'
                ? []
                : standing.approvals;
          if (verdict.to === 'approved' && standing.state === 'draft') {
            const names = approvals.filter((name, i) => approvals.findIndex((one) => sameName(one, name)) === i);
            expect(names.length).toBeGreaterThanOrEqual(fourEyes ? 2 : 1);
          }
          if (verdict.to !== standing.state) seen.push(verdict.to);
          expect(verdict.to === led || (wanted.move === 'approve' && verdict.to === 'draft')).toBe(true);
          const since = verdict.to === standing.state ? standing.since : at;
          standing = { state: verdict.to, since, approvals };
        }
        if (seen.includes('sent')) expect(seen.indexOf('approved')).toBeLessThan(seen.indexOf('sent'));
        expect(seen.indexOf('closed')).toBeOneOf([-1, seen.length - 1]);
      }),
      { numRuns: 500 },
    );
  });

  const moves = NOTICE_STATES.flatMap((state) => NOTICE_MOVES.map((move) => ({ state, move })));
  it.each(moves.filter(({ state, move }) => MOVES[state][move] === undefined))(
    'refuses to $move when it is $state',
    ({ state, move }) => {
      const standing = { state, since: NOW, approvals: [] };
      const wanted = { move, by: 'Айша', at: new Date(NOW.getTime() + 60 * DAY), evidenceId: 7, reason: 'because' };
      const verdict = judgeMove(standing, wanted, { fourEyes: false, now: new Date(NOW.getTime() + 61 * DAY) });
      expect(verdict).toMatchObject({ allowed: false });
    },
  );

  it('every state but draft can be reached, and from every state the end can be', () => {
    const targets = new Set(NOTICE_STATES.flatMap((state) => Object.values(MOVES[state])));
    expect([...NOTICE_STATES].filter((state) => !targets.has(state) && state !== 'draft')).toEqual([]);
    const ends = (state: NoticeState, seen: readonly NoticeState[] = []): boolean =>
      state === 'closed' ||
      Object.values(MOVES[state]).some((next) => !seen.includes(next) && ends(next, [...seen, state]));
    for (const state of NOTICE_STATES) expect(ends(state), state).toBe(true);
  });

  it('does not take what has not happened yet', () => {
    const wanted = {
      move: 'approve' as NoticeMove,
      by: 'A',
      at: new Date(NOW.getTime() + 1),
      evidenceId: null,
      reason: null,
    };
    expect(
      judgeMove({ state: 'draft', since: NOW, approvals: [] }, wanted, { fourEyes: false, now: NOW }),
    ).toMatchObject({
      allowed: false,
    });
  });
});

describe.each(KINDS)('the steps of a notice, on the %s database', (kind) => {
  let test: TestDatabase;
  let matchId: number;
  let captureId: number;
  const vault = openVault(randomBytes(32));
  beforeAll(async () => {
    test = await freshDatabase(kind);
    const consent = consentOf(new Date(NOW.getTime() + 90 * DAY));
    const { id: personId } = await addPerson(test.db, vault, { name: 'Айша Сынақова', language: 'kk', consent }, NOW);
    const control = { how: 'code read back', verifiedBy: 'Test Staff', verifiedAt: NOW };
    const number = PhoneNumber.parse('+77090000101');
    const { id: numberId } = await addNumber(test.db, vault, { personId, number, control }, NOW);
    const { id: runId } = await startRun(test.db, { kind: 'sweep', platform: 'olx' }, NOW);
    const seen = { strength: 'strong', how: 'plain', whereSeen: [], listing: { title: 'Корова' } } as const;
    const ad = { platform: 'olx', adId: '1', numberId, runId, url: 'https://olx.example/1', ...seen };
    matchId = (await recordMatch(test.db, vault, ad, NOW)).id;
    await confirmMatch(test.db, matchId, 'Test Staff', null, NOW);
    const taken = {
      platform: 'olx',
      adId: '1',
      runId,
      purpose: 'match',
      state: 'failed',
      folder: 'e',
      files: 1,
      sealed: false,
      manifestSha256: null,
      steps: [],
    } as const;
    captureId = (await recordCapture(test.db, vault, taken, NOW)).id;
  });
  afterAll(() => test.close());

  const draft = async () => {
    const about = { platform: 'olx', addressee: 'olx', kind: 'takedown', language: 'ru', followsId: null } as const;
    return createNotice(test.db, vault, { ...about, createdBy: 'A', content: {}, matchIds: [matchId] }, NOW);
  };
  const at = (hours: number) => new Date(NOW.getTime() + hours * 3_600_000);

  it('are written down each with who, when and with what proof, and terms begin with a provable receipt', async () => {
    const { id, reference } = await draft();
    const rules = (hours: number, fourEyes = true) => ({ fourEyes, now: at(hours) });
    const move = (hours: number, step: Parameters<typeof moveNotice>[3]) =>
      moveNotice(test.db, vault, id, step, rules(hours));
    expect(await move(1, { move: 'approve', by: 'Айша' })).toEqual({ from: 'draft', to: 'draft' });
    await expect(move(1, { move: 'approve', by: ' айша' })).rejects.toThrow('another person has to');
    await expect(move(1, { move: 'send', by: 'Айша', channel: 'form' })).rejects.toThrow('is draft, not approved');
    expect((await move(2, { move: 'approve', by: 'Болат' })).to).toBe('approved');
    await move(3, { move: 'revise', by: 'Болат', reason: 'a wrong word' });
    expect((await findNotice(test.db, { id }))?.approvedBy).toBeNull();
    expect((await move(3, { move: 'approve', by: 'Болат' })).to).toBe('draft');
    await move(4, { move: 'approve', by: 'Айша' });
    await move(5, { move: 'send', by: 'Айша', channel: 'e-mail' });
    expect((await findNotice(test.db, { reference }))?.receivedAt).toBeNull();
    await move(6, { move: 'bounce', by: 'Айша' });
    await move(7, { move: 'send', by: 'Айша', channel: 'form', ticket: 'A-17' });
    expect(await findNotice(test.db, { id })).toMatchObject({ receivedAt: at(7), ticket: 'A-17', state: 'sent' });
    await move(8, { move: 'refuse', by: 'Айша', note: 'сказали, что номер чужой' });
    await expect(move(9, { move: 'remove', by: 'recheck' })).rejects.toThrow('needs a capture');
    await expect(move(9, { move: 'remove', by: 'recheck', evidenceId: 9999 })).rejects.toThrow('no capture c9999');
    await move(9, { move: 'remove', by: 'recheck', evidenceId: captureId });
    await move(10, { move: 'monitor', by: 'recheck' });
    await expect(move(24 * 29, { move: 'close', by: 'Айша' })).rejects.toThrow('watched for 30 days');
    await move(24 * 31, { move: 'close', by: 'Айша' });
    const steps = await stepsOf(test.db, vault, id);
    expect(steps.map((step) => step.move).join(' ')).toBe(
      'approve approve revise approve approve send bounce send refuse remove monitor close',
    );
    expect(steps.find((step) => step.move === 'refuse')?.note).toBe('сказали, что номер чужой');
    expect(steps.find((step) => step.move === 'remove')).toMatchObject({ evidenceId: captureId, actor: 'recheck' });
  });

  it('of two persons at once both cannot make the same move', async () => {
    const { id } = await draft();
    const rules = { fourEyes: false, now: NOW };
    const both = await Promise.allSettled(
      ['Айша', 'Болат'].map((by) => moveNotice(test.db, vault, id, { move: 'approve', by }, rules)),
    );
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
    await moveNotice(test.db, vault, id, { move: 'withdraw', by: 'Айша', reason: 'not needed' }, rules);
  });

  it('a letter that was withdrawn unsent leaves its matches waiting for one', async () => {
    const waiting = async () => (await matchesAwaitingNotice(test.db, vault)).map((match) => match.id);
    // The first test's notice was sent: removal of this ad was asked for.
    expect(await waiting()).not.toContain(matchId);
  });
});
