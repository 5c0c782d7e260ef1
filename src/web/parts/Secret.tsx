import { Button, CopyButton } from '@mantine/core';
import styles from './Action.module.css';
import { useAskingWords } from './words.ts';

/** Something that is shown to be kept elsewhere: a key, a secret, codes; and the button that copies it. */
export function Secret({ text, label }: { readonly text: string; readonly label: string }) {
  const t = useAskingWords();
  return (
    <div className={styles.secret}>
      <span className="quiet">{label}</span>
      <code dir="ltr" style={{ whiteSpace: 'pre-wrap' }}>
        {text}
      </code>
      <CopyButton value={text}>
        {({ copied, copy }) => (
          <Button variant="default" size="compact-sm" onClick={copy}>
            {t(copied ? 'copied' : 'copy')}
          </Button>
        )}
      </CopyButton>
    </div>
  );
}
