const NETWORKS = {
  in: {
    coinsurance: '0.20',
    deductible: { individual: '500.00' },
    outOfPocketMax: { individual: '3000.00' },
  },
  out: {
    outOfNetwork: true,
    coinsurance: '0.40',
    deductible: { individual: '1000.00' },
    outOfPocketMax: { individual: '6000.00' },
  },
};

const plan = (code: string, administration: string) => ({
  code,
  name: code,
  administration,
  planYear: { start: '01-01' },
  design: { networks: NETWORKS, services: { visit: {}, imaging: {} } },
});

/** A pool of two members, with a plan adjudicated here and one paid elsewhere. */
export const POOL_DOCUMENT = {
  code: 'pool',
  name: 'A pool for tests',
  currency: 'USD',
  fiscalYear: { start: '01-01' },
  tiers: { employee: { coverage: 'individual' }, family: { coverage: 'family' } },
  members: [
    { code: 'north', name: 'North' },
    { code: 'south', name: 'South' },
  ],
  plans: [plan('here', 'adjudicated here'), plan('elsewhere', 'paid elsewhere')],
  contributions: [],
  stopLoss: [
    {
      contract: 'sl-2025',
      carrier: 'Carrier',
      premiumPerEmployeePerMonth: '60.00',
      policy: {
        incurred: { from: '2025-01-01', to: '2025-12-31' },
        paid: { from: '2025-01-01', to: '2026-03-31' },
        specific: { deductible: '10000.00' },
      },
    },
  ],
  bankAccounts: [{ code: 'operating', name: 'Operating account', ledger: 'claims-fund-cash' }],
};

const ENROLMENT = 'person,subscriber,relationship,member,plan,tier,from,to';

/** Anna (with her child Ben) is adjudicated here for North; Cleo is paid elsewhere for South, until the end of 2025. */
export const ENROLMENT_FILE = `${ENROLMENT}
anna,anna,self,north,here,family,2025-01-01,
ben,anna,child,north,here,family,2025-01-01,
cleo,cleo,self,south,elsewhere,employee,2025-01-01,2025-12-31
`;
