// Writes the table of formats in README.md from main/cli/formats.json: `node scripts/write-format-table.mjs`, with `--check`
// only compares. formats.json is kept equal to the registry by a test.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const page = `${root}README.md`;
const BEGIN = '<!-- formats -->\n';
const END = '<!-- /formats -->';

const formats = JSON.parse(readFileSync(`${root}main/cli/formats.json`, 'utf8'));
const rows = formats.map(({ id, title, status }) => `| [${id}](docs/formats/${id}.md) | ${title} | ${status} |`);
const table = `| format | what | proven on |\n|---|---|---|\n${rows.join('\n')}\n`;

const before = readFileSync(page, 'utf8');
const from = before.indexOf(BEGIN) + BEGIN.length;
const after = `${before.slice(0, from)}${table}${before.slice(before.indexOf(END))}`;
if (!process.argv.includes('--check')) {
  writeFileSync(page, after);
} else if (before !== after) {
  console.error('The formats in README.md are not those of the registry. Run: node scripts/write-format-table.mjs');
  process.exitCode = 1;
}
