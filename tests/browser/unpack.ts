// Unpacks Chromium, its fonts and its libraries into the empty folder that is named: `node unpack.ts FOLDER`.
// The package of npm unpacks into the folder for temporary files alone, and takes what it finds there for whole; so
// browser.ts runs this in a process of its own, whose folder for temporary files is the one named.
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import chromium, { inflate } from '@sparticuz/chromium';

const [, , folder] = process.argv;
if (folder === undefined || readdirSync(folder).length > 0)
  throw new Error('name an empty folder to unpack into');
process.env.TMPDIR = folder;
await chromium.executablePath();
await inflate(fileURLToPath(new URL('../bin/al2023.tar.br', import.meta.resolve('@sparticuz/chromium'))));
