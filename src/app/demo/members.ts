/** What the demo makes of a member organisation; its name and rates stand in demo/consortium.json. */
export interface MemberProfile {
  readonly code: string;
  /** Two letters that begin the codes of its people. */
  readonly prefix: string;
  readonly employees: number;
  readonly paid:
    | 'adjudicated here'
    | 'by the administrator'
    | 'by the administrator, pharmacy by its manager';
  /** Schools hire and lose people in August and September. */
  readonly school: boolean;
  /** Claims of its people against those of the average person. */
  readonly morbidity: number;
  /** The share of employees in the high-deductible plan; the others are in the preferred provider plan. */
  readonly highDeductibleShare: number;
  /** The day of the month on which it pays the month's bill; above 31: so many days after the first of the month. */
  readonly payDay: number;
  /** How many of the last bills it has not paid. */
  readonly billsInArrears: number;
}

const usual = { paid: 'adjudicated here', school: false, morbidity: 1, billsInArrears: 0 } as const;

/** The eight members: six adjudicated here, two paid elsewhere, 6,000 employees in all. */
export const MEMBERS: readonly MemberProfile[] = [
  {
    ...usual,
    code: 'alder-valley-schools',
    prefix: 'AV',
    employees: 1450,
    school: true,
    highDeductibleShare: 0.2,
    payDay: 10,
  },
  {
    ...usual,
    code: 'corrow-county',
    prefix: 'CC',
    employees: 1250,
    morbidity: 1.2,
    highDeductibleShare: 0.1,
    payDay: 15,
  },
  {
    ...usual,
    code: 'eastmere-schools',
    prefix: 'EM',
    employees: 1050,
    school: true,
    morbidity: 0.74,
    highDeductibleShare: 0.3,
    payDay: 8,
  },
  { ...usual, code: 'brannock-town', prefix: 'BT', employees: 560, highDeductibleShare: 0.15, payDay: 20 },
  {
    ...usual,
    code: 'harrowgate-village',
    prefix: 'HV',
    employees: 280,
    morbidity: 0.92,
    highDeductibleShare: 0,
    payDay: 52,
    billsInArrears: 2,
  },
  {
    ...usual,
    code: 'fenwick-water',
    prefix: 'FW',
    employees: 130,
    morbidity: 0.86,
    highDeductibleShare: 0.25,
    payDay: 5,
  },
  {
    ...usual,
    code: 'tri-lakes-services',
    prefix: 'TL',
    employees: 720,
    paid: 'by the administrator',
    school: true,
    highDeductibleShare: 0,
    payDay: 12,
  },
  {
    ...usual,
    code: 'port-kessel-city',
    prefix: 'PK',
    employees: 560,
    paid: 'by the administrator, pharmacy by its manager',
    highDeductibleShare: 0,
    payDay: 28,
  },
];
