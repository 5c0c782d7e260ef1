import { Button, Textarea } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { api } from '../../api/client.ts';
import { useChange } from '../../api/reading.ts';
import { usePool } from '../../api/session.ts';
import { Action, type Given } from '../../parts/Action.tsx';
import { saveAs } from '../../parts/csv.ts';
import { useFigures } from '../../parts/figures.ts';
import { Section } from '../../parts/Section.tsx';
import { Status } from '../../parts/Status.tsx';
import styles from './Record.module.css';
import type { Standing } from './reads.ts';
import { useRecordWords } from './words.ts';

/** Who has to sign: the groups as a tree, and the policy as a file to be kept; the administrator announces another. */
export function Policy({ of }: { readonly of: Standing }) {
  const t = useRecordWords();
  const { may } = usePool();
  const { quorum, policy } = of;
  return (
    <Section
      title={t('policy')}
      measure={policy.version === 0 ? t('policyNone') : t('policyVersion', { version: policy.version })}
      span={7}
      note={t('policyNote')}
      action={may('record.keep') && <Announce text={withoutLogs(policy.text)} />}
    >
      {quorum === 'none' ? (
        <p>{t('quorumNone')}</p>
      ) : (
        <ul className={styles.tree}>
          <Who name={quorum} of={of} />
        </ul>
      )}
      <Textarea
        className={styles.text}
        classNames={{ input: styles.code! }}
        label={t('policyFile')}
        value={policy.text}
        dir="ltr"
        readOnly
        autosize
      />
      <Button
        className="not-printed"
        variant="default"
        leftSection={<IconDownload size={17} aria-hidden />}
        onClick={() => saveAs('policy.txt', policy.text, 'text/plain;charset=utf-8')}
      >
        {t('savePolicy')}
      </Button>
    </Section>
  );
}

/** A witness with whether it has signed, or a group with how many of its members have to. */
function Who({ name, of }: { readonly name: string; readonly of: Standing }) {
  const t = useRecordWords();
  const { count } = useFigures();
  const group = of.groups.find((one) => one.name === name);
  if (group === undefined) {
    const signed = of.witnesses.find((one) => one.name === name)?.signed;
    const isThere = signed !== undefined && of.final !== undefined && signed.size >= of.final.size;
    return (
      <li>
        <Status kind={isThere ? 'good' : 'caution'}>
          <bdi>{name}</bdi>
        </Status>
      </li>
    );
  }
  const { threshold, members } = group;
  return (
    <li>
      <bdi>{name}</bdi>: {t('needs', { needed: count(threshold), count: members.length })}
      <ul>
        {members.map((member) => (
          <Who key={member} name={member} of={of} />
        ))}
      </ul>
    </li>
  );
}

function Announce({ text }: { readonly text: string }) {
  const t = useRecordWords();
  const { pool, path } = usePool();
  const change = useChange(
    (given: Given, header) =>
      api.POST('/api/v1/consortia/{consortium}/record/policy', {
        params: { path, header },
        // What was typed into a page ends in no end of line; a policy does.
        body: { text: `${given.text!.trimEnd()}\n` },
      }),
    [['record', pool]],
  );
  return (
    <Action
      verb={t('announce')}
      title={t('announceTitle')}
      binds={t('announceBinds')}
      change={change}
      fields={[
        { name: 'text', label: t('policyText'), kind: 'long', about: t('policyTextAbout'), initial: text },
      ]}
      done={({ version }) => t('announced', { version })}
    />
  );
}

/** The log's own keys are not announced with it. */
const withoutLogs = (text: string) =>
  text
    .split('\n')
    .filter((line) => !/^\s*log\s/.test(line))
    .join('\n')
    .trimEnd();
