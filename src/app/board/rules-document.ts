import { formatDay } from '../../core/calendar/day.ts';
import { inOffice } from '../../core/governance/directors.ts';
import type { Threshold } from '../../core/governance/rules.ts';
import { formatRatio } from '../../core/money/ratio.ts';
import type { BoardRoom } from './board-room.ts';

/** How a board meets and votes, with what its document leaves as usual, and who of it the viewer is today. */
export async function rulesDocument({ boards, consortium, rules, viewer, on }: BoardRoom) {
  const { directors } = await boards.read(consortium.consortiumId);
  const { quorum, majorities, basis: votes, tieBreak } = rules;
  const own = inOffice(directors, on).find(
    ({ email, memberId }) =>
      email.toLowerCase() === viewer.name.toLowerCase() &&
      (viewer.memberId === undefined || viewer.memberId === memberId),
  );
  return {
    ...{ today: formatDay(on), votes, tieBreak, noticeDays: rules.noticeDays },
    ...{ emergencyMeetings: rules.emergencyMeetings, motionsFromTheFloor: rules.motionsFromTheFloor },
    ...{ secondNeeded: rules.secondNeeded, meetsEveryMonths: rules.meetsEveryMonths },
    ...{ proxiesHeldAtMost: rules.proxiesHeldAtMost, directorsPerMember: rules.directorsPerMember },
    quorum: {
      ...(quorum.heads && { heads: thresholdDocument(quorum.heads) }),
      ...(quorum.weight && { weight: thresholdDocument(quorum.weight) }),
    },
    majorities: [...majorities].map(([kind, { needs, of }]) => ({ kind, needs, of })),
    ...(own !== undefined && { me: own.email }),
  };
}

const thresholdDocument = ({ share, isExceeded }: Threshold) => ({
  share: formatRatio(share),
  isExceeded,
});
