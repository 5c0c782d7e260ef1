import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/client.ts';
import { useRead } from '../../api/reading.ts';
import { usePool } from '../../api/session.ts';
import { DocumentEditor } from '../../parts/DocumentEditor.tsx';
import { useFigures } from '../../parts/figures.ts';
import { useKept } from '../../parts/kept.ts';
import { Answer, Columns } from '../../parts/Section.tsx';
import { Failed, Loading } from '../../parts/States.tsx';
import { useSharedWords } from '../../words/shared.ts';
import { Award } from './Award.tsx';
import { Bids } from './Bids.tsx';
import styles from './Choices.module.css';
import { Figures } from './Figures.tsx';
import { Ranges } from './Ranges.tsx';
import { Rise } from './Rise.tsx';
import { Shares } from './Shares.tsx';
import { SideBySide } from './SideBySide.tsx';
import type { Comparison, Tender } from './tender.ts';
import { WhoPays } from './WhoPays.tsx';
import { useChoiceWords } from './words.ts';

/** Bids and forms of funding side by side: what each can cost, who pays, answers to a rise, and the award. */
export function Choices() {
  const { pool, may } = usePool();
  const shared = useSharedWords();
  const example = useQuery({
    queryKey: ['example', 'tender'],
    queryFn: async () => (await import('../../../../demo/tender.json')).default as unknown as Tender,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const kept = useKept<Tender>(`tender.${pool}`, example.data);
  const tender = kept.document;
  // While a slider moves, what is asked for is where it rests.
  const [settled] = useDebouncedValue(tender, 200);
  const comparison = useRead(
    ['comparison', settled],
    () => api.POST('/api/v1/comparisons', { body: settled! }),
    { enabled: settled !== undefined },
  );
  // While something that was typed is refused, the figures from before stay beside what is wrong.
  const [last, setLast] = useState<Comparison>();
  if (comparison.data !== undefined && comparison.data !== last) setLast(comparison.data);
  if (tender === undefined) return <Loading lines={8} />;
  const { error } = comparison;
  const data = comparison.data ?? last;
  return (
    <>
      {data === undefined ? <Answer>{shared('loading')}</Answer> : <Lowest comparison={data} />}
      <div className={styles.editor}>
        <p className="quiet">{shared(kept.isExample ? 'isExample' : 'keptHere')}</p>
        <DocumentEditor
          name="tender"
          document={tender}
          isExample={kept.isExample}
          onKeep={(document) => kept.keep(document as Tender)}
          onForget={kept.forget}
        />
      </div>
      {error !== null && <Failed problem={error} again={() => void comparison.refetch()} />}
      <Columns>
        {data !== undefined && (
          <>
            <Ranges comparison={data} />
            <SideBySide comparison={data} />
            <WhoPays comparison={data} />
            <Shares tender={tender} comparison={data} onChange={kept.keep} />
            <Rise comparison={data} />
          </>
        )}
        <Figures tender={tender} onChange={kept.keep} />
        <Bids tender={tender} onChange={kept.keep} problem={error} />
        {comparison.data !== undefined && may('document.read') && may('board.read') && (
          // What was drafted is of this tender alone.
          <Award key={JSON.stringify(settled)} tender={settled!} comparison={comparison.data} />
        )}
      </Columns>
    </>
  );
}

function Lowest({ comparison }: { readonly comparison: Comparison }) {
  const t = useChoiceWords();
  const { money, percent, month, count } = useFigures(comparison.currency);
  const { lowest, bids, employees, participation, planYearFrom } = comparison;
  const named = (name: string | undefined) => bids.find((bid) => bid.name === name);
  const [expected, worst] = [named(lowest?.expected), named(lowest?.worst)];
  const about = t('about', {
    bids: count(bids.length),
    employees: count(employees),
    month: month(planYearFrom),
    share: percent(participation),
  });
  if (expected === undefined || worst === undefined) return <Answer about={about}>{t('noneHolds')}</Answer>;
  return (
    <Answer about={about}>
      {t(expected.name === worst.name ? 'lowestBoth' : 'lowest', {
        bid: expected.name,
        amount: money(expected.years.expected.total),
        worst: money(expected.years.worst.total),
        other: worst.name,
        otherAmount: money(worst.years.worst.total),
      })}
    </Answer>
  );
}
