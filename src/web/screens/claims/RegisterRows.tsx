import { Button } from '@mantine/core';
import { api } from '../../api/client.ts';
import { useDocumentNames } from '../../api/names.ts';
import { usePages } from '../../api/pages.ts';
import { usePool } from '../../api/session.ts';
import type { Column } from '../../parts/DataTable.tsx';
import { useFigures } from '../../parts/figures.ts';
import { useFilters } from '../../parts/filters.ts';
import { LongTable } from '../../parts/LongTable.tsx';
import { Answer, Section } from '../../parts/Section.tsx';
import { Empty, Failed, Loading } from '../../parts/States.tsx';
import { PERSONS_KNOWN_TO } from './ClaimFilters.tsx';
import { ChosenFilter, Filters, TypedFilter } from './Filters.tsx';
import type { Register } from './Registers.tsx';
import { useTerms } from './useTerms.ts';
import { useClaimsWords } from './words.ts';

interface PaidClaim {
  readonly claim: string;
  readonly reference: string;
  readonly reverses?: string;
  readonly person?: string;
  readonly member: string;
  readonly benefit: string;
  readonly incurred: string;
  readonly paid: string;
  readonly funded: string;
  readonly charge: string;
  readonly allowed: string;
  readonly memberPays: string;
  readonly planPays: string;
}

const FILTERS: readonly string[] = ['code', 'member', 'plan', 'benefit', 'paidFrom', 'paidTo'];

/** The rows of a register, as they came in. */
export function RegisterRows({ register: { register, ...whole } }: { readonly register: Register }) {
  const t = useClaimsWords();
  const { pool, path, role } = usePool();
  const { money, amount, count: write, day, currency } = useFigures();
  const { members, plans } = useTerms();
  const { memberName } = useDocumentNames();
  const [filters, setFilters] = useFilters();
  const asked = Object.fromEntries(
    FILTERS.flatMap((name) => (filters[name] === undefined ? [] : [[name, filters[name]]])),
  );
  const pages = usePages<PaidClaim>(['paid-claims', pool, register, asked], (after) =>
    api.GET('/api/v1/consortia/{consortium}/paid-claims', {
      params: { path, query: { ...asked, register, ...(after !== undefined && { after }) } },
    }),
  );
  const code = (key: 'claim' | 'reference' | 'reverses' | 'person', heading: string): Column<PaidClaim> => ({
    ...{ key, heading, isDetail: key !== 'claim' },
    cell: (row) => <span className="code">{row[key]}</span>,
  });
  const date = (key: 'incurred' | 'paid' | 'funded', heading: string): Column<PaidClaim> => ({
    ...{ key, heading, isDetail: true, cell: (row) => day(row[key]) },
  });
  const figure = (key: 'charge' | 'allowed' | 'memberPays' | 'planPays'): Column<PaidClaim> => ({
    ...{ key, heading: t(key), side: 'end', isDetail: key !== 'planPays' },
    cell: (row) => <bdi>{amount(row[key])}</bdi>,
  });
  const columns: Column<PaidClaim>[] = [
    ...[code('claim', t('number')), code('reference', t('reference')), code('reverses', t('reverses'))],
    ...(PERSONS_KNOWN_TO.includes(role) ? [code('person', t('person'))] : []),
    { key: 'member', heading: t('member'), cell: ({ member }) => memberName(member), isDetail: true },
    { key: 'benefit', heading: t('benefit'), cell: ({ benefit }) => benefit, isDetail: true },
    ...[date('incurred', t('incurred')), date('paid', t('paidOn')), date('funded', t('funded'))],
    ...[figure('charge'), figure('allowed'), figure('memberPays'), figure('planPays')],
  ];
  const rows = t('rowCount', { count: whole.accepted, rows: write(whole.accepted) });
  return (
    <>
      <Answer about={`${t('registerRows', { register })}. ${t('registersAbout')}`}>
        {t('registerRowsAbout', {
          ...{ file: whole.file, planPays: money(whole.planPays), charge: money(whole.charge), rows },
        })}
      </Answer>
      <Filters
        names={FILTERS}
        first={
          <>
            <TypedFilter name="code" label={t('number')} hint={t('numberHint')} isFirst />
            <ChosenFilter name="member" label={t('member')} data={members} />
            <TypedFilter name="paidFrom" label={t('paidFrom')} type="date" />
            <TypedFilter name="paidTo" label={t('paidTo')} type="date" />
          </>
        }
        others={
          <>
            <ChosenFilter name="plan" label={t('plan')} data={plans} />
            <TypedFilter name="benefit" label={t('benefit')} />
          </>
        }
      />
      <Section
        title={t('registerRows', { register })}
        measure={t('registersMeasure', { currency })}
        action={
          <Button
            className="not-printed"
            variant="subtle"
            onClick={() =>
              setFilters(Object.fromEntries([...FILTERS, 'register', 'more'].map((name) => [name, ''])), {
                isStep: true,
              })
            }
          >
            {t('toRegisters')}
          </Button>
        }
      >
        {pages.error !== null && <Failed problem={pages.error} again={pages.again} />}
        {pages.items === undefined ? (
          pages.error === null && <Loading lines={10} />
        ) : pages.items.length === 0 && !pages.hasMore ? (
          <Empty title={t('answerNone')}>{t('noneNext')}</Empty>
        ) : (
          <LongTable
            name={t('registerRows', { register })}
            columns={columns}
            pages={pages}
            keyOf={({ claim, reference, reverses = '' }) => `${claim} ${reference} ${reverses}`}
          />
        )}
      </Section>
    </>
  );
}
