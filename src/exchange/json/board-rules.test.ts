import { describe, expect, test } from 'vitest';
import { plainDocument } from '../../../tests/consortia.ts';
import { formatRatio } from '../../core/money/ratio.ts';
import { isRefusal } from '../../core/refusal.ts';
import { readConsortiumDocument } from './consortium-document.ts';

const read = (board: unknown) => readConsortiumDocument({ ...plainDocument, board });

describe('the section board', () => {
  test('is a usual board where it says nothing, and may be left out', () => {
    const { board } = read({}) as Exclude<ReturnType<typeof read>, { refused: true }>;
    expect(board).toMatchObject({
      ...{ basis: 'heads', tieBreak: 'employees', noticeDays: 10, meetsEveryMonths: 3 },
      ...{ proxiesHeldAtMost: 1, directorsPerMember: 1, secondNeeded: true },
      ...{ emergencyMeetings: false, motionsFromTheFloor: false },
    });
    expect(board!.quorum.heads!.isExceeded && formatRatio(board!.quorum.heads!.share)).toBe('0.5');
    expect(board!.majorities.get('rates')).toEqual({ needs: 'simple', of: 'those voting' });
    expect(board!.majorities.get('admission')).toEqual({ needs: 'two thirds', of: 'those voting' });
    expect(readConsortiumDocument(plainDocument)).toMatchObject({ board: undefined });
  });

  test('says what differs', () => {
    const given = {
      majorities: { rates: { needs: 'unanimous', of: 'all' } },
      quorum: { weight: { atLeast: '2/3' } },
    };
    const { board } = read({ ...given, meetsEvery: 'month', votes: 'contributions' }) as { board: object };
    expect(board).toMatchObject({
      basis: 'contributions',
      meetsEveryMonths: 1,
      quorum: { heads: undefined },
    });
    expect((board as { majorities: Map<string, object> }).majorities.get('rates')).toEqual(
      given.majorities.rates,
    );
  });

  test.each([
    ['another field', { chair: 'x' }, 'unknown_field board.chair'],
    ['votes by nothing', { votes: 'acclamation' }, 'wrong_type board.votes'],
    [
      'a quorum of two shares',
      { quorum: { heads: { atLeast: '1/2', moreThan: '1/2' } } },
      'inconsistent board.quorum.heads',
    ],
    ['a quorum of no share', { quorum: { heads: {} } }, 'inconsistent board.quorum.heads'],
    [
      'a quorum over the whole',
      { quorum: { weight: { atLeast: '3/2' } } },
      'out_of_range board.quorum.weight.atLeast',
    ],
    [
      'a majority of no kind',
      { majorities: { lunch: { needs: 'simple' } } },
      'unknown_reference board.majorities.lunch',
    ],
    ['a majority of nothing', { majorities: { rates: {} } }, 'missing_field board.majorities.rates.needs'],
    ['notice of less than no day', { noticeDays: -1 }, 'out_of_range board.noticeDays'],
    ['no director for a member', { directorsPerMember: 0 }, 'out_of_range board.directorsPerMember'],
    ['meetings now and then', { meetsEvery: 'decade' }, 'wrong_type board.meetsEvery'],
  ])('refuses %s', (_name, board, expected) => {
    const refusal = read(board);
    expect(isRefusal(refusal) && `${refusal.code} ${refusal.path}`).toBe(expected);
  });
});
