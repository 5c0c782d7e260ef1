import { Button, Modal } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { queries } from '../api/reading.ts';
import { useSharedWords } from '../words/shared.ts';
import { Status } from './Status.tsx';

const SignOnForm = lazy(() =>
  import('../screens/sign-on/SignOnForm.tsx').then(({ SignOnForm }) => ({ default: SignOnForm })),
);

/**
 * Signing on over a page whose session has ended: the page stays, with what was typed in it. Who is somebody else then has
 * a page of their own (`Frame`), so that nothing is sent as another.
 */
export function SignOnAgain() {
  const t = useSharedWords();
  const [isOpen, setOpen] = useState(false);
  const [isOn, setOn] = useState(false);
  const signedOn = async () => {
    await queries.refetchQueries({ queryKey: ['me'] });
    setOpen(false);
    setOn(true);
    await queries.invalidateQueries();
  };
  if (isOn) return <Status kind="good">{t('signedOnAgain')}</Status>;
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('signOn')}</Button>
      <Modal
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={t('signOnAgain')}
        closeButtonProps={{ 'aria-label': t('close') }}
        transitionProps={{ duration: 140 }}
      >
        <Suspense fallback={null}>
          <SignOnForm isOver onSignedOn={() => void signedOn()} />
        </Suspense>
      </Modal>
    </>
  );
}
