import type { StagedClaims } from '../../app/ports/run.ts';

/** Staged claims but for some. */
export function withoutClaims(staged: StagedClaims, left: ReadonlySet<number>): StagedClaims {
  const { claimId, firstLine } = staged;
  const claims = [...claimId.keys()].filter((claim) => !left.has(claimId[claim]!));
  const lines: number[] = [];
  const first = new Uint32Array(claims.length + 1);
  for (const [index, claim] of claims.entries()) {
    for (let line = firstLine[claim]!; line < firstLine[claim + 1]!; line += 1) lines.push(line);
    first[index + 1] = lines.length;
  }
  const words = claims.flatMap((claim) => [...staged.billing.subarray(4 * claim, 4 * claim + 4)]);
  return {
    ...{ claims: claims.length, lines: lines.length, names: staged.names, firstLine: first },
    claimId: Float64Array.from(claims, (claim) => claimId[claim]!),
    version: Int32Array.from(claims, (claim) => staged.version[claim]!),
    subscriberId: Float64Array.from(claims, (claim) => staged.subscriberId[claim]!),
    personId: Float64Array.from(claims, (claim) => staged.personId[claim]!),
    receivedDay: Int32Array.from(claims, (claim) => staged.receivedDay[claim]!),
    benefit: Uint16Array.from(claims, (claim) => staged.benefit[claim]!),
    billing: Uint32Array.from(words),
    lineNumber: Int32Array.from(lines, (line) => staged.lineNumber[line]!),
    serviceDay: Int32Array.from(lines, (line) => staged.serviceDay[line]!),
    service: Uint16Array.from(lines, (line) => staged.service[line]!),
    network: Uint16Array.from(lines, (line) => staged.network[line]!),
    charge: Float64Array.from(lines, (line) => staged.charge[line]!),
    allowed: Float64Array.from(lines, (line) => staged.allowed[line]!),
  };
}
