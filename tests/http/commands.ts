// Where each command of the program is found in the API, or why it is not there. tests/http/commands.test.ts holds this list
// to the program's own.

const CONSORTIUM = '/consortia/:consortium';
const MEETING = `${CONSORTIUM}/board/meetings/:meeting`;
const ITEM = `${MEETING}/items/:item`;
const ACCOUNT = `${CONSORTIUM}/bank-accounts/:account`;
const IMPORTS = [`POST ${CONSORTIUM}/uploads`, `POST ${CONSORTIUM}/imports`];

/** The routes by which the API does what a command does; what a command reads and writes at once can be two. */
export const COMMAND_ROUTES: Readonly<Record<string, readonly string[]>> = {
  'import consortium': ['POST /consortia', `PUT ${CONSORTIUM}/document`],
  'import enrolment': IMPORTS,
  'import claims': IMPORTS,
  'import paid-claims': IMPORTS,
  'import opening': IMPORTS,
  'import bank-lines': [...IMPORTS, `POST ${ACCOUNT}/lines`],
  'import budget': [...IMPORTS, `POST ${CONSORTIUM}/budgets`],
  'person invite': [`POST ${CONSORTIUM}/invitations`],
  'key create': [`POST ${CONSORTIUM}/keys`],
  adjudicate: [`POST ${CONSORTIUM}/adjudications`],
  charge: [`POST ${CONSORTIUM}/charges`, `GET ${CONSORTIUM}/charges`],
  receive: [`POST ${CONSORTIUM}/receipts`, `GET ${CONSORTIUM}/receipts`],
  position: [`GET ${CONSORTIUM}/positions`, `POST ${CONSORTIUM}/positions`],
  statement: [`GET ${CONSORTIUM}/statement`],
  bill: [...[`POST ${CONSORTIUM}/bills`, `GET ${CONSORTIUM}/bills`], `GET ${CONSORTIUM}/bills/:month`],
  arrears: [`GET ${CONSORTIUM}/arrears`],
  withdraw: [
    ...[`POST ${CONSORTIUM}/withdrawals`, `POST ${CONSORTIUM}/withdrawal-drafts`],
    `GET ${CONSORTIUM}/withdrawals`,
  ],
  'run-out': [`POST ${CONSORTIUM}/run-out`, `GET ${CONSORTIUM}/run-out`],
  assess: [
    ...[`POST ${CONSORTIUM}/assessments`, `POST ${CONSORTIUM}/assessment-drafts`],
    `GET ${CONSORTIUM}/assessments`,
  ],
  distribute: [
    ...[`POST ${CONSORTIUM}/distributions`, `POST ${CONSORTIUM}/distribution-drafts`],
    `GET ${CONSORTIUM}/distributions`,
  ],
  pay: [`POST ${CONSORTIUM}/payments`, `GET ${CONSORTIUM}/payments`],
  balances: [`GET ${CONSORTIUM}/balances`],
  administration: [`GET ${CONSORTIUM}/administration`],
  'bank reconcile': [`POST ${ACCOUNT}/reconciliation`, `GET ${ACCOUNT}/reconciliation`],
  'bank match': [`POST ${ACCOUNT}/matches`],
  'bank undo': [`POST ${ACCOUNT}/matches/:match/undoing`],
  'invoice check': [`POST ${CONSORTIUM}/invoice-checks`],
  'invoice keep': [`POST ${CONSORTIUM}/invoices`],
  'invoice list': [`GET ${CONSORTIUM}/invoices`],
  'invoice show': [`GET ${CONSORTIUM}/invoices/:invoice`],
  recoverable: [`GET ${CONSORTIUM}/recoverables`],
  recover: [`POST ${CONSORTIUM}/reimbursements`],
  budget: [`GET ${CONSORTIUM}/budgets/:year`],
  close: [`POST ${CONSORTIUM}/closes`],
  'board appoint': [`POST ${CONSORTIUM}/board/directors`],
  'board end-term': [`POST ${CONSORTIUM}/board/directors/ends`],
  'board proxy': [`POST ${CONSORTIUM}/board/proxies`],
  'board call': [`POST ${CONSORTIUM}/board/meetings`],
  'board agenda': [`POST ${MEETING}/items`],
  'board open': [`POST ${MEETING}/opening`],
  'board adjourn': [`POST ${MEETING}/end`],
  'board cancel': [`POST ${MEETING}/end`],
  'board minutes': [`POST ${MEETING}/minutes`],
  'board motion': [`POST ${CONSORTIUM}/board/motion-drafts`],
  'board move': [`POST ${CONSORTIUM}/board/motions`],
  'board second': [`POST ${CONSORTIUM}/board/motions/:motion/seconds`],
  'board pull': [`POST ${ITEM}/pulls`],
  'board recuse': [`POST ${ITEM}/recusals`],
  'board vote': [`POST ${ITEM}/votes`],
  'board close': [`POST ${ITEM}/closing`],
  'board directors': [`GET ${CONSORTIUM}/board/directors`],
  'board meetings': [`GET ${CONSORTIUM}/board/meetings`],
  'board resolutions': [`GET ${CONSORTIUM}/board/motions`],
  alerts: [`GET ${CONSORTIUM}/alerts`],
  ledger: [`GET ${CONSORTIUM}/ledger/:statement`],
  claim: [`GET ${CONSORTIUM}/claims/:claim`],
  ratio: [`GET ${CONSORTIUM}/ratios/:year`, `GET ${CONSORTIUM}/ratio-changes/:before/:after`],
  reserve: [`GET ${CONSORTIUM}/reserve`],
  rebuild: [`POST ${CONSORTIUM}/rebuilds`],
  calc: ['GET /calculators', 'POST /calculators/cost-sharing'],
  compare: ['POST /comparisons'],
  values: ['POST /values'],
  simulate: ['POST /simulations'],
  rules: ['GET /rules'],
  'check contract': ['POST /contract-checks'],
};

/** Commands that are of the machine itself, each with the reason. */
export const LOCAL_COMMANDS: Readonly<Record<string, string>> = {
  start: 'starts the service that the API is of',
  worker: 'starts a worker on this machine',
  witness: 'is run by others than the pool, on machines of their own',
  demo: 'makes a consortium up, to look at the program',
  backup: 'writes every consortium into a file of this machine, whatever the asker may see',
  restore: 'fills a database that has no consortium yet, and so nobody who could sign on',
  'person events': 'is of people of all consortia, and for who has to find out why nobody can sign on',
};
