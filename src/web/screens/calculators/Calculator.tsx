import { Button, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { usePool } from '../../api/session.ts';
import { useFilters } from '../../parts/filters.ts';
import { Answer, Columns, Section } from '../../parts/Section.tsx';
import { Empty, Failed, Read } from '../../parts/States.tsx';
import { Status } from '../../parts/Status.tsx';
import { type Step, Steps } from '../../parts/Steps.tsx';
import styles from './Calculators.module.css';
import { useAnswer, useSchema } from './calculation.ts';
import type { Calculation, CalculationName } from './catalogue.ts';
import { Field, type FieldProblem, ObjectFields } from './Fields.tsx';
import { useFieldNames } from './fieldNames.ts';
import { Picture } from './Picture.tsx';
import { Result } from './Result.tsx';
import { type Fields, kindOf, placeOf, type Schema } from './schema.ts';
import { useSentence } from './sentence.ts';
import { useDocument } from './useDocument.ts';
import { useCalculatorWords } from './words.ts';

/** One calculator: its form beside its answer, in a picture, as figures and as steps. */
export function Calculator({
  calculation,
}: {
  readonly calculation: Calculation & { readonly name: CalculationName };
}) {
  const t = useCalculatorWords();
  const { pool } = usePool();
  const { labelOf } = useFieldNames();
  const schema = useSchema(calculation);
  const { document, settled, setDocument } = useDocument();
  const [filters, setFilters] = useFilters();
  const options = Object.fromEntries(
    calculation.options.flatMap((name) => (filters[name] ? [[name, filters[name]]] : [])),
  );
  const answer = useAnswer(calculation, settled, options);
  const isAsked = Object.keys(settled).length > 0;
  const { error } = answer;
  const isRefused = error !== null && error.status >= 400 && error.status < 500 && isAsked;
  const place = placeOf(error?.path);
  const told = isRefused ? t('expected', { expected: error.expected ?? error.message }) : '';
  const problem = isRefused && place !== undefined ? { place, text: told } : undefined;
  const { explanation, ...found } = isAsked && error === null ? (answer.data ?? {}) : ({} as Fields);
  const isFound = Object.keys(found).length > 0;
  const sentence = useSentence(calculation.name, settled, found);
  return (
    <>
      <Answer
        about={
          <>
            {sentence !== undefined && <strong>{t(calculation.name)}. </strong>}
            {t(`${calculation.name}About`)}{' '}
            <Link to={`/pools/${pool}/calculators` as never} className={styles.back!}>
              {t('back')}
            </Link>
          </>
        }
      >
        {sentence ?? t(calculation.name)}
      </Answer>
      <Columns>
        <Section span={6} title={t('asked')} note={t('linkNote')}>
          <Actions calculation={calculation} onFill={setDocument} />
          <Read of={schema} lines={10}>
            {(asked) => (
              <form onSubmit={(event) => event.preventDefault()} aria-label={t('asked')}>
                <Form schema={asked} document={document} problem={problem} onChange={setDocument} />
              </form>
            )}
          </Read>
          {calculation.options.length > 0 && (
            <fieldset className={styles.object}>
              <legend>{t('options')}</legend>
              <div className={styles.fields}>
                {calculation.options.map((name) => (
                  <TextInput
                    key={name}
                    label={labelOf(name)}
                    value={filters[name] ?? ''}
                    error={place === `query.${name}` ? told : undefined}
                    onChange={({ currentTarget }) => setFilters({ [name]: currentTarget.value })}
                  />
                ))}
              </div>
            </fieldset>
          )}
        </Section>
        <Section span={6} title={t('found')}>
          <div aria-live="polite">
            {isAsked && (
              <Status kind={isRefused ? 'caution' : answer.isFetching ? 'note' : 'good'}>
                {isRefused
                  ? place
                    ? t('at', { place, problem: told })
                    : t('refused', { problem: told })
                  : t(answer.isFetching ? 'working' : 'workedOut')}
              </Status>
            )}
          </div>
          {error !== null && !isRefused && <Failed problem={error} again={() => void answer.refetch()} />}
          {!isFound && !isRefused && <Empty title={t('foundEmpty')}>{t('foundEmptyNext')}</Empty>}
          {isFound && (
            <>
              <Picture name={calculation.name} document={settled} found={found} />
              <Result found={found} />
            </>
          )}
        </Section>
        {Array.isArray(explanation) && explanation.length > 0 && (
          <Section title={t('steps')} measure={t('stepsMeasure')}>
            <Steps steps={explanation as Step[]} />
          </Section>
        )}
      </Columns>
    </>
  );
}

/** The form of a whole document; where it may be one of several, which of them is asked first. */
function Form({
  schema,
  document,
  problem,
  onChange,
}: {
  readonly schema: Schema;
  readonly document: Fields;
  readonly problem: FieldProblem | undefined;
  readonly onChange: (document: Fields) => void;
}) {
  if (kindOf(schema) === 'variants')
    return (
      <Field
        schema={schema}
        name="form"
        place=""
        value={document}
        isRequired
        problem={problem}
        onChange={(changed) => onChange(changed as Fields)}
      />
    );
  return <ObjectFields schema={schema} place="" value={document} problem={problem} onChange={onChange} />;
}

/** Fills the form in with an example, empties it, and copies its link. */
function Actions({
  calculation,
  onFill,
}: {
  readonly calculation: Calculation;
  readonly onFill: (document: Fields) => void;
}) {
  const t = useCalculatorWords();
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(location.href);
    setCopied(true);
    setTimeout(() => setCopied(false), 3000);
  };
  return (
    <div className={`${styles.actions} not-printed`}>
      <Button
        variant="default"
        onClick={() => void calculation.example().then((example) => onFill(example.default as Fields))}
      >
        {t('example')}
      </Button>
      <Button variant="default" onClick={() => void copy()}>
        {t(isCopied ? 'copied' : 'copy')}
      </Button>
      <Button variant="subtle" onClick={() => onFill({})}>
        {t('clear')}
      </Button>
    </div>
  );
}
