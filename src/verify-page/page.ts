/** The page that checks a proof or a bundle alone: what is chosen or dropped is checked here, and nothing leaves. */
import { answerOf } from './answer.ts';
import { lackOfBrowser } from './browser.ts';
import { Abandoned, checkFile } from './check.ts';

const byId = <T extends HTMLElement>(id: string) => document.getElementById(id) as T;
const fileInput = byId<HTMLInputElement>('file');
const policyInput = byId<HTMLInputElement>('policy');
const idInput = byId<HTMLInputElement>('id');
const status = byId('status');
const bar = byId<HTMLProgressElement>('progress');
const answer = byId('answer');

/** Counts what was asked, so that an older answer never stands for a newer question. */
let asked = 0;

async function ask(): Promise<void> {
  asked += 1;
  const question = asked;
  const isAbandoned = () => question !== asked;
  const file = fileInput.files?.[0];
  answer.replaceChildren();
  if (file === undefined) {
    status.textContent = '';
    return;
  }
  bar.hidden = false;
  bar.value = 0;
  status.textContent = `Checking ${file.name}`;
  try {
    const policy = await policyInput.files?.[0]?.arrayBuffer();
    const text = policy && new TextDecoder('utf-8', { ignoreBOM: true }).decode(policy);
    const id = idInput.value.trim() || undefined;
    const progress = (done: number, total: number) => {
      bar.value = done / total;
    };
    const verified = await checkFile(file, { policy: text, id }, { progress, isAbandoned });
    answer.replaceChildren(...answerOf(verified));
    status.textContent = `Checked ${file.name}`;
  } catch (error) {
    if (error instanceof Abandoned) return;
    status.textContent = `${file.name} cannot be read. Choose it again.`;
    throw error;
  } finally {
    if (!isAbandoned()) bar.hidden = true;
  }
}

/** A file that is dropped on a place is chosen there; one that misses is taken for the file to be checked. */
function takeDrops(): void {
  const over = (event: DragEvent) => {
    event.preventDefault();
    for (const place of document.querySelectorAll('.place'))
      place.classList.toggle('over', place.contains(event.target as Node));
  };
  document.addEventListener('dragover', over);
  document.addEventListener('drop', (event) => {
    event.preventDefault();
    for (const place of document.querySelectorAll('.place')) place.classList.remove('over');
    const files = event.dataTransfer?.files;
    if (files === undefined || files.length === 0) return;
    const isPolicy = policyInput.closest('.place')!.contains(event.target as Node);
    (isPolicy ? policyInput : fileInput).files = files;
    void ask();
  });
}

function followScheme(): void {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const apply = () => {
    document.documentElement.dataset.mantineColorScheme = dark.matches ? 'dark' : 'light';
  };
  dark.addEventListener('change', apply);
  apply();
}

async function start(): Promise<void> {
  followScheme();
  const lack = await lackOfBrowser();
  if (lack !== undefined) {
    status.textContent = lack;
    return;
  }
  takeDrops();
  for (const input of [fileInput, policyInput, idInput]) {
    input.disabled = false;
    input.addEventListener('change', () => void ask());
  }
}

void start();
