// Each calculator opened by a link that holds its example: what it shows is what the engine answers, with a picture and
// every step.
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkContractDocument } from '../../src/app/check-contract.ts';
import { compareDocument } from '../../src/app/compare.ts';
import { simulateApart } from '../../src/app/simulate-apart.ts';
import { answerValues } from '../../src/app/values.ts';
import { isRefusal } from '../../src/core/refusal.ts';
import { calculate, calculators } from '../../src/engine/index.ts';
import { packed } from '../../src/web/screens/calculators/packed.ts';
import { type Console, openConsole, PATIENCE, settled } from './console.ts';

let console_: Console;
beforeAll(async () => {
  console_ = await openConsole({ scale: 0.005 });
});
afterAll(() => console_?.close());

const SIMULATED = { years: 2000, seed: 7 };
const exampleOf = (name: string): unknown => {
  const file = name === 'simulation' ? 'aggregate-loss' : name;
  return JSON.parse(readFileSync(`src/web/screens/calculators/examples/${file}.json`, 'utf8'));
};

/** What is answered without the console: by the engine, or by what the command line asks. */
async function answerOf(name: string): Promise<Record<string, unknown>> {
  const document = exampleOf(name);
  const found =
    name === 'comparison'
      ? compareDocument(document, true)
      : name === 'contract-check'
        ? checkContractDocument(document)
        : name === 'values'
          ? answerValues(document, { explain: true, further: undefined })
          : name === 'simulation'
            ? await simulateApart(document, SIMULATED)
            : calculate(name, document, { explain: true });
  if (isRefusal(found)) throw new Error(`the example of ${name} is refused: ${found.expected}`);
  return JSON.parse(JSON.stringify(found)) as Record<string, unknown>;
}

/** Every figure and word of an answer, as the console writes it. */
function writtenIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(writtenIn);
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(writtenIn);
  if (typeof value === 'boolean') return [value ? 'yes' : 'no'];
  const text = typeof value === 'number' ? String(Math.round(value * 1e6) / 1e6) : String(value);
  if (typeof value !== 'number' && !/^-?\d+\.\d+$/.test(text)) return [text];
  const decimals = text.split('.')[1]?.length ?? 0;
  const format = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  return [new Intl.NumberFormat('en', format).format(text as unknown as number).replaceAll('-', '−')];
}

const counted = (texts: readonly string[]) => {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
};

test.each([...calculators, 'values', 'simulation', 'comparison', 'contract-check'])(
  '%s opens by its link and shows what is answered',
  async (name) => {
    const { explanation = [], ...found } = await answerOf(name);
    const options = name === 'simulation' ? `?years=${SIMULATED.years}&seed=${SIMULATED.seed}` : '';
    const link = `/pools/demo/calculators/${name}${options}#${await packed(exampleOf(name))}`;
    const { page, complaints, close } = await console_.open(link);
    const result = page.locator('section', {
      has: page.getByRole('heading', { name: 'What comes out', level: 2 }),
    });
    await result.locator('figure').first().waitFor();
    await settled(page);

    // Figures of rows stand in cells, single ones beside their names, plain lists between commas.
    const cells = await result.locator('dd, td, p').allTextContents();
    const shown = counted([...cells, ...cells.flatMap((cell) => cell.split(', '))]);
    const missing = [...counted(writtenIn(found))].filter(([text, count]) => (shown.get(text) ?? 0) < count);
    expect(missing).toEqual([]);

    const picture = result.locator('figure').first();
    await expect
      .poll(() => picture.locator('[role=img], svg').count(), { timeout: PATIENCE })
      .toBeGreaterThan(0);
    const steps = page.locator('section', {
      has: page.getByRole('heading', { name: 'Step by step', level: 2 }),
    });
    expect(await steps.locator('li').count()).toBe((explanation as unknown[]).length);
    expect(complaints).toEqual([]);
    await close();
  },
);
