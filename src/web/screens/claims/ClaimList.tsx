import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { api } from '../../api/client.ts';
import { useDocumentNames } from '../../api/names.ts';
import { usePages } from '../../api/pages.ts';
import { useRead } from '../../api/reading.ts';
import { usePool } from '../../api/session.ts';
import type { Column } from '../../parts/DataTable.tsx';
import { useFigures } from '../../parts/figures.ts';
import { useFilters } from '../../parts/filters.ts';
import { LongTable } from '../../parts/LongTable.tsx';
import { Answer, Section } from '../../parts/Section.tsx';
import { Empty, Failed, Loading } from '../../parts/States.tsx';
import { ClaimFilters, FILTERS, PERSONS_KNOWN_TO } from './ClaimFilters.tsx';
import { ClaimState } from './ClaimState.tsx';
import { ListAnswer } from './ListAnswer.tsx';
import { useClaimsWords } from './words.ts';

/** A claim as the list has it. */
export interface ClaimFound {
  readonly claim: string;
  readonly state: 'waiting' | 'decided' | 'voided';
  readonly person?: string;
  readonly received: string;
  readonly benefit: string;
  readonly lines: number;
  readonly serviceFrom: string;
  readonly serviceTo: string;
  readonly charge: string;
  readonly allowed: string;
  readonly members: readonly string[];
  readonly planPays?: string;
}

/** All claims, however many: found by filters that the address holds, read as one scrolls. */
export function ClaimList() {
  const t = useClaimsWords();
  const navigate = useNavigate();
  const { pool, path, may, role } = usePool();
  const { currency, amount, day } = useFigures();
  const { memberName } = useDocumentNames();
  const [filters, setFilters] = useFilters();
  const found = Object.fromEntries(
    FILTERS.flatMap((name) => (filters[name] === undefined ? [] : [[name, filters[name]]])),
  );
  const asked = { ...found, ...(filters.sort !== undefined && { sort: filters.sort as 'code' }) };
  // Below the key of the lists, so that what makes those anew makes this anew.
  const sums = useRead(['claims', pool, 'sums', found], () =>
    api.GET('/api/v1/consortia/{consortium}/claim-sums', { params: { path, query: found } }),
  );
  const pages = usePages<ClaimFound>(['claims', pool, asked], (after) =>
    api.GET('/api/v1/consortia/{consortium}/claims', {
      params: { path, query: { ...asked, ...(after !== undefined && { after }) } },
    }),
  );
  const open = ({ claim }: ClaimFound) =>
    void navigate({ to: '/pools/$pool/claims/$detail' as never, params: { pool, detail: claim } as never });
  const isPersonKnown = PERSONS_KNOWN_TO.includes(role);
  const columns: Column<ClaimFound>[] = [
    { key: 'claim', heading: t('number'), cell: ({ claim }) => <span className="code">{claim}</span> },
    { key: 'received', heading: t('received'), cell: ({ received }) => day(received), isDetail: true },
    ...(isPersonKnown
      ? [
          {
            ...{ key: 'person', heading: t('person'), isDetail: true },
            cell: ({ person }: ClaimFound) => <span className="code">{person}</span>,
          },
        ]
      : []),
    {
      ...{ key: 'service', heading: t('service'), isDetail: true },
      cell: ({ serviceFrom: from, serviceTo: to }) => (from === to ? day(from) : `${day(from)} – ${day(to)}`),
    },
    {
      ...{ key: 'member', heading: t('member'), isDetail: true },
      cell: ({ members }) => members.map(memberName).join(', '),
    },
    { key: 'benefit', heading: t('benefit'), cell: ({ benefit }) => benefit, isDetail: true },
    { key: 'lines', heading: t('lines'), cell: ({ lines }) => lines, side: 'end', isDetail: true },
    {
      key: 'charge',
      heading: t('charge'),
      cell: ({ charge }) => amount(charge),
      side: 'end',
      isDetail: true,
    },
    {
      ...{ key: 'planPays', heading: t('planPays'), side: 'end' },
      cell: ({ planPays }) => (planPays === undefined ? '' : <bdi>{amount(planPays)}</bdi>),
    },
    { key: 'state', heading: t('state'), cell: ({ state }) => <ClaimState state={state} /> },
  ];
  const isFiltered = FILTERS.some((name) => filters[name] !== undefined);
  return (
    <>
      <Answer about={t('listAbout')}>
        <ListAnswer sums={sums.data} isFiltered={isFiltered} />
      </Answer>
      <ClaimFilters isPersonKnown={isPersonKnown} />
      <Section
        title={t('found')}
        measure={t(filters.sort === 'code' ? 'foundByCode' : 'foundMeasure', { currency })}
        action={
          may('claims.submit') && (
            <Button className="not-printed" onClick={() => setFilters({ action: 'send' }, { isStep: true })}>
              {t('send')}
            </Button>
          )
        }
      >
        {pages.error !== null && <Failed problem={pages.error} again={pages.again} />}
        {pages.items === undefined ? (
          pages.error === null && <Loading lines={10} />
        ) : pages.items.length === 0 && !pages.hasMore ? (
          <Empty title={t(isFiltered ? 'answerNone' : 'answerEmpty')}>
            {t(isFiltered ? 'noneNext' : 'emptyNext')}
          </Empty>
        ) : (
          <LongTable
            name={t('found')}
            columns={columns}
            pages={pages}
            keyOf={({ claim }) => claim}
            onOpen={open}
          />
        )}
      </Section>
    </>
  );
}
