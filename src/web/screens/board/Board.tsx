import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { usePool } from '../../api/session.ts';
import { useFigures } from '../../parts/figures.ts';
import { useFilters } from '../../parts/filters.ts';
import { Answer, Columns, Section } from '../../parts/Section.tsx';
import { Empty, Read } from '../../parts/States.tsx';
import { Agenda } from './Agenda.tsx';
import { CallMeeting, MeetingActs } from './acts/MeetingActs.tsx';
import { Directors } from './Directors.tsx';
import { Meetings } from './Meetings.tsx';
import { Minutes } from './Minutes.tsx';
import { Motions } from './Motions.tsx';
import { Paper } from './Paper.tsx';
import { daysUntil, fewestOf, votedUnder } from './procedure.ts';
import {
  type Director,
  type Item,
  type Meeting,
  type Motion,
  type Rules,
  useChosenMeeting,
  useDirectors,
  useMeetings,
  useMotions,
  useRules,
} from './reads.ts';
import { useBoardWords } from './words.ts';

/** The board: the next meeting, its agenda and papers, votes, minutes, motions, directors. */
export function Board() {
  const t = useBoardWords();
  const [rules, directors, motions, meetings] = [useRules(), useDirectors(), useMotions(), useMeetings()];
  if (rules.error?.code === 'missing_field')
    return (
      <>
        <Answer>{t('noBoard')}</Answer>
        <Empty title={t('noBoardTitle')}>{t('noBoardNext')}</Empty>
      </>
    );
  return (
    <Read of={rules} lines={8}>
      {(how) => (
        <Read of={directors}>
          {(people) => (
            <Read of={motions}>
              {(moved) => (
                <Read of={meetings}>
                  {(met) => (
                    <BoardRead
                      rules={how}
                      directors={people.directors}
                      motions={moved.motions}
                      meetings={met.meetings}
                    />
                  )}
                </Read>
              )}
            </Read>
          )}
        </Read>
      )}
    </Read>
  );
}

/** All that was read of a board. */
export interface BoardFound {
  readonly rules: Rules;
  readonly directors: readonly Director[];
  readonly motions: readonly Motion[];
  readonly meetings: readonly Meeting[];
}

function BoardRead(found: BoardFound) {
  const t = useBoardWords();
  const { may } = usePool();
  const [filters] = useFilters();
  const meeting = useChosenMeeting(found.meetings);
  useLive(meeting);
  const item = meeting && chosenItem(meeting, filters.item);
  const motion = found.motions.find(({ motion }) =>
    filters.motion ? String(motion) === filters.motion : motion === item?.motion,
  );
  return (
    <>
      <BoardAnswer {...found} meeting={meeting} />
      <Columns>
        {meeting !== undefined && (
          <Section
            span={5}
            title={t('agenda')}
            measure={t('agendaOf', { count: meeting.items.length })}
            action={may('board.manage') ? <MeetingActs {...found} meeting={meeting} /> : undefined}
          >
            <Agenda meeting={meeting} motions={found.motions} rules={found.rules} chosen={item} />
          </Section>
        )}
        {meeting !== undefined && (
          <Paper {...found} meeting={meeting} item={filters.motion ? undefined : item} motion={motion} />
        )}
        {meeting !== undefined && <Minutes meeting={meeting} />}
        <Section
          title={t('meetings')}
          measure={t('meetingsMeasure')}
          action={may('board.manage') ? <CallMeeting rules={found.rules} /> : undefined}
        >
          <Meetings meetings={found.meetings} chosen={meeting} />
        </Section>
        <Motions {...found} />
        <Directors {...found} meeting={meeting} />
      </Columns>
    </>
  );
}

/** The item that the address names, else the first that is still to decide, else the first with a paper. */
function chosenItem({ items }: Meeting, asked: string | undefined): Item | undefined {
  return (
    items.find(({ item }) => String(item) === asked) ??
    items.find(({ marking, outcome }) => marking === 'action' && outcome === undefined) ??
    items.find(({ motion }) => motion !== undefined) ??
    items[0]
  );
}

/** While a meeting is open others vote: what is seen is read again every fifteen seconds. */
function useLive(meeting: Meeting | undefined) {
  const client = useQueryClient();
  const { pool } = usePool();
  const isOpen = meeting?.state === 'opened';
  useEffect(() => {
    if (!isOpen) return;
    const timer = setInterval(() => void client.invalidateQueries({ queryKey: ['board', pool] }), 15_000);
    return () => clearInterval(timer);
  }, [client, isOpen, pool]);
}

function BoardAnswer({
  rules,
  directors,
  meetings,
  meeting,
}: BoardFound & { readonly meeting: Meeting | undefined }) {
  const t = useBoardWords();
  const { day, count } = useFigures();
  const next = meetings.some(({ state }) => state === 'opened' || state === 'called') ? meeting : undefined;
  const about = meeting && <About rules={rules} directors={directors} meeting={meeting} />;
  if (next === undefined || (next.state !== 'called' && next.state !== 'opened')) {
    const last = meetings.filter(({ state }) => state === 'adjourned').at(-1);
    return <Answer about={about}>{last ? t('noneCalled', { day: day(last.day) }) : t('neverMet')}</Answer>;
  }
  const toDecide = next.items.filter(({ marking }) => marking !== 'information');
  if (next.state === 'opened') {
    const waiting = waitingFor(next, rules.me);
    const decided = toDecide.filter(({ outcome }) => outcome !== undefined).length;
    return (
      <Answer about={about}>
        {waiting > 0
          ? t('waits', { count: waiting })
          : t('isOpen', { decided: count(decided), all: count(toDecide.length) })}
      </Answer>
    );
  }
  const days = daysUntil(rules.today, next.day);
  const items = t('toDecideCount', { count: toDecide.length });
  const said = days === 0 ? 'meetsToday' : days < 0 ? 'overdue' : 'meets';
  return <Answer about={about}>{t(said, { count: days, day: day(next.day), items })}</Answer>;
}

/** How many votes a director has still to cast at an open meeting; what is approved together is one vote. */
function waitingFor({ items, votes, recusals }: Meeting, me: string | undefined): number {
  if (me === undefined) return 0;
  const open = items.filter(
    ({ outcome, item }) =>
      outcome === undefined && !recusals.some((one) => one.item === item && one.director === me),
  );
  const numbers = new Set(open.map(votedUnder).filter((number) => number !== undefined));
  for (const { item, director } of votes) if (director === me) numbers.delete(item);
  return numbers.size;
}

function About({
  rules,
  directors,
  meeting,
}: Pick<BoardFound, 'rules' | 'directors'> & { meeting: Meeting }) {
  const t = useBoardWords();
  const { day, count } = useFigures();
  const { heads } = rules.quorum;
  const all = directors.filter(({ alternateOf }) => alternateOf === undefined).length;
  const left = daysUntil(rules.today, meeting.lastDayOfNotice);
  const kind = t(meeting.kind as 'regular');
  const said = [
    meeting.place === '' ? t('placeNone', { kind }) : t('place', { kind, place: meeting.place }),
    heads && t('quorum', { needed: count(fewestOf(all, heads.share, heads.isExceeded)), all: count(all) }),
    meeting.state === 'called' &&
      (left >= 0
        ? t('notice', { count: left, day: day(meeting.lastDayOfNotice) })
        : t('noticeOver', { day: day(meeting.lastDayOfNotice), days: count(rules.noticeDays) })),
    meeting.present.length > 0 &&
      t('present', { count: meeting.present.length, names: meeting.present.join(', ') }),
  ];
  return <>{said.filter(Boolean).join(' ')}</>;
}
