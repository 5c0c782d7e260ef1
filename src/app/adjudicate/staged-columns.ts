import { billingHash } from '../import/content.ts';
import type { StagedClaims } from '../ports/run.ts';

/** A line of a claim that waits, by itself. Days are whole days since 1970, amounts minor units. */
export interface StagedLine {
  readonly claimId: number;
  readonly version: number;
  readonly lineNumber: number;
  readonly subscriberId: number;
  readonly personId: number;
  readonly receivedDay: number;
  readonly benefit: string;
  readonly provider: string;
  readonly serviceDay: number;
  readonly service: string;
  readonly network: string;
  readonly procedure: string;
  readonly charge: number;
  readonly allowed: number;
}

/** Lines in columns, where they are few and come one by one. The lines of a claim stand together. */
export function stagedColumns(lines: readonly StagedLine[]): StagedClaims {
  const claims = claimsOf(lines);
  const heads = claims.map((claim) => claim[0]!);
  const names = [...new Set(lines.flatMap(({ benefit, service, network }) => [benefit, service, network]))];
  const numbers = new Map(names.map((name, number) => [name, number]));
  const numberOf = (name: string) => numbers.get(name)!;
  const firstLine = new Uint32Array(claims.length + 1);
  for (const [index, claim] of claims.entries()) firstLine[index + 1] = firstLine[index]! + claim.length;
  return {
    ...{ claims: claims.length, lines: lines.length, names, firstLine, billing: billingsOf(claims) },
    claimId: Float64Array.from(heads, ({ claimId }) => claimId),
    version: Int32Array.from(heads, ({ version }) => version),
    subscriberId: Float64Array.from(heads, ({ subscriberId }) => subscriberId),
    personId: Float64Array.from(heads, ({ personId }) => personId),
    receivedDay: Int32Array.from(heads, ({ receivedDay }) => receivedDay),
    benefit: Uint16Array.from(heads, ({ benefit }) => numberOf(benefit)),
    lineNumber: Int32Array.from(lines, ({ lineNumber }) => lineNumber),
    serviceDay: Int32Array.from(lines, ({ serviceDay }) => serviceDay),
    service: Uint16Array.from(lines, ({ service }) => numberOf(service)),
    network: Uint16Array.from(lines, ({ network }) => numberOf(network)),
    charge: Float64Array.from(lines, ({ charge }) => charge),
    allowed: Float64Array.from(lines, ({ allowed }) => allowed),
  };
}

/** What claims bill, four words each, as `StagedClaims` has it. */
export function billingsOf(claims: readonly (readonly StagedLine[])[]): Uint32Array {
  const words = new Uint32Array(claims.length * 4);
  const bytes = Buffer.alloc(16);
  for (const [index, claim] of claims.entries()) {
    const { personId, provider } = claim[0]!;
    bytes.fill(0);
    bytes.write(billingHash({ personId, provider, lines: claim }), 'hex');
    for (let word = 0; word < 4; word += 1) words[index * 4 + word] = bytes.readUInt32LE(word * 4);
  }
  return words;
}

/** The claims of lines that stand together. */
export function claimsOf(lines: readonly StagedLine[]): StagedLine[][] {
  const claims: StagedLine[][] = [];
  for (const line of lines) {
    const last = claims.at(-1);
    if (last !== undefined && last[0]!.claimId === line.claimId) last.push(line);
    else claims.push([line]);
  }
  return claims;
}
