import { type Refusal, refuse } from '../core/refusal.ts';
import type { Cited, RequirementLaw } from '../core/reserves/requirement.ts';
import type { AssessmentLawOf } from '../exchange/json/assessment.ts';
import type { RequirementLawOf } from '../exchange/json/reserve-requirement.ts';
import { beforeFirst, numberInForce } from './law.ts';

/** The one jurisdiction whose requirement is a share of figures that the calculator takes. */
const NEW_YORK = 'US-NY';

/** What a pool has to hold by the law of its jurisdiction on a day. Refused: a jurisdiction not known here, a day before its law. */
export const requirementLawOf: RequirementLawOf = (jurisdiction, day): RequirementLaw | Refusal => {
  if (jurisdiction !== NEW_YORK) {
    return refuse(
      'unknown_reference',
      'jurisdiction',
      `one whose shares are known: ${NEW_YORK}`,
      jurisdiction,
    );
  }
  const refusal = beforeFirst(NEW_YORK, 'reserves', day, 'day');
  if (refusal !== undefined) return refusal;
  const cited = (name: string): Cited => {
    const found = inForceOnDay('reserves', name, day);
    return { value: found.value, citation: found.citation.text };
  };
  return {
    reserve: cited('reserve'),
    surplusLarge: cited('surplus-large'),
    surplusSmall: cited('surplus-small'),
    largeMunicipalities: cited('large-municipalities').value,
    largeEmployeesAndRetirees: cited('large-employees-and-retirees').value,
  };
};

/** The days that New York gives for an assessment. Refused: an order before its law. */
export const assessmentLawOf: AssessmentLawOf = (orderedOn) => {
  const days = (name: string) => Number(inForceOnDay('assessment', name, orderedOn).value.numerator);
  return (
    beforeFirst(NEW_YORK, 'assessment', orderedOn, 'orderedOn') ?? {
      orderWithinDays: days('order-within'),
      payWithinDays: days('pay-within'),
    }
  );
};

/** A number of New York that is in force on a day not before its topic; that it is not is a bug, and throws. */
function inForceOnDay(topic: string, name: string, day: number) {
  const found = numberInForce(NEW_YORK, topic, name, day);
  if (found === undefined) throw new Error(`no value of ${NEW_YORK} ${topic} ${name} on day ${day}`);
  return found;
}
