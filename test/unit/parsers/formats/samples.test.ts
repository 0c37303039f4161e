import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, test } from 'vitest';
import { FORMATS } from '../../../../parsers/registry.js';
import { checkFormat } from '../../../support/check-format.js';
import type { SampleExpectation } from '../../../support/check-format.js';

const root = new URL('../../../../sample-evidence/', import.meta.url);

function expectations(file: URL): readonly (readonly [string, SampleExpectation])[] {
  return Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, SampleExpectation>);
}

async function check(folder: URL, path: string, expected: SampleExpectation): Promise<void> {
  const bytes = new Uint8Array(readFileSync(new URL(path, folder)));
  await checkFormat({ name: basename(path), bytes }, expected, FORMATS);
}

/** No content is told to be of this format: its own test reads the samples of tables. */
const BY_HAND = 'mapped';

describe.each(FORMATS.map(({ id }) => id).filter((id) => id !== BY_HAND))('%s', (id) => {
  const folder = new URL(`${id}/`, root);
  test.each(expectations(new URL('expected.json', folder)))('%s', async (path, expected) => {
    await check(folder, path, expected);
  });
});

/** A folder of further samples with their EXPECTED.json, for those who have one: `EXHIBIT_EVIDENCE=... npx vitest run`. */
const evidence = process.env['EXHIBIT_EVIDENCE'];

/** Names of formats there that are others here. */
const IDS: Readonly<Record<string, string>> = {
  'tracee-flat': 'tracee',
  'tracee-v1beta1': 'tracee',
  'aqua-image-scan': 'aqua-scan',
  'k8s-object': 'k8s-objects',
  'k8s-event': 'k8s-events',
  'azure-aks-audit': 'k8s-audit',
  'splunk-json': 'splunk',
  'splunk-json-export': 'splunk',
  'splunk-csv': 'splunk',
  'splunk-xml': 'splunk',
  'elastic-dump': 'elastic',
  'elastic-ecs': 'elastic',
  'timesketch-csv': 'timesketch',
  'timesketch-jsonl': 'timesketch',
  'plaso-json-line': 'plaso',
  'plaso-l2tcsv': 'plaso',
  'azure-log-analytics-csv': 'log-analytics',
  'kusto-v2': 'log-analytics',
  'suricata-eve': 'suricata',
  'suricata-fast': 'suricata',
  'zeek-json': 'zeek',
  'zeek-tsv': 'zeek',
  'journald-json': 'journald',
  'shell-history-bash': 'shell-history',
  'shell-history-zsh': 'shell-history',
};

describe.runIf(evidence !== undefined)('further evidence', () => {
  const folder = new URL(`file://${evidence ?? ''}/`);
  const known = new Set(FORMATS.map(({ id }) => id));
  const entries = evidence === undefined ? [] : expectations(new URL('EXPECTED.json', folder));
  const ours = entries
    .map(([path, expected]) => [path, { ...expected, format: IDS[expected.format] ?? expected.format }] as const)
    .filter(([, { format }]) => known.has(format));
  test.each(ours)('%s', async (path, expected) => {
    await check(folder, path, expected);
  });
});
