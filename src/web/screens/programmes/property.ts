import type { paths } from '../../../client/api-types.ts';

type Body<Path extends '/api/v1/values' | '/api/v1/calculators/programme'> =
  paths[Path]['post']['requestBody']['content']['application/json'];
type Answer<Path extends '/api/v1/values' | '/api/v1/calculators/programme'> =
  paths[Path]['post']['responses'][200]['content']['application/json'];

/** A property as its document has it: locations with values, a programme of layers, losses of the year. */
export type Property = Body<'/api/v1/values'>;
export type Programme = NonNullable<Property['programme']>;
export type Values = Answer<'/api/v1/values'>;
export type ProgrammeAnswer = Answer<'/api/v1/calculators/programme'>;
/** One loss, shared by layer and insurer. */
export type SharedLoss = Omit<ProgrammeAnswer['losses'][number], 'id'>;

/** The colours of insurers in the order in which they come; grey is the pool's. */
const COLOURS = ['c1', 'c2', 'c3', 'c4', 'c7', 'c6', 'c8'];

/** All insurers of a programme, the first to come first, each with its colour. */
export function coloursOf({ layers }: Programme): ReadonlyMap<string, string> {
  const insurers = [...new Set(layers.flatMap(({ panel }) => panel.map(({ insurer }) => insurer)))];
  return new Map(insurers.map((insurer, place) => [insurer, `var(--${COLOURS[place % COLOURS.length]})`]));
}

/** A layer's place on the scale of losses from the ground up, as parts of the whole height. */
export interface Step {
  readonly name: string;
  readonly from: number;
  readonly height: number;
}

/** The height of the tower in money: the top of its highest layer, above the deductible. For places in pictures only. */
export const topOf = ({ deductible = '0', layers }: Programme): number =>
  Number(deductible) +
    Math.max(0, ...layers.map(({ attachment, limit }) => Number(attachment) + Number(limit))) || 1;

/** Where each layer stands on the tower; what the pool keeps lies below the first. */
export function stepsOf(programme: Programme): readonly Step[] {
  const [top, ground] = [topOf(programme), Number(programme.deductible ?? '0')];
  return programme.layers.map(({ name, attachment, limit }) => ({
    name,
    from: (ground + Number(attachment)) / top,
    height: Number(limit) / top,
  }));
}

/** How much of a layer a loss has reached, from 0 to 1. */
export function reachOf(limit: string, loss: string | number | undefined): number {
  return Number(limit) > 0 ? Math.min(1, Number(loss ?? 0) / Number(limit)) : 0;
}

/** What each layer takes of one loss alone while it climbs: for pictures only, what is owed is calculated exactly. */
export function climbOf({ deductible = '0', layers }: Programme, loss: number): readonly number[] {
  return layers.map(({ attachment, limit, aggregateLimit = limit }) => {
    const reached = loss - Number(deductible) - Number(attachment);
    return Math.max(0, Math.min(reached, Number(limit), Number(aggregateLimit)));
  });
}

/** A loss at a part of the height, rounded to what can be told apart there: the tower has some hundred steps. */
export function lossAt(part: number, top: number): string {
  const grain = 10 ** Math.max(0, Math.floor(Math.log10(top)) - 2);
  return `${Math.round((Math.max(0, Math.min(1.05, part)) * top) / grain) * grain}.00`;
}
