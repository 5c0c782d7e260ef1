import type { FileCommand } from '../history.ts';
import type { Draw } from './draw.ts';

/** Mistakes by kind of file: which cell is spoilt (from 0), and what then stands there. */
const MISTAKES: Readonly<Record<FileCommand['step'], readonly (readonly [number, string])[]>> = {
  enrolment: [
    [6, '2026-02-30'],
    [4, 'nowhere'],
    [3, 'nowhere'],
    [1, 'nobody'],
    [7, '1999-01-01'],
  ],
  claims: [
    [3, '2026-02-30'],
    [2, 'nobody'],
    [5, 'nowhere'],
    [7, '99999999.00'],
    [6, '-0.01'],
    [12, '9'],
    [12, '7'],
  ],
  register: [
    [3, 'nobody'],
    [11, '99999999.00'],
    [2, 'nothing'],
    [5, '2026-02-30'],
  ],
  opening: [
    [3, 'nobody'],
    [5, 'nowhere'],
    [10, '0.01'],
  ],
};

/** The file with a mistake in one of its rows: taken without that row, or refused as a whole. */
export function damaged(draw: Draw, command: FileCommand): FileCommand {
  if (command.rows.length === 0) return command;
  const at = draw.whole(0, command.rows.length - 1);
  const [cell, text] = draw.one(MISTAKES[command.step]);
  const rows = command.rows.map((row, index) => {
    const cells = row.split(',');
    return index !== at || cells[0] === 'CONTROL' ? row : cells.with(cell, text).join(',');
  });
  return { ...command, rows, ...(draw.chance(0.5) ? { acceptValid: true } : {}) };
}
