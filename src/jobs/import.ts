import type { ClaimsOptions } from '../app/import/claims.ts';
import * as files from '../app/import/files.ts';
import { layoutOf } from '../app/import/layouts.ts';
import type { SentFile } from '../app/import/options.ts';
import { type AnyFigures, refusalDocument, reportDocument } from '../app/import/report.ts';
import { rejectedPath, uploadPath } from '../app/import/uploaded.ts';
import type { ImportInput } from '../app/job-input.ts';
import { parseDay } from '../core/calendar/day.ts';
import { parseMonth } from '../core/calendar/month.ts';
import { isRefusal, type Refusal, refuse, within } from '../core/refusal.ts';
import type { Does, Task } from './task.ts';

/** Takes a file in that was sent: all of it or nothing, and once, however often the job is begun. */
export const takeFile: Does<'import'> = async (task) => {
  await task.begin({});
  const outcome = await imported(task);
  if (isRefusal(outcome)) return { refusal: outcome, problem: refusalDocument(outcome) };
  const { rejectedFile, ...report } = outcome;
  const { import: number, ...document } = reportDocument(report, task.consortium.document.currency) as {
    import: number;
  };
  const { check } = task.input;
  const hasRejected = rejectedFile !== undefined;
  // What is only checked is on record under no number.
  return { result: { check, ...(!check && { import: number }), ...document, hasRejected } };
};

async function imported(task: Task<'import'>): Promise<files.FileReport<AnyFigures> | Refusal> {
  const { stores, consortium, input, job } = task;
  const upload = await stores.uploads.find(consortium.consortiumId, input.upload);
  if (upload === undefined) return refuse('not_found', 'upload', 'a file that was sent in', input.upload);
  const { folder } = stores.uploads;
  const file: SentFile = {
    ...{ path: uploadPath(folder, upload.sha256), name: upload.name },
    rejectedPath: rejectedPath(folder, consortium.consortiumId, job.jobId),
  };
  const options = optionsOf(task);
  if (isRefusal(options)) return options;
  const { imports } = stores;
  switch (input.kind) {
    case 'enrolment':
      return files.importEnrolmentFile(imports, consortium, file, options);
    case 'claims':
      return files.importClaimsFile(imports, consortium, file, options);
    case 'bank-lines':
      return files.importBankLinesFile(imports, consortium, file, { ...options, account: input.account });
    case 'budget':
      return files.importBudgetFile(imports, consortium, file, options);
    case 'opening': {
      const asOf = input.asOf === undefined ? undefined : parseMonth(input.asOf);
      if (input.asOf !== undefined && asOf === undefined)
        return refuse('wrong_type', 'asOf', 'a month such as 2026-06', input.asOf);
      return files.importOpeningFile(imports, consortium, file, { ...options, asOf });
    }
    case 'paid-claims': {
      const layout = layoutOf(input.layout);
      if (isRefusal(layout)) return within('layout', layout);
      const { fundingRequest, bankDraw, acceptDifferences } = input;
      const controls = { fundingRequest, bankDraw, acceptDifferences };
      return files.importPaidClaimsFile(imports, consortium, file, layout, { ...options, ...controls });
    }
  }
}

function optionsOf({ input, report }: Task<'import'>): ClaimsOptions | Refusal {
  const { check, acceptValid, notEnrolled, received }: ImportInput = input;
  const receivedDay = received === undefined ? undefined : parseDay(received);
  if (typeof receivedDay === 'string')
    return refuse(receivedDay, 'received', 'a day such as 2026-03-31', received);
  return {
    ...{ isCheck: check, acceptValid, notEnrolled },
    ...(receivedDay !== undefined && { receivedDay }),
    progress: ({ bytes, total }) => report(bytes, total, 'bytes'),
  };
}
