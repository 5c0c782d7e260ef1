import { useDocumentNames } from '../../api/names.ts';
import { usePool } from '../../api/session.ts';
import { DataTable } from '../../parts/DataTable.tsx';
import { useFigures } from '../../parts/figures.ts';
import { Section } from '../../parts/Section.tsx';
import { Empty } from '../../parts/States.tsx';
import { Appoint, EndTerm, GiveProxy } from './acts/DirectorActs.tsx';
import styles from './Board.module.css';
import type { BoardFound } from './Board.tsx';
import type { Director, Meeting } from './reads.ts';
import { useBoardWords } from './words.ts';

/** Who is on the board with their terms, and who votes in whose place. */
export function Directors({
  directors,
  rules,
  meeting,
}: BoardFound & { readonly meeting: Meeting | undefined }) {
  const t = useBoardWords();
  const { may } = usePool();
  const { day } = useFigures();
  const { memberName } = useDocumentNames();
  const term = ({ from, to }: Director) =>
    to === undefined ? t('termFrom', { from: day(from) }) : t('termTo', { from: day(from), to: day(to) });
  const nameOf = (email: string) => directors.find((one) => one.email === email)?.name ?? email;
  const stead = ({ email, alternateOf, proxyHolder }: Director) => {
    const proxy = meeting?.proxies.find(({ director }) => director === email);
    const holder = proxy === undefined ? proxyHolder : nameOf(proxy.holder);
    return [
      alternateOf !== undefined && t('alternate', { name: alternateOf }),
      holder !== undefined && t('proxy', { name: holder }),
    ]
      .filter(Boolean)
      .join(', ');
  };
  return (
    <Section
      title={t('directorsTitle')}
      measure={t('directorsMeasure')}
      action={
        <div className={styles.acts}>
          {may('board.vote') && meeting?.state !== 'adjourned' && (
            <GiveProxy {...{ directors, rules, meeting }} />
          )}
          {may('board.manage') && <EndTerm directors={directors} />}
          {may('board.manage') && <Appoint directors={directors} />}
        </div>
      }
    >
      {directors.length === 0 ? (
        <Empty title={t('directorsNone')} />
      ) : (
        <DataTable
          name={t('directorsTitle')}
          rows={directors}
          keyOf={({ director }) => String(director)}
          columns={[
            { key: 'name', heading: t('name'), by: ({ name }) => name, cell: ({ name }) => name },
            {
              ...{ key: 'member', heading: t('member') },
              by: ({ member }) => memberName(member),
              cell: ({ member }) => memberName(member),
            },
            {
              ...{ key: 'email', heading: t('email'), isDetail: true },
              by: ({ email }) => email,
              cell: ({ email }) => email,
            },
            {
              ...{ key: 'term', heading: t('term'), isDetail: true },
              by: ({ from }) => from,
              csv: term,
              cell: term,
            },
            { key: 'stead', heading: t('proxyHeading'), csv: stead, cell: stead },
          ]}
        />
      )}
    </Section>
  );
}
