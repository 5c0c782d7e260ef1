import { usePool } from '../../api/session.ts';
import { useFigures } from '../../parts/figures.ts';
import { Answer, Columns, Section } from '../../parts/Section.tsx';
import { Empty, Read } from '../../parts/States.tsx';
import { Audit } from './Audit.tsx';
import { CheckFile } from './CheckFile.tsx';
import { Checkpoint } from './Checkpoint.tsx';
import { Forget } from './Forget.tsx';
import { Keys } from './Keys.tsx';
import { LookUp } from './LookUp.tsx';
import { Policy } from './Policy.tsx';
import { type Standing, useStanding } from './reads.ts';
import { Witnesses } from './Witnesses.tsx';
import { useRecordWords } from './words.ts';

/** The shared record: what is signed and by whom, checked here; and what is done to the record itself. */
export function Record() {
  const t = useRecordWords();
  const { may } = usePool();
  const standing = useStanding();
  return (
    <Read of={standing} lines={10}>
      {(found) => (
        <>
          <Answer about={t('about')}>
            <Sentence of={found} />
          </Answer>
          <Columns>
            {found.checkpoint === undefined ? (
              <Section title={t('checkpoint')} span={7}>
                <Empty title={t('noneSigned')}>{t('noneSignedNext')}</Empty>
              </Section>
            ) : (
              <Checkpoint of={found} checkpoint={found.checkpoint} />
            )}
            <Section title={t('check')} measure={t('checkMeasure')} span={5}>
              <CheckFile policy={found.policy.text} />
            </Section>
            <Witnesses of={found} />
            <Section title={t('lookUp')} measure={t('lookUpMeasure')} span={5}>
              <LookUp policy={found.policy.text} />
            </Section>
            <Policy of={found} />
            <Keys of={found} />
            {may('record.audit') && <Audit />}
            {may('record.erase') && <Forget />}
          </Columns>
        </>
      )}
    </Read>
  );
}

/** What stands there, how far it is final, and by whose word. */
function Sentence({ of: { size, checkpoint, final, witnesses, quorum } }: { readonly of: Standing }) {
  const t = useRecordWords();
  const { count, time, locale } = useFigures();
  if (checkpoint === undefined) return t('answerEmpty');
  const facts = { count: size, facts: count(size) };
  if (quorum === 'none') return t('answerAlone', { ...facts, when: time(checkpoint.signed) });
  if (final === undefined) return t('answerNotYet', facts);
  const names = witnesses.filter(({ signed }) => signed !== undefined && signed.size >= final.size);
  const by = new Intl.ListFormat(locale, { type: 'conjunction' }).format(names.map(({ name }) => name));
  const words = { ...facts, when: time(final.since), by };
  if (final.size === size) return t('answerFinal', words);
  return t('answerFinalTo', { ...words, final: count(final.size) });
}
