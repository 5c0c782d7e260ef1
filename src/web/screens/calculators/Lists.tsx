import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import styles from './Calculators.module.css';
import { Field, type FieldProblem, type FieldProps, ObjectFields } from './Fields.tsx';
import { useFieldNames } from './fieldNames.ts';
import { begun, type Fields, isFields, kindOf, moved, type Schema, type Value, withField } from './schema.ts';
import { VariantFields } from './Variants.tsx';
import { useCalculatorWords } from './words.ts';

const rowsOf = (value: Value): readonly Value[] => (Array.isArray(value) ? value : []);
const fieldsOf = (value: Value): Fields => (isFields(value) ? value : {});

function Remove({ name, onClick }: { readonly name: string; readonly onClick: () => void }) {
  const t = useCalculatorWords();
  return (
    <ActionIcon
      variant="subtle"
      aria-label={t('remove', { name })}
      title={t('remove', { name })}
      onClick={onClick}
    >
      <IconTrash size={17} stroke={1.6} />
    </ActionIcon>
  );
}

/** What is done with a row as a whole: put before the one above or after the one below it, and taken out. */
export function RowActs({
  name,
  place,
  count,
  onMove,
  onRemove,
}: {
  readonly name: string;
  readonly place: number;
  readonly count: number;
  readonly onMove: (to: number) => void;
  readonly onRemove: () => void;
}) {
  const t = useCalculatorWords();
  const to = (label: string, target: number, Mark: typeof IconArrowUp) => (
    <ActionIcon
      variant="subtle"
      aria-label={label}
      title={label}
      disabled={target < 0 || target >= count}
      onClick={() => onMove(target)}
    >
      <Mark size={17} stroke={1.6} />
    </ActionIcon>
  );
  return (
    <span className={styles.rowActs}>
      {count > 1 && to(t('moveUp', { name }), place - 1, IconArrowUp)}
      {count > 1 && to(t('moveDown', { name }), place + 1, IconArrowDown)}
      <Remove name={name} onClick={onRemove} />
    </span>
  );
}

/** The rows of a list, changed one at a time, moved, taken out and added. */
function useRows({ schema, name, value, onChange }: FieldProps) {
  const { labelOf } = useFieldNames();
  const rows = rowsOf(value);
  return {
    rows,
    title: labelOf(name),
    rowName: (index: number) => `${labelOf(name)} ${index + 1}`,
    change: (index: number, row: Value) => onChange(rows.with(index, row)),
    acts: (index: number) => (
      <RowActs
        name={`${labelOf(name)} ${index + 1}`}
        place={index}
        count={rows.length}
        onMove={(to) => onChange(moved(rows, index, to))}
        onRemove={() => {
          const left = rows.toSpliced(index, 1);
          onChange(left.length === 0 ? undefined : left);
        }}
      />
    ),
    add: () => onChange([...rows, begun(schema.items!) ?? {}]),
  };
}

/** A list of plain rows, as a table to type into. */
export function TableField(props: FieldProps) {
  const { schema, place, problem } = props;
  const t = useCalculatorWords();
  const { labelOf } = useFieldNames();
  const { rows, title, change, acts, add } = useRows(props);
  const columns = Object.entries(schema.items?.properties ?? {});
  const required = schema.items?.required ?? [];
  return (
    <fieldset className={styles.object} data-place={place}>
      <legend>{title}</legend>
      {problem?.place === place && <p className={styles.wrong}>{problem.text}</p>}
      {rows.length > 0 && (
        <div className={styles.scroll}>
          <table className={styles.rows} aria-label={title}>
            <thead>
              <tr>
                {columns.map(([name]) => (
                  <th key={name} scope="col">
                    {labelOf(name)}
                  </th>
                ))}
                <th scope="col">
                  <span className="unseen">{t('remove', { name: title })}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row, index) => (
                // Rows have no other name than their place.
                <tr key={index}>
                  {columns.map(([name, field]) => (
                    <td key={name}>
                      <Field
                        schema={field}
                        name={name}
                        place={`${place}[${index}].${name}`}
                        value={fieldsOf(row)[name]}
                        isRequired={required.includes(name)}
                        problem={problem}
                        onChange={(changed) => change(index, withField(fieldsOf(row), name, changed))}
                      />
                    </td>
                  ))}
                  <td>{acts(index)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <Button className={styles.adds!} variant="default" size="compact-sm" onClick={add}>
        {t('addRow', { name: title })}
      </Button>
    </fieldset>
  );
}

/** A list of rows that hold more than a line, or are of several forms: each a block of its own. */
export function ListField(props: FieldProps) {
  const { schema, place, problem } = props;
  const t = useCalculatorWords();
  const { rows, title, rowName, change, acts, add } = useRows(props);
  const RowFields = kindOf(schema.items!) === 'variants' ? VariantRow : ObjectFields;
  return (
    <fieldset className={styles.object} data-place={place}>
      <legend>{title}</legend>
      {problem?.place === place && <p className={styles.wrong}>{problem.text}</p>}
      {rows.map((row, index) => (
        // Rows have no other name than their place.
        <fieldset key={index} className={styles.block}>
          <legend>{rowName(index)}</legend>
          {acts(index)}
          <RowFields
            schema={schema.items!}
            place={`${place}[${index}]`}
            value={fieldsOf(row)}
            problem={problem}
            onChange={(changed) => change(index, changed)}
          />
        </fieldset>
      ))}
      <Button className={styles.adds!} variant="default" size="compact-sm" onClick={add}>
        {t('addRow', { name: title })}
      </Button>
    </fieldset>
  );
}

/** A row of one of several forms, in one frame with what is done with it. */
function VariantRow({ onChange, ...props }: Parameters<typeof ObjectFields>[0]) {
  return (
    <div className={styles.object}>
      <VariantFields {...props} onChange={(changed) => onChange(fieldsOf(changed))} />
    </div>
  );
}

/** Fields whose names are the reader's own: networks, tiers, services. A name is typed, then what stands under it. */
export function MoreFields({
  schema,
  known,
  place,
  value,
  problem,
  onChange,
}: {
  readonly schema: Schema;
  readonly known: readonly string[];
  readonly place: string;
  readonly value: Fields;
  readonly problem: FieldProblem | undefined;
  readonly onChange: (value: Fields) => void;
}) {
  const t = useCalculatorWords();
  const [name, setName] = useState('');
  const own = Object.keys(value).filter((one) => !known.includes(one));
  const isNew = name.trim() !== '' && !(name.trim() in value);
  const add = () => {
    onChange({ ...value, [name.trim()]: begun(schema) ?? '' });
    setName('');
  };
  return (
    <div className={styles.more}>
      {own.map((one) => (
        <div key={one} className={styles.own}>
          <Field
            schema={schema}
            name={one}
            place={place === '' ? one : `${place}.${one}`}
            value={value[one]}
            isRequired
            problem={problem}
            onChange={(changed) => onChange({ ...value, [one]: changed ?? '' })}
          />
          <Remove name={one} onClick={() => onChange(withField(value, one, undefined))} />
        </div>
      ))}
      <div className={styles.own}>
        <TextInput
          label={t('newName')}
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            if (isNew) add();
          }}
        />
        <Button variant="default" disabled={!isNew} onClick={add}>
          {t('add')}
        </Button>
      </div>
    </div>
  );
}
