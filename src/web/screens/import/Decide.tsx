import { Button, Modal } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { api } from '../../api/client.ts';
import { useChange } from '../../api/reading.ts';
import { usePool } from '../../api/session.ts';
import { Failed } from '../../parts/States.tsx';
import { useSharedWords } from '../../words/shared.ts';
import styles from './Import.module.css';
import { useImportWords } from './words.ts';

/** Decides what waits: asked for once more, then followed as a job. */
export function Decide() {
  const [t, common] = [useImportWords(), useSharedWords()];
  const { pool, path } = usePool();
  const navigate = useNavigate();
  const [isOpen, { open, close }] = useDisclosure();
  const decide = useChange(
    (_: object, header) =>
      api.POST('/api/v1/consortia/{consortium}/adjudications', { params: { path, header } }),
    [['jobs', pool]],
  );
  const start = () =>
    decide.mutate(
      {},
      {
        onSuccess: ({ job }) =>
          void navigate({
            to: '/pools/$pool/import/$detail',
            params: { pool, detail: String(job) },
          } as never),
      },
    );
  return (
    <div className={styles.work}>
      <p>{t('decideAbout')}</p>
      <div className="not-printed">
        <Button variant="default" onClick={open}>
          {t('decide')}
        </Button>
      </div>
      <Modal
        opened={isOpen}
        onClose={close}
        title={t('decide')}
        closeButtonProps={{ 'aria-label': common('close') }}
      >
        <div className={styles.work}>
          <p>{t('decideQuestion')}</p>
          {decide.error !== null && <Failed problem={decide.error} />}
          <div className={styles.buttons}>
            <Button variant="default" onClick={close}>
              {common('cancel')}
            </Button>
            <Button onClick={start} loading={decide.isPending}>
              {t('decideConfirm')}
            </Button>
          </div>
        </div>
      </Modal>
    </div>
  );
}
