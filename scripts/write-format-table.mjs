// Writes main/cli/formats.json and the table of formats in README.md from parsers/registry.ts:
// `node scripts/write-format-table.mjs`, with `--check` only compares.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));
const BEGIN = '<!-- formats -->\n';
const END = '<!-- /formats -->';

const { module } = await runnerImport(`${root}parsers/registry.ts`, { root, configFile: false, logLevel: 'error' });
const formats = module.FORMATS.map(({ id, title, parserVersion, status, rulesOnly }) => ({
  id,
  title,
  parserVersion,
  status,
  rulesOnly,
}));
const rows = formats.map(({ id, title, status }) => `| [${id}](docs/formats/${id}.md) | ${title} | ${status} |`);
const table = `| format | what | proven on |\n|---|---|---|\n${rows.join('\n')}\n`;

put(`${root}main/cli/formats.json`, () => `${JSON.stringify(formats, null, 2)}\n`);
put(`${root}README.md`, (before) => {
  const from = before.indexOf(BEGIN) + BEGIN.length;
  return `${before.slice(0, from)}${table}${before.slice(before.indexOf(END))}`;
});

function put(file, written) {
  const before = readFileSync(file, 'utf8');
  const after = written(before);
  if (!process.argv.includes('--check')) {
    writeFileSync(file, after);
  } else if (before !== after) {
    console.error(`${file} is not what the registry holds. Run: node scripts/write-format-table.mjs`);
    process.exitCode = 1;
  }
}
