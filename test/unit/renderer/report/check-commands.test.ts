import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { describeSigner, type SigningKey } from '../../../../main/services/signing/signing-key.js';
import { CHECK_COMMANDS, type CheckCommand } from '../../../../renderer/report/check-commands.js';
import { reportAttachments } from '../../../support/report-attachments.js';
import { smallReport, testKey } from '../../../support/signed-pdf.js';
import { hasTool } from '../../../support/tools.js';
import { verifiableCase, type VerifiableCase } from '../../../support/verifiable-case.js';

let parent: string;
let key: SigningKey;
let made: VerifiableCase;

beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'exhibit-commands-'));
  key = testKey();
  made = await verifiableCase(parent, key);
});
afterAll(() => rm(parent, { recursive: true, force: true }));

/** A folder with this report in it. */
async function beside(name: string, report: Buffer): Promise<string> {
  const folder = join(parent, name);
  await mkdir(folder);
  await writeFile(join(folder, 'report.pdf'), report);
  return folder;
}

function run(script: string, folder: string): string {
  const env = { ...process.env, CASE: made.folder };
  return execFileSync('bash', ['-c', script], { cwd: folder, env, encoding: 'utf8', stdio: 'pipe' });
}

const hasShell = ['bash', 'basenc', 'grep', 'sed'].every(hasTool);
const canRun = ({ tools }: CheckCommand): boolean => hasShell && tools.every(hasTool);

/** What each command says of a report that holds, and with what it refuses one that does not. */
const SAID = [
  { well: /Total document signed\n[\s\S]*Signature is Valid\./ },
  { well: /^sha256 Fingerprint=(?:[0-9A-F]{2}:){31}[0-9A-F]{2}\n$/i },
  { well: /^(?:[\w.-]+: OK\n){3}$/ },
  { well: /^$/ },
  { well: /^head [0-9a-f]{64}\n$/ },
  { well: /^line 13\n$/ },
] as const;

test('the page on verifying prints the same commands', async () => {
  const page = await readFile('docs/verifying.md', 'utf8');
  for (const { shows, script } of CHECK_COMMANDS) {
    expect(page).toContain(`\`\`\`bash\n${script}\n\`\`\``);
    expect(page.replaceAll(/\s+/g, ' ')).toContain(shows);
  }
  expect(SAID).toHaveLength(CHECK_COMMANDS.length);
});

/** Output of every command on a report, one after the other, as later ones read what earlier ones extract; null where it fails. */
async function outputs(name: string, report: Buffer): Promise<readonly (string | null)[]> {
  const folder = await beside(name, report);
  return CHECK_COMMANDS.map((command) => {
    try {
      return canRun(command) ? run(command.script, folder) : null;
    } catch {
      return null;
    }
  });
}

describe('each command', () => {
  let holds: readonly (string | null)[];
  let forged: readonly (string | null)[];
  beforeAll(async () => {
    holds = await outputs('holds', made.report);
    // Signed anew by the same key, with a record whose text is not what was hashed, a journal that
    // parts at line 13, and bytes behind its end.
    const lines = made.lines.map((line, index) => (index === 12 ? { ...line, hash: 'b'.repeat(64) } : line));
    const stated = { kind: 'case', signerSha256: describeSigner(key).sha256, lines, records: made.records } as const;
    const attachments = reportAttachments(stated).map((one) =>
      one.name === 'cited-records.ndjson'
        ? {
            ...one,
            bytes: Buffer.from(String(Buffer.from(one.bytes)).replace(String.raw`{\"a\":1}`, String.raw`{\"a\":2}`)),
          }
        : one,
    );
    const report = await smallReport(key, attachments);
    forged = await outputs('forged', Buffer.concat([report, Buffer.from('%more\n')]));
  });

  for (const [index, command] of CHECK_COMMANDS.entries()) {
    test.skipIf(!canRun(command))(`says of a report that holds: ${command.shows}`, () => {
      expect(holds[index]).toMatch(SAID[index]?.well ?? expect.fail('not described'));
    });
    test.skipIf(!canRun(command))(`does not say so of one that does not: ${command.shows}`, () => {
      const said = forged[index] ?? null;
      expect(said !== null && SAID[index]?.well.test(said)).toBe(false);
    });
  }
});
