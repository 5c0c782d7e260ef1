import { Switch } from '@mantine/core';
import { Spotlight, spotlight } from '@mantine/spotlight';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { usePool } from '../api/session.ts';
import { useOpenPlaces } from './SideBar.tsx';
import { SINGLE_KEYS, useJump } from './useKeys.ts';
import { useFrameWords } from './words.ts';
import '@mantine/spotlight/styles.css';

/** The jump: every open place by name, and the keys. Loaded when it is first asked for. */
export default function Jump() {
  const t = useFrameWords();
  const { pool } = usePool();
  const open = useOpenPlaces();
  const navigate = useNavigate();
  const [isSingle, setSingle] = useState(() => localStorage.getItem(SINGLE_KEYS) !== 'off');
  useJump(spotlight.open);
  useEffect(() => spotlight.open(), []);
  const go = (name: string) =>
    void navigate({ to: `/pools/$pool/${name}` as never, params: { pool } as never });
  const actions = [
    {
      group: t('places'),
      actions: open.map(({ name, key, icon: Mark }) => ({
        ...{ id: name, label: t(name), description: `G ${key.toUpperCase()}`, onClick: () => go(name) },
        leftSection: <Mark size={18} stroke={1.6} aria-hidden />,
      })),
    },
    {
      group: t('keys'),
      actions: (['keysJump', 'keysGo', 'keysRows', 'keysFilter', 'keysList'] as const).map((key) => ({
        ...{ id: key, label: t(key), closeSpotlightOnTrigger: false },
      })),
    },
    {
      group: t('keysSingle'),
      actions: [
        {
          id: 'single',
          label: t('keysSingle'),
          closeSpotlightOnTrigger: false,
          rightSection: <Switch checked={isSingle} readOnly tabIndex={-1} aria-hidden />,
          onClick: () => {
            localStorage.setItem(SINGLE_KEYS, isSingle ? 'off' : 'on');
            setSingle(!isSingle);
          },
        },
      ],
    },
  ];
  return (
    <Spotlight
      actions={actions}
      shortcut={null}
      nothingFound={t('nothingFound')}
      searchProps={{ placeholder: t('jump'), 'aria-label': t('jump') }}
      highlightQuery
    />
  );
}
