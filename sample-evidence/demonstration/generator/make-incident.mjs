/**
 * Writes the demonstration incident: `incident.tar.gz` (the evidence), `ground-truth.json` (what happened and which
 * record shows it), `annotations.json` and `case.json` (input of `exhibit report`). Everything is invented; the same
 * seed gives the same bytes. Run: `npm run make:demonstration`.
 */
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import tar from 'tar-stream';
import { AuditWriter } from './audit.mjs';
import { attackActs, LINKS } from './attack.mjs';
import { benignAudit, benignFalco, benignTrail } from './benign.mjs';
import { ACCOUNT, REGION } from './cast.mjs';
import { rfc3339 } from './clock.mjs';
import { CloudTrailWriter } from './cloudtrail.mjs';
import {
  ALTERNATIVES,
  EFFECTS,
  EXHIBITS,
  FINDINGS,
  MILESTONES,
  PARTICULARS,
  SEARCHES,
  STATEMENTS,
} from './examination.mjs';
import { falcoLine } from './falco.mjs';
import { Random } from './random.mjs';

const SEED = 20261014;
const ROOT = 'shop-incident-2026-10-14';
const COUNTS = { audit: 6200, falcoA: 900, falcoB: 900, trail: 2100 };
/** Records of CloudTrail that the service delivered twice, as it sometimes does. */
const REDELIVERED = 25;
const NOTICE = `INVENTED EVIDENCE FOR DEMONSTRATION. No real person, company, cluster, account or incident.
Addresses are documentation ranges (RFC 5737), names end in .example or .invalid, account 111122223333 is an example of the provider.
Written by a seeded script (seed ${SEED}) of the program Exhibit. Licence: CC0-1.0.
`;

const byTime = (a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0);

function build() {
  const random = new Random(SEED);
  const audit = new AuditWriter(random);
  const trail = new CloudTrailWriter(random);
  const acts = attackActs({ audit, falco: falcoLine, trail });
  const of = (log) => acts.filter((act) => act.log === log);
  const logs = [
    {
      member: `${ROOT}/cluster/kube-apiserver-audit.log.gz`,
      entries: [...benignAudit(random, audit, COUNTS.audit), ...of('audit')],
    },
    {
      member: `${ROOT}/nodes/ip-10-0-12-34/falco.log`,
      entries: [...benignFalco(random, 'a', COUNTS.falcoA), ...of('falco-a')],
    },
    {
      member: `${ROOT}/nodes/ip-10-0-27-8/falco.log.gz`,
      entries: [...benignFalco(random, 'b', COUNTS.falcoB), ...of('falco-b')],
    },
  ].map((log) => ({ ...log, entries: log.entries.toSorted(byTime) }));
  const records = [...benignTrail(random, trail, COUNTS.trail), ...of('trail')].toSorted(byTime);
  return { acts, logs, trailFiles: trailFiles(random, records) };
}

/** CloudTrail delivers a file every quarter of an hour, records in no order, some records twice. */
function trailFiles(random, records) {
  const quarter = 900_000_000_000n;
  const files = new Map();
  for (const record of records) {
    const end = (record.time / quarter + 1n) * quarter;
    const list = files.get(end) ?? [];
    list.push(record);
    files.set(end, list);
  }
  const ends = [...files.keys()].toSorted((a, b) => (a < b ? -1 : 1));
  for (let n = 0; n < REDELIVERED; n += 1) {
    const index = random.int(0, ends.length - 1);
    files.get(ends[index + 1]).push(random.pick(files.get(ends[index])));
  }
  return ends.map((end) => {
    const stamp = rfc3339(end, 0).replaceAll(/[-:]/g, '').slice(0, 13);
    const day = rfc3339(end, 0).slice(0, 10).replaceAll('-', '/');
    const entries = files
      .get(end)
      .map((entry) => ({ entry, at: random.next() }))
      .toSorted((a, b) => a.at - b.at)
      .map(({ entry }) => entry);
    return {
      member: `${ROOT}/cloud/AWSLogs/${ACCOUNT}/CloudTrail/${REGION}/${day}/${ACCOUNT}_CloudTrail_${REGION}_${stamp}Z_${random.hex(16).toUpperCase()}.json.gz`,
      entries,
    };
  });
}

function contents({ logs, trailFiles: files }) {
  const pack = (member, text) => [member, member.endsWith('.gz') ? gzipSync(text, { level: 9 }) : Buffer.from(text)];
  return [
    [`${ROOT}/README.txt`, Buffer.from(NOTICE)],
    ...logs.map(({ member, entries }) => pack(member, entries.map(({ line }) => `${line}\n`).join(''))),
    ...files.map(({ member, entries }) =>
      pack(member, JSON.stringify({ Records: entries.map(({ record }) => record) })),
    ),
  ];
}

/** Where an act stands: member and, in a line log, line from 1; in a CloudTrail file the event id. */
function placeOf(act, { logs, trailFiles: files }) {
  for (const { member, entries } of logs) {
    const index = entries.indexOf(act);
    if (index >= 0) return { member, line: index + 1 };
  }
  const file = files.find(({ entries }) => entries.includes(act));
  if (file === undefined) throw new Error(`act ${act.id} is in no log`);
  return { member: file.member, eventId: act.record.eventID };
}

async function tarGz(files) {
  const pack = tar.pack();
  for (const [name, bytes] of files)
    pack.entry(
      { name, size: bytes.length, mtime: new Date('2026-10-14T13:00:00Z'), uid: 0, gid: 0, mode: 0o644 },
      bytes,
    );
  pack.finalize();
  return gzipSync(await buffer(pack), { level: 9 });
}

function annotations(incident) {
  const places = new Map(incident.acts.map((act) => [act.id, placeOf(act, incident)]));
  const match = (id) => {
    const { member, line, eventId } = places.get(id);
    return line === undefined ? { member, query: `event.id: "${eventId}"` } : { member, line };
  };
  return {
    annotations: incident.acts.map(({ id, title, technique, tactic, note, kind, step }) => ({
      id,
      match: match(id),
      note,
      kind,
      technique,
      tactic,
      confidence: kind === 'fact' ? 'high' : 'medium',
      alternatives: ALTERNATIVES[id] ?? '',
      tags: ['demonstration'],
      forReport: true,
      ...(step === true && { step: title }),
      ...(EFFECTS[id] !== undefined && { effect: { state: 'achieved', records: [EFFECTS[id]] } }),
    })),
    links: LINKS.map(([from, to, reason, records]) => ({ from, to, reason, records })),
    findings: FINDINGS,
    exhibits: EXHIBITS,
    statements: STATEMENTS,
    milestones: MILESTONES,
    searches: SEARCHES,
    particulars: PARTICULARS,
  };
}

const incident = build();
const bundle = await tarGz(contents(incident));
const folder = fileURLToPath(new URL('..', import.meta.url));
const json = (value) => `${JSON.stringify(value, null, 2)}\n`;
await writeFile(`${folder}incident.tar.gz`, bundle);
await writeFile(
  `${folder}ground-truth.json`,
  json({
    notice: NOTICE.split('\n')[0],
    sha256: createHash('sha256').update(bundle).digest('hex'),
    acts: incident.acts.map((act) => ({
      id: act.id,
      title: act.title,
      technique: act.technique,
      tactic: act.tactic,
      time: rfc3339(act.time, 9),
      step: act.step === true,
      ...placeOf(act, incident),
    })),
    links: LINKS.map(([from, to]) => ({ from, to })),
    records: {
      audit: COUNTS.audit + incident.acts.filter((act) => act.log === 'audit').length,
      falco: COUNTS.falcoA + COUNTS.falcoB + incident.acts.filter((act) => act.log.startsWith('falco')).length,
      cloudtrail: COUNTS.trail + REDELIVERED + incident.acts.filter((act) => act.log === 'trail').length,
    },
    redelivered: REDELIVERED,
  }),
);
await writeFile(`${folder}annotations.json`, json(annotations(incident)));
await writeFile(
  `${folder}case.json`,
  json({
    kind: 'demonstration',
    number: 'DEMO-2026-10-14',
    title: 'Intrusion into the shop cluster (invented)',
    examiner: 'Jane Sample',
    organisation: 'Exhibit demonstration',
    questions: [
      'How did the intruder enter, and over which workloads did the intrusion spread?',
      'Which cloud credentials were used from outside, and what was read with them?',
      'Which attempts were stopped?',
    ],
    displayZone: 'Europe/Berlin',
  }),
);
process.stdout.write(`${bundle.length} bytes, ${incident.acts.length} acts\n`);
