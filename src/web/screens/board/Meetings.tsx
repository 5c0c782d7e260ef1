import { useNavigate } from '@tanstack/react-router';
import { usePool } from '../../api/session.ts';
import { DataTable } from '../../parts/DataTable.tsx';
import { useFigures } from '../../parts/figures.ts';
import { Empty } from '../../parts/States.tsx';
import type { Meeting } from './reads.ts';
import { useBoardWords } from './words.ts';

/** All meetings, the latest first; one that is opened here becomes the page. */
export function Meetings({
  meetings,
  chosen,
}: {
  readonly meetings: readonly Meeting[];
  readonly chosen: Meeting | undefined;
}) {
  const t = useBoardWords();
  const { pool } = usePool();
  const { day, count } = useFigures();
  const navigate = useNavigate();
  if (meetings.length === 0) return <Empty title={t('neverMet')} />;
  const decided = ({ items }: Meeting) => items.filter(({ outcome }) => outcome !== undefined).length;
  return (
    <DataTable
      name={t('meetings')}
      rows={meetings}
      keyOf={({ meeting }) => String(meeting)}
      chosen={chosen && String(chosen.meeting)}
      sortedBy={{ key: 'day', isDescending: true }}
      onOpen={({ meeting }) => void navigate({ to: `/pools/${pool}/board/${meeting}`, search: {} } as never)}
      columns={[
        {
          ...{ key: 'day', heading: t('day') },
          by: (meeting) => meeting.day,
          cell: (meeting) => day(meeting.day),
        },
        {
          ...{ key: 'kind', heading: t('kind'), isDetail: true },
          by: ({ kind }) => kind,
          cell: ({ kind }) => t(kind as 'regular'),
        },
        {
          ...{ key: 'place', heading: t('placeLabel'), isDetail: true },
          by: ({ place }) => place,
          cell: ({ place }) => place,
        },
        {
          ...{ key: 'state', heading: t('state') },
          by: ({ state }) => state,
          cell: ({ state }) => t(state as 'called'),
        },
        {
          ...{ key: 'decided', heading: t('decided'), side: 'end' },
          by: decided,
          cell: (meeting) => count(decided(meeting)),
        },
      ]}
    />
  );
}
