import { Button, NativeSelect } from '@mantine/core';
import { useState } from 'react';
import type { Problem } from '../../api/client.ts';
import { Section } from '../../parts/Section.tsx';
import { Read } from '../../parts/States.tsx';
import { useSchema } from '../calculators/calculation.ts';
import { calculationOf } from '../calculators/catalogue.ts';
import { type FieldProblem, ObjectFields } from '../calculators/Fields.tsx';
import { RowActs } from '../calculators/Lists.tsx';
import { moved, placeOf, type Schema } from '../calculators/schema.ts';
import { VariantFields } from '../calculators/Variants.tsx';
import { freeName } from '../programmes/layers.ts';
import styles from './Choices.module.css';
import { type Bidding, FORMS, newBid, type Tender, withBid, withoutBid } from './tender.ts';
import { useChoiceWords } from './words.ts';

interface OfTender {
  readonly tender: Tender;
  readonly onChange: (tender: Tender) => void;
}

/** The bids of a tender as forms: each opened, changed, moved, taken out; one of any form added; and what else was asked. */
export function Bids({ problem, ...of }: OfTender & { readonly problem: Problem | null }) {
  const t = useChoiceWords();
  const schema = useSchema(calculationOf('comparison')!);
  const place = placeOf(problem?.path);
  const told =
    place === undefined
      ? undefined
      : { place, text: t('expectedThere', { expected: problem?.expected ?? problem?.message }) };
  return (
    <Section title={t('bids')} measure={t('bidsMeasure')} note={t('bidsNote')}>
      <Read of={schema}>
        {(asked) => {
          const { bids, ...rest } = asked.properties ?? {};
          return (
            <>
              {of.tender.bids.map((bid, number) => (
                // Names are typed: a bid is known by its place.
                <BidForm key={number} {...of} {...{ bid, number }} schema={bids!.items!} problem={told} />
              ))}
              <AddBid {...of} />
              <Rest {...of} schema={{ ...asked, properties: rest }} problem={told} />
            </>
          );
        }}
      </Read>
    </Section>
  );
}

interface OfForm extends OfTender {
  readonly schema: Schema;
  readonly problem: FieldProblem | undefined;
}

function BidForm({
  tender,
  bid,
  number,
  schema,
  problem,
  onChange,
}: OfForm & { readonly bid: Bidding; readonly number: number }) {
  const t = useChoiceWords();
  const [isOpen, setOpen] = useState(false);
  const place = `bids[${number}]`;
  return (
    <div className={styles.bid}>
      <details open={isOpen} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary>
          <strong>{bid.name}</strong> <span className="quiet">{t(bid.form)}</span>
        </summary>
        {/* What is closed has no fields that could be tabbed to. */}
        {isOpen && (
          <VariantFields
            {...{ schema, place, problem }}
            value={bid}
            onChange={(changed) => onChange(withBid(tender, number, changed as Bidding))}
          />
        )}
      </details>
      <RowActs
        name={bid.name}
        place={number}
        count={tender.bids.length}
        onMove={(to) => onChange({ ...tender, bids: moved(tender.bids, number, to) })}
        onRemove={() => onChange(withoutBid(tender, number))}
      />
    </div>
  );
}

function AddBid({ tender, onChange }: OfTender) {
  const t = useChoiceWords();
  const [form, setForm] = useState<Bidding['form']>(FORMS[0]);
  const add = () => {
    const name = freeName(
      tender.bids.map((bid) => bid.name),
      (number) => t('bidNumber', { number }),
    );
    onChange({ ...tender, bids: [...tender.bids, newBid(tender, form, name)] });
  };
  return (
    <div className={`${styles.given} ${styles.add} not-printed`}>
      <NativeSelect
        label={t('addForm')}
        value={form}
        data={FORMS.map((value) => ({ value, label: t(value) }))}
        onChange={({ currentTarget }) => setForm(currentTarget.value as Bidding['form'])}
      />
      <Button variant="default" onClick={add}>
        {t('addBid')}
      </Button>
    </div>
  );
}

/** All of a tender but its bids. */
function Rest({ tender, schema, problem, onChange }: OfForm) {
  const t = useChoiceWords();
  const [isOpen, setOpen] = useState(false);
  return (
    <details open={isOpen} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        <strong>{t('rest')}</strong>
      </summary>
      {isOpen && (
        <ObjectFields
          {...{ schema, problem }}
          place=""
          value={tender}
          onChange={(changed) => onChange(changed as unknown as Tender)}
        />
      )}
    </details>
  );
}
