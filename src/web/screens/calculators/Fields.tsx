import { Button, Checkbox, Select, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import styles from './Calculators.module.css';
import { useFieldNames } from './fieldNames.ts';
import { ListField, MoreFields, TableField } from './Lists.tsx';
import {
  begun,
  type Fields as FieldValues,
  isFields,
  kindOf,
  type Schema,
  typedList,
  typedNumber,
  type Value,
  withField,
} from './schema.ts';
import { VariantField } from './Variants.tsx';
import { useCalculatorWords } from './words.ts';

/** A problem of the document, by the field where it lies. */
export interface FieldProblem {
  readonly place: string;
  readonly text: string;
}

export interface FieldProps {
  readonly schema: Schema;
  readonly name: string;
  /** Its place in the document: "layers[0].share". */
  readonly place: string;
  readonly value: Value;
  readonly isRequired?: boolean;
  readonly problem: FieldProblem | undefined;
  readonly onChange: (value: Value) => void;
}

/** A field of a document, asked for as its schema says. */
export function Field(props: FieldProps) {
  const { schema, name, place, value, isRequired = false, problem, onChange } = props;
  const { labelOf, helpOf, choiceOf } = useFieldNames();
  const kind = kindOf(schema);
  const shared = {
    ...{ label: labelOf(name), required: isRequired, 'data-place': place },
    description: schema.description ?? helpOf(name),
    error: problem?.place === place ? problem.text : undefined,
  };
  if (kind === 'object') return <ObjectField {...props} />;
  if (kind === 'variants') return <VariantField {...props} />;
  if (kind === 'table') return <TableField {...props} />;
  if (kind === 'list') return <ListField {...props} />;
  if (kind === 'flag')
    return (
      <Checkbox
        {...shared}
        checked={(value ?? schema.default ?? false) === true}
        onChange={({ currentTarget }) => onChange(currentTarget.checked)}
      />
    );
  if (kind === 'choice')
    return (
      <Select
        {...shared}
        data={schema.enum!.map((one) => ({ value: String(one), label: choiceOf(String(one)) }))}
        value={value === undefined ? null : String(value)}
        placeholder={schema.default === undefined ? undefined : choiceOf(String(schema.default))}
        searchable={schema.enum!.length > 12}
        clearable={!isRequired}
        onChange={(chosen) => onChange(chosen ?? undefined)}
      />
    );
  if (kind === 'grid' || kind === 'numbers')
    return <TypedList {...props} shared={shared} isGrid={kind === 'grid'} />;
  if (kind === 'number') return <TypedNumber {...props} shared={shared} />;
  return (
    <TextInput
      {...shared}
      type={kind === 'day' ? 'date' : 'text'}
      placeholder={typeof schema.default === 'string' ? schema.default : undefined}
      value={value === undefined ? '' : String(value)}
      onChange={({ currentTarget }) => onChange(currentTarget.value === '' ? undefined : currentTarget.value)}
    />
  );
}

interface Typed extends FieldProps {
  readonly shared: Record<string, unknown>;
}

/** A number keeps what is being typed ("1.") until the field is left. */
function TypedNumber({ value, schema, shared, onChange }: Typed) {
  const [typed, setTyped] = useState<string>();
  return (
    <TextInput
      {...shared}
      inputMode="decimal"
      placeholder={schema.default === undefined ? undefined : String(schema.default)}
      value={typed ?? (value === undefined ? '' : String(value))}
      onChange={({ currentTarget }) => {
        setTyped(currentTarget.value);
        onChange(typedNumber(currentTarget.value));
      }}
      onBlur={() => setTyped(undefined)}
    />
  );
}

/** A list between commas, or a row of it on each line. */
function TypedList({ value, schema, shared, isGrid, onChange }: Typed & { readonly isGrid: boolean }) {
  const t = useCalculatorWords();
  const [typed, setTyped] = useState<string>();
  const rows = (Array.isArray(value) ? value : []) as Value[];
  const written = isGrid
    ? rows.map((row) => (Array.isArray(row) ? row.join(', ') : String(row))).join('\n')
    : rows.join(', ');
  const read = (text: string): Value => {
    if (text.trim() === '') return undefined;
    if (!isGrid) return typedList(text, schema.items!);
    const lines = text.split('\n').filter((line) => line.trim() !== '');
    return lines.map((line) => typedList(line, schema.items!.items!));
  };
  return (
    <Textarea
      {...shared}
      className={isGrid ? styles.wide! : ''}
      description={(shared.description as string | undefined) ?? t(isGrid ? 'aRowALine' : 'betweenCommas')}
      autosize
      minRows={isGrid ? 3 : 1}
      value={typed ?? written}
      onChange={({ currentTarget }) => {
        setTyped(currentTarget.value);
        onChange(read(currentTarget.value));
      }}
      onBlur={() => setTyped(undefined)}
    />
  );
}

/** Fields together. Where they may be left out, they are there once they are asked for. */
function ObjectField({ schema, name, place, value, isRequired, problem, onChange }: FieldProps) {
  const t = useCalculatorWords();
  const { labelOf } = useFieldNames();
  const title = labelOf(name);
  if (!isFields(value) && isRequired !== true)
    return (
      <Button
        className={styles.adds!}
        variant="default"
        size="compact-sm"
        onClick={() => onChange(begun(schema))}
      >
        {t('addOne', { name: title })}
      </Button>
    );
  return (
    <fieldset className={styles.object} data-place={place}>
      <legend>{title}</legend>
      {problem?.place === place && <p className={styles.wrong}>{problem.text}</p>}
      <ObjectFields
        schema={schema}
        place={place}
        value={isFields(value) ? value : {}}
        problem={problem}
        onChange={onChange}
      />
      {isRequired !== true && (
        <Button
          className={styles.adds!}
          variant="subtle"
          size="compact-sm"
          onClick={() => onChange(undefined)}
        >
          {t('remove', { name: title })}
        </Button>
      )}
    </fieldset>
  );
}

/** The fields of an object, with those that carry names of their own. */
export function ObjectFields({
  schema,
  place,
  value,
  problem,
  onChange,
}: {
  readonly schema: Schema;
  readonly place: string;
  readonly value: FieldValues;
  readonly problem: FieldProblem | undefined;
  readonly onChange: (value: FieldValues) => void;
}) {
  const inside = (name: string) => (place === '' ? name : `${place}.${name}`);
  return (
    <div className={styles.fields}>
      {Object.entries(schema.properties ?? {}).map(([name, field]) => (
        <Field
          key={name}
          schema={field}
          name={name}
          place={inside(name)}
          value={value[name]}
          isRequired={schema.required?.includes(name) ?? false}
          problem={problem}
          onChange={(changed) => onChange(withField(value, name, changed))}
        />
      ))}
      {typeof schema.additionalProperties === 'object' && (
        <MoreFields
          schema={schema.additionalProperties}
          known={Object.keys(schema.properties ?? {})}
          place={place}
          value={value}
          problem={problem}
          onChange={onChange}
        />
      )}
    </div>
  );
}
