import { Button, Select } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useDocumentNames } from '../../api/names.ts';
import { usePool } from '../../api/session.ts';
import { signOf, sumOf, useFigures } from '../../parts/figures.ts';
import { useFilters } from '../../parts/filters.ts';
import { Answer, Columns, Section } from '../../parts/Section.tsx';
import { Empty, Read } from '../../parts/States.tsx';
import { Status } from '../../parts/Status.tsx';
import { ChangeClaim } from './ChangeClaim.tsx';
import styles from './Claim.module.css';
import { CodeTable, LineTable, StepTable } from './ClaimTables.tsx';
import { type ClaimWhole, decidedLines, useClaim } from './claimOf.ts';
import { partsOf, personPaysOf } from './falling.ts';
import { History } from './History.tsx';
import { UnderContracts } from './UnderContracts.tsx';
import { UsedUp } from './UsedUp.tsx';
import { WhereItWent } from './WhereItWent.tsx';
import { useClaimsWords } from './words.ts';

/** A claim whole: where every cent went, what it used up, its lines and codes, and all that happened to it. */
export function Claim({ claim }: { readonly claim: string }) {
  const t = useClaimsWords();
  const { pool, may } = usePool();
  const read = useClaim(claim);
  const [{ action }, setFilters] = useFilters();
  const found = read.data;
  // Only who may know the person can send the claim again, whole.
  const mayChange = may('claims.submit') && found?.person !== undefined;
  const act = (next: string) => setFilters({ action: next }, { isStep: true });
  return (
    <>
      <div className={`${styles.back} not-printed`}>
        <Link to={'/pools/$pool/claims' as never} params={{ pool } as never}>
          {t('toClaims')}
        </Link>
        {mayChange && found.state !== 'voided' && (
          <div className={styles.actions}>
            <Button variant="default" onClick={() => act('adjust')}>
              {t('adjust')}
            </Button>
            <Button variant="default" onClick={() => act('void')}>
              {t('void')}
            </Button>
          </div>
        )}
      </div>
      <Read of={read} lines={12}>
        {(whole) => <Whole claim={whole} />}
      </Read>
      {mayChange && (action === 'adjust' || action === 'void') && (
        <ChangeClaim
          key={action}
          claim={found}
          isVoid={action === 'void'}
          onClose={() => setFilters({ action: '' })}
        />
      )}
    </>
  );
}

function Whole({ claim: whole }: { readonly claim: ClaimWhole }) {
  const t = useClaimsWords();
  const { claim, state, versions, explanation } = whole;
  const [{ line }, setFilters] = useFilters();
  const { money, day, currency } = useFigures(whole.currency);
  const current = versions.at(-1)!;
  const decided = decidedLines(whole);
  const chosen = decided.length === 1 ? decided : decided.filter((one) => one.line === line);
  const shown = chosen.length > 0 ? chosen : decided;
  const parts = decided.length > 0 ? partsOf(decided) : undefined;
  const charge = money(sumOf(current.lines.map((one) => one.charge)));
  const answer =
    parts === undefined
      ? t(state === 'voided' ? 'claimVoided' : 'claimWaiting', {
          claim,
          charge: money(
            sumOf(versions.findLast(({ isVoided }) => !isVoided)?.lines.map((one) => one.charge) ?? []),
          ),
        })
      : t(signOf(parts.charge) < 0 ? 'claimRefund' : 'claimAnswer', {
          ...{ charge, planPays: money(parts.planPays), personPays: money(personPaysOf(parts)) },
        });
  const lines = [
    { value: '', label: t('allLines') },
    ...decided.map((one) => ({ value: one.line, label: `${t('line')} ${one.line}` })),
  ];
  const happened = (
    <Section title={t('history')} measure={t('historyMeasure')}>
      <History versions={versions} />
    </Section>
  );
  return (
    <>
      <Answer about={<Facts claim={whole} />}>{answer}</Answer>
      {parts === undefined ? (
        <Empty title={t(state)}>{t(state === 'voided' ? 'voidedNext' : 'waitingNext')}</Empty>
      ) : (
        <Columns>
          <Section
            span={8}
            title={t('cents')}
            measure={t('centsMeasure')}
            action={
              decided.length > 1 && (
                <Select
                  className="not-printed"
                  size="xs"
                  aria-label={t('ofLines')}
                  data={lines}
                  value={chosen[0]?.line ?? ''}
                  allowDeselect={false}
                  onChange={(next) => setFilters({ line: next ?? '' })}
                />
              )
            }
          >
            <WhereItWent claim={claim} lines={shown} />
          </Section>
          <Section span={4} title={t('used')} measure={t('usedMeasure')}>
            <UsedUp lines={shown} />
          </Section>
          <Section span={8} title={t('lineTable')} measure={t('lineMeasure', { currency })}>
            <LineTable
              version={current}
              decided={decided}
              chosen={chosen[0]?.line}
              onChoose={(next) => setFilters({ line: next })}
            />
          </Section>
          <Section span={4} title={t('proof')}>
            <div className={styles.proof}>
              <Status kind={explanation!.isReproduced ? 'good' : 'alert'}>
                {t(explanation!.isReproduced ? 'reproduced' : 'notReproduced')}
              </Status>
              <p className="quiet">{t(explanation!.isReproduced ? 'reproducedNext' : 'notReproducedNext')}</p>
              <Status kind="note">
                {t('versionNow', { version: current.version, day: day(current.received) })}
              </Status>
            </div>
          </Section>
          <Section title={t('stopLoss')} measure={t('stopLossMeasure')}>
            <UnderContracts claim={claim} />
          </Section>
          {shown.length === 1 && (
            <Section title={t('steps')} measure={t('stepsMeasure', { ...shown[0]! })}>
              <StepTable line={shown[0]!} />
            </Section>
          )}
          {shown.some(({ adjustments }) => adjustments.length > 0) && (
            <Section title={t('codes')} measure={t('codesMeasure')}>
              <CodeTable lines={shown} />
            </Section>
          )}
          {happened}
        </Columns>
      )}
      {parts === undefined && <Columns>{happened}</Columns>}
    </>
  );
}

/** Whose claim it is and of when. */
function Facts({ claim: whole }: { readonly claim: ClaimWhole }) {
  const t = useClaimsWords();
  const { day } = useFigures();
  const { versions, person, explanation, claim } = whole;
  const current = versions.at(-1)!;
  const days = current.lines.map(({ serviceDate }) => serviceDate).sort();
  const [from, to] = [days[0], days.at(-1)];
  const last = current.decisions.at(-1);
  const { memberName, planName } = useDocumentNames();
  const of = (part: 'plan' | 'member', nameOf: (code: string) => string) =>
    [...new Set(explanation?.lines.map((one) => nameOf(one[part])))].join(', ');
  const facts: [string, string][] = [
    [t('number'), claim],
    [t('person'), person ?? t('unknown')],
    ...(from === undefined
      ? []
      : [[t('service'), from === to ? day(from) : `${day(from)} – ${day(to!)}`] as [string, string]]),
    [t('benefit'), current.benefit],
    ...(current.provider === undefined ? [] : [[t('provider'), current.provider] as [string, string]]),
    ...(explanation === undefined
      ? []
      : [
          [t('plan'), of('plan', planName)] as [string, string],
          [t('member'), of('member', memberName)] as [string, string],
        ]),
    [t('received'), day(current.received)],
    ...(explanation === undefined || last === undefined
      ? []
      : [[t('paid'), day(last.paid)] as [string, string]]),
  ];
  return (
    <dl className={styles.facts}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
