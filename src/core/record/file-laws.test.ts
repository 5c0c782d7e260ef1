// Files at random: a right proof or bundle is proved, and none in which something is changed; nothing breaks the reader.
import { expect, test } from 'vitest';
import { bundleOf, checked, factLog, POLICY, proofOf } from '../../../tests/record/facts.ts';
import { GROUPS } from './fact.ts';

/** As many changed files, half of them bundles. `RECORD_FILES` asks for more. */
const FILES = Number(process.env.RECORD_FILES ?? 4000);

/** Whole numbers below a limit, the same in each run. */
function numbers(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % limit;
  };
}

const sizes = [1, 2, 3, 5, 8, 13];
const logs = sizes.map((size) => factLog(size));
const bundles = logs.map((log) => Buffer.from(bundleOf(log)));
const proofs = logs.flatMap((log) =>
  log.facts.map((_, at) => Buffer.from(proofOf(log, at, at % 2 === 0 ? GROUPS : ['money']))),
);

/** A file with something changed: a bit, a byte taken out, put in or doubled, a stretch gone or moved, the end cut off. */
function changed(file: Buffer, below: (limit: number) => number): Buffer {
  const at = below(file.length);
  const [before, behind] = [file.subarray(0, at), file.subarray(at)];
  const kind = below(8);
  const length = 1 + below(Math.min(80, behind.length));
  if (kind === 0) return Buffer.concat([before, behind.subarray(1)]);
  if (kind === 1) return Buffer.concat([before, Buffer.from([below(256)]), behind]);
  if (kind === 2) return Buffer.concat([before, behind.subarray(0, length), behind]);
  if (kind === 3) return Buffer.concat([before, behind.subarray(length)]);
  if (kind === 4) return before;
  if (kind === 5) {
    const moved = behind.subarray(0, length);
    const rest = Buffer.concat([before, behind.subarray(length)]);
    const to = below(rest.length + 1);
    return Buffer.concat([rest.subarray(0, to), moved, rest.subarray(to)]);
  }
  const copy = Buffer.from(file);
  copy[at]! ^= 1 << below(8);
  return copy;
}

/** A changed file without what nobody signs: the policy that a bundle has with it, and signatures that anybody can add. */
function signedPart(file: Buffer, right: Buffer): string {
  const rightText = right.toString('latin1');
  return file
    .toString('latin1')
    .replace(/"policy":"(?:[^"\\]|\\.)*"/, '')
    .replace(/\xe2\x80\x94 [^\n\\]*(\n|\\n)/g, (line) => (rightText.includes(line) ? line : ''));
}

/** True where nothing is gone but what follows from the rest: the stated digest of a shown group, a fact's commitment. */
function lacksWhatFollows(wrong: string, right: string): boolean {
  const stated = /"(?:digest|commitment)":"[^"]*",(?=")/g;
  return wrong.length < right.length && wrong.replace(stated, '') === right.replace(stated, '');
}

test('right files are proved', () => {
  for (const file of [...bundles, ...proofs])
    expect(checked(file, { policy: POLICY }).verdict).toBe('proved');
});

test('changed files are not, and say where or why', () => {
  const below = numbers(11);
  const codes = new Map<string, number>();
  for (let done = 0; done < FILES; done += 1) {
    const files = done % 2 === 0 ? bundles : proofs;
    const file = files[below(files.length)]!;
    const wrong = changed(file, below);
    const [now, before] = [signedPart(wrong, file), signedPart(file, file)];
    if (now === before || lacksWhatFollows(now, before)) continue;
    const { verdict, findings } = checked(wrong, { policy: POLICY });
    if (verdict === 'proved') expect.fail(`number ${done} is proved: ${wrong.toString('latin1')}`);
    const code = findings[0]!.refusal.code;
    codes.set(code, (codes.get(code) ?? 0) + 1);
  }
  const found = [
    'fact_differs',
    'proof_fails',
    'not_canonical',
    'bad_signature',
    'wrong_encoding',
    'torn_line',
  ];
  expect([...codes.keys()]).toEqual(expect.arrayContaining(found));
});

test('no byte of a small bundle may be another one, but those of its own policy', () => {
  const file = bundles[1]!;
  const policyAt = file.indexOf('"policy":"');
  const leavesAt = file.indexOf(0x0a);
  for (let at = 0; at < file.length; at += 1) {
    if (at >= policyAt + 10 && at < leavesAt - 2) continue;
    const wrong = Buffer.from(file);
    wrong[at]! ^= 1 << (at % 8);
    const { verdict } = checked(wrong, { policy: POLICY });
    if (verdict === 'proved') expect.fail(`byte ${at}: ${wrong.toString('latin1')}`);
  }
});
