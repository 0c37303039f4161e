import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCase } from '../../main/services/case-folder.js';
import { PARTICULAR_FIELDS, UNSTATED_PARTICULARS } from '../../parsers/model/particulars.js';
import { runExhibit } from '../support/run-exhibit.js';

/** What the last of them gives away. */
export const READY_SECRET = 'hunter2-made-up';

const COMMANDS = ['bash -i', '/tmp/.x/miner', `mysql -h db --password=${READY_SECRET}`];

/** Three alerts of one container, made up. */
const LINES = ['Terminal shell in container', 'Drop and execute new binary', 'Outbound connection']
  .map((rule, second) =>
    JSON.stringify({
      rule,
      priority: 'Notice',
      output: `${rule} (user=root)`,
      time: `2026-03-01T14:00:0${second}.000000000Z`,
      source: 'syscall',
      hostname: 'node-2',
      tags: [],
      output_fields: { 'container.id': '3f2a1b4c5d6e', 'proc.cmdline': COMMANDS[second], 'user.name': 'root' },
    }),
  )
  .join('\n');

/** A case made on the command line of which everything obligatory is stated but the laboratory; nobody reviewed it. */
export async function makeReadyCase(folder: string): Promise<void> {
  const scratch = mkdtempSync(join(tmpdir(), 'exhibit-ready-'));
  const [evidence, meta] = [join(scratch, 'alerts.json'), join(scratch, 'meta.json')];
  try {
    writeFileSync(evidence, `${LINES}\n`);
    writeFileSync(
      meta,
      JSON.stringify({
        number: '2026-117',
        title: 'Miner on node-2',
        examiner: 'Jo Smith',
        organisation: 'Lab',
        questions: ['Who deployed it?'],
      }),
    );
    const run = await runExhibit(['import', evidence, '--case', folder, '--meta', meta]);
    if (run.code !== 0) throw new Error(`the case could not be made: ${run.stderr.toString()}`);
  } finally {
    rmSync(scratch, { recursive: true });
  }
  const opened = await openCase(folder, 'test');
  const texts = Object.fromEntries(
    PARTICULAR_FIELDS.map(({ name, label }) => [name, name === 'laboratory' ? '' : `stated: ${label}`]),
  );
  const people = [{ name: 'Jo Smith', role: 'examiner', qualifications: 'ten years', part: 'all' }];
  await opened.append({ type: 'particulars-stated', particulars: { ...UNSTATED_PARTICULARS, ...texts, people } });
  await opened.close();
}
