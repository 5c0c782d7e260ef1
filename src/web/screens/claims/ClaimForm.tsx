import { Autocomplete, Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Problem } from '../../api/client.ts';
import styles from './ClaimForm.module.css';
import { type Draft, type DraftLine, emptyLine, missingIn } from './draft.ts';
import { useTerms } from './useTerms.ts';
import { useClaimsWords } from './words.ts';

/** The fields of a claim that is typed; a problem of the API stands at the field that it names. */
export function ClaimForm({
  draft,
  onDraft,
  isNumberFixed = false,
  problem,
  onReview,
}: {
  readonly draft: Draft;
  readonly onDraft: (draft: Draft) => void;
  /** Of an adjustment: number and person are those of the claim. */
  readonly isNumberFixed?: boolean;
  readonly problem: Problem | null;
  readonly onReview: () => void;
}) {
  const t = useClaimsWords();
  const { networks, services } = useTerms();
  const [isTried, setTried] = useState(false);
  const missing = missingIn(draft);
  const errorOf = (place: string, isAmount = false) => {
    if (problem?.path === `body.${place}`) return problem.expected ?? problem.message;
    return isTried && missing.has(place) ? t(isAmount ? 'amountForm' : 'missing') : undefined;
  };
  const text = (field: Exclude<keyof Draft, 'lines'>, label: string, type = 'text', isFixed = false) => (
    <TextInput
      label={label}
      type={type}
      value={draft[field]}
      disabled={isFixed}
      error={errorOf(field)}
      onChange={({ currentTarget: { value } }) => onDraft({ ...draft, [field]: value })}
    />
  );
  const setLine = (at: number, change: Partial<DraftLine>) =>
    onDraft({
      ...draft,
      lines: draft.lines.map((line, index) => (index === at ? { ...line, ...change } : line)),
    });
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (missing.size === 0) onReview();
      }}
    >
      <div className={styles.fields}>
        {text('claim', t('number'), 'text', isNumberFixed)}
        {text('person', t('person'), 'text', isNumberFixed)}
        {text('received', t('frequencyReceived'), 'date')}
        {text('benefit', t('benefit'))}
        {text('provider', t('provider'))}
      </div>
      {draft.lines.map((line, at) => {
        const field = (name: keyof DraftLine, label: string, type = 'text', isAmount = false) => (
          <TextInput
            label={label}
            type={type}
            inputMode={isAmount ? 'decimal' : undefined}
            value={line[name]}
            error={errorOf(`lines[${at}].${name}`, isAmount)}
            onChange={({ currentTarget: { value } }) => setLine(at, { [name]: value })}
          />
        );
        return (
          // A line has no other name than its place while its code is typed.
          <fieldset key={at} className={styles.line}>
            <legend>{`${t('line')} ${line.line}`}</legend>
            <div className={styles.fields}>
              {field('line', t('line'))}
              {field('serviceDate', t('serviceDate'), 'date')}
              <Autocomplete
                label={t('service')}
                data={services}
                value={line.service}
                error={errorOf(`lines[${at}].service`)}
                onChange={(service) => setLine(at, { service })}
              />
              <NativeSelect
                label={t('network')}
                data={[...new Set([line.network, ...networks])].filter((name) => name !== '')}
                value={line.network}
                error={errorOf(`lines[${at}].network`)}
                onChange={({ currentTarget: { value } }) => setLine(at, { network: value })}
              />
              {field('procedure', t('procedure'))}
              {field('charge', t('charge'), 'text', true)}
              {field('allowed', t('allowed'), 'text', true)}
            </div>
            {draft.lines.length > 1 && (
              <Button
                variant="subtle"
                size="compact-sm"
                justify="start"
                onClick={() => onDraft({ ...draft, lines: draft.lines.filter((_, index) => index !== at) })}
              >
                {t('removeLine', { line: line.line })}
              </Button>
            )}
          </fieldset>
        );
      })}
      <div className={styles.buttons}>
        <Button
          variant="default"
          onClick={() =>
            onDraft({ ...draft, lines: [...draft.lines, emptyLine(draft.lines, networks[0] ?? '')] })
          }
        >
          {t('addLine')}
        </Button>
        <Button type="submit">{t('review')}</Button>
      </div>
    </form>
  );
}
