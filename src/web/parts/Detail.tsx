import { Drawer } from '@mantine/core';
import type { ReactNode } from 'react';
import { useSharedWords } from '../words/shared.ts';

/** A detail, in a drawer from the end edge; it is open by its address, so that closing it is a matter of the address. */
export function Detail({
  title,
  isOpen,
  onClose,
  children,
}: {
  readonly title: ReactNode;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  const t = useSharedWords();
  return (
    <Drawer
      opened={isOpen}
      onClose={onClose}
      title={title}
      position="right"
      size="lg"
      closeButtonProps={{ 'aria-label': t('close') }}
      transitionProps={{ duration: 140 }}
    >
      {children}
    </Drawer>
  );
}
