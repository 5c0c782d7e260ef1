import type { Command } from './history.ts';

/** The words behind `poolbook` that do a command of the consortium of a code; `path` is where its file is written. */
export function wordsOf(command: Command, code: string, path: () => string): string[] {
  const consortium = ['--consortium', code];
  switch (command.step) {
    case 'document':
      return ['import', 'consortium', path(), '--received', command.received];
    case 'charge':
      return ['charge', '--through', command.through, ...consortium];
    case 'bill':
      return ['bill', command.month, ...consortium];
    case 'receive': {
      const { member, reference, day, amount } = command;
      const about = ['--member', member, '--reference', reference, '--day', day, '--amount', amount];
      return ['receive', ...about, ...consortium];
    }
    case 'close':
      return ['close', command.month, ...consortium];
    case 'ratio': {
      const { before, after, member, isNet } = command;
      const words = ['ratio', String(before), String(after), ...consortium];
      if (member !== undefined) words.push('--member', member);
      return isNet === true ? [...words, '--net'] : words;
    }
    case 'record':
      return ['record', 'update', ...consortium];
    case 'adjudicate':
    case 'position':
      return [command.step, ...consortium];
    default: {
      const kind = command.step === 'register' ? 'paid-claims' : command.step;
      const words = ['import', kind, path(), ...consortium];
      if ('received' in command) words.push('--received', command.received);
      if (command.acceptValid === true) words.push('--accept-valid');
      if ('acceptNotEnrolled' in command && command.acceptNotEnrolled === true)
        words.push('--not-enrolled', 'accept');
      if (command.step === 'opening' && command.asOf !== undefined) words.push('--as-of', command.asOf);
      if (command.step !== 'register') return words;
      words.push('--layout', 'poolbook');
      if (command.bankDraw !== undefined) words.push('--bank-draw', command.bankDraw);
      if (command.reason !== undefined) words.push('--accept-differences', command.reason);
      return words;
    }
  }
}
