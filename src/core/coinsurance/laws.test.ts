// What holds of any programme in any year: nothing is lost, nothing is paid beyond a limit, nobody pays for another.
import { assert, constantFrom, integer, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { minor } from '../../../tests/designs.ts';
import { anyLosses, anyProgrammeTerms, programme, year } from '../../../tests/programmes.ts';
import { openYear, takeLoss } from './programme-year.ts';

describe('in any year', () => {
  test('parts sum to the whole: of a layer, of a loss, and of all losses', () => {
    assert(
      property(anyProgrammeTerms, anyLosses, (terms, losses) => {
        const found = year(programme(terms.layers, terms), losses);
        const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);
        for (const [at, shared] of found.losses.entries()) {
          for (const part of shared.layers) expect(sum(part.insurers) + part.unplaced).toBe(part.loss);
          expect(sum(shared.insurers) + shared.insured).toBe(losses[at]!.amount);
          const climbed = sum(shared.layers.map((part) => part.loss));
          expect(shared.deductible + climbed).toBeLessThanOrEqual(losses[at]!.amount);
          const outside = losses[at]!.amount - climbed;
          expect(shared.insured).toBe(outside + sum(shared.layers.map((part) => part.unplaced)));
        }
        expect(found.insured).toBe(sum(found.losses.map(({ insured }) => insured)));
        expect(sum(found.insurers) + found.insured).toBe(sum(losses.map(({ amount }) => amount)));
      }),
    );
  });

  test('no layer pays more than its limits, no insurer more than its part, the insured keeps no more than the stop', () => {
    assert(
      property(anyProgrammeTerms, anyLosses, (terms, losses) => {
        const signed = programme(terms.layers, terms);
        const found = year(signed, losses);
        for (const [at, { limit, aggregateLimit, panel }] of signed.layers.entries()) {
          const parts = found.losses.map(({ layers }) => layers[at]!);
          for (const part of parts) {
            expect(part.loss).toBeLessThanOrEqual(limit);
            for (const [place, paid] of part.insurers.entries()) {
              const line = panel.lines[place]!;
              expect(paid).toBeLessThanOrEqual(line.limit ?? Infinity);
              const { numerator, denominator } = panel.signed[place]!;
              expect(paid).toBeLessThanOrEqual(Number((BigInt(part.loss) * numerator) / denominator) + 1);
              expect(paid).toBeGreaterThanOrEqual(0);
            }
          }
          const taken = parts.reduce((total, part) => total + part.loss, 0);
          expect(taken).toBeLessThanOrEqual(aggregateLimit ?? Infinity);
          expect(found.left.aggregate[at]).toBe((aggregateLimit ?? Infinity) - taken);
        }
        const kept = found.losses.reduce((total, { deductible }) => total + deductible, 0);
        expect(kept).toBeLessThanOrEqual(terms.annualRetentionStop ?? Infinity);
      }),
    );
  });

  test('what one insurer does not pay the insured bears, and no other insurer', () => {
    assert(
      property(anyProgrammeTerms, anyLosses, constantFrom('A', 'B', 'C'), (terms, losses, failing) => {
        const layers = terms.layers.map((of) => ({
          ...of,
          panel: of.panel.map((line) => (line.insurer === failing ? { ...line, limit: minor(0) } : line)),
        }));
        const [whole, less] = [programme(terms.layers, terms), programme(layers, terms)];
        const [before, after] = [year(whole, losses), year(less, losses)];
        for (const [number, insurer] of whole.insurers.entries()) {
          expect(after.insurers[number]).toBe(insurer === failing ? 0 : before.insurers[number]);
        }
        const gone = before.insurers[whole.insurers.indexOf(failing)] ?? 0;
        expect(after.insured).toBe(before.insured + gone);
      }),
    );
  });

  test('of one loss a higher deductible never recovers more, and of a larger one the layers never take less', () => {
    assert(
      property(
        anyProgrammeTerms,
        integer({ min: 0, max: 90_000 }),
        integer({ min: 1, max: 500 }),
        (terms, amount, more) => {
          const taken = (deductible: number, of: number) => {
            const signed = programme(terms.layers, { ...terms, deductible: minor(deductible) });
            return takeLoss(signed, openYear(signed), minor(of));
          };
          const climbed = (found: ReturnType<typeof taken>) =>
            found.layers.reduce((sum, part) => sum + part.loss, 0);
          const plain = taken(terms.deductible, amount);
          expect(climbed(taken(terms.deductible + more, amount))).toBeLessThanOrEqual(climbed(plain));
          expect(climbed(taken(terms.deductible, amount + more))).toBeGreaterThanOrEqual(climbed(plain));
        },
      ),
    );
  });
});
