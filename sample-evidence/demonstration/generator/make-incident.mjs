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
import { benignAqua } from './background/aqua.mjs';
import { benignAudit } from './background/audit.mjs';
import { benignTrail } from './background/cloudtrail.mjs';
import { benignFalco } from './background/falco.mjs';
import { benignHubble } from './background/hubble.mjs';
import { benignRequests } from './background/requests.mjs';
import { benignTracee } from './background/tracee.mjs';
import { benignFlows } from './background/vpc-flow.mjs';
import { ACCOUNT, PODS, REGION } from './cast.mjs';
import { rfc3339 } from './clock.mjs';
import {
  ALTERNATIVES,
  EFFECTS,
  EXHIBITS,
  FINDINGS,
  MILESTONES,
  PARTICULARS,
  QUESTIONS,
  SEARCHES,
  STATEMENTS,
} from './examination.mjs';
import { eventList, podList } from './lists.mjs';
import { Random } from './random.mjs';
import { attackActs } from './story/index.mjs';
import { LINKS } from './story/links.mjs';
import { AquaWriter } from './writers/aqua.mjs';
import { AuditWriter } from './writers/audit.mjs';
import { CloudTrailWriter } from './writers/cloudtrail.mjs';
import { dtaReport } from './writers/dta-report.mjs';
import { FLOW_HEADER } from './writers/vpc-flow.mjs';

const SEED = 20261014;
const ROOT = 'shop-incident-2026-10-14';
const COUNTS = {
  audit: 6200,
  falcoA: 900,
  falcoB: 900,
  trail: 2100,
  tracee: 420,
  aqua: 240,
  hubble: 520,
  flows: 760,
  requests: 700,
};
/** Records of CloudTrail that the service delivered twice, as it sometimes does. */
const REDELIVERED = 25;
const NOTICE = `INVENTED EVIDENCE FOR DEMONSTRATION. No real person, company, cluster, account or incident.
Addresses are documentation ranges (RFC 5737), names end in .example, .example.com, .example.net or .invalid, account 111122223333 is an example of the provider.
Written by a seeded script (seed ${SEED}) of the program Exhibit. Licence: CC0-1.0.
`;

const HOUR = 3_600_000_000_000n;
const QUARTER = HOUR / 4n;
const byTime = (a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0);

/**
 * A file of the bundle: its path, its text, and where in it an act stands (as `match` of an annotations file takes it; null
 * for an act that it does not hold).
 *
 * @typedef {{ path: string, text: string, placeOf: (act: object) => { line: number } | { query: string } | null }} Member
 */

/** A log of lines in order of time. @returns {Member} */
function lineLog(path, entries, head = []) {
  const sorted = entries.toSorted(byTime);
  return {
    path: `${ROOT}/${path}`,
    text: [...head, ...sorted.map(({ line }) => line)].map((line) => `${line}\n`).join(''),
    placeOf: (act) => {
      const index = sorted.indexOf(act);
      return index < 0 ? null : { line: head.length + index + 1 };
    },
  };
}

/** A JSON document in which acts are found by a query. @returns {Member} */
function document(path, text, acts) {
  return {
    path: `${ROOT}/${path}`,
    text,
    placeOf: (act) => (acts.includes(act) ? { query: act.query } : null),
  };
}

/** @returns {{ acts: object[], members: Member[] }} */
function build() {
  const random = new Random(SEED);
  // Sources that came later draw from numbers of their own: the records of the others stay as they are.
  const other = (source) => new Random(SEED + source);
  const audit = new AuditWriter(random);
  const trail = new CloudTrailWriter(random);
  const aqua = new AquaWriter(other(2));
  const acts = attackActs({ audit, trail, aqua });
  const of = (log) => acts.filter((act) => act.log === log);
  const nodeA = 'nodes/ip-10-0-12-34';
  const { storefront } = PODS;
  const podLog = `${nodeA}/pods/${storefront.namespace}_${storefront.name}_${storefront.uid}/${storefront.container}/0.log`;
  const members = [
    lineLog('cluster/kube-apiserver-audit.log.gz', [...benignAudit(random, audit, COUNTS.audit), ...of('audit')]),
    document('cluster/events.json', eventList(other(6), of('events')), of('events')),
    document('cluster/pods.json', podList(), []),
    lineLog(`${nodeA}/falco.log`, [...benignFalco(random, 'a', COUNTS.falcoA), ...of('falco-a')]),
    lineLog(`${nodeA}/tracee.ndjson.gz`, [...benignTracee(other(1), COUNTS.tracee), ...of('tracee')]),
    lineLog(`${nodeA}/hubble-flows.ndjson.gz`, [...benignHubble(other(3), COUNTS.hubble), ...of('hubble')]),
    lineLog(podLog, [...benignRequests(other(5), COUNTS.requests), ...of('requests')]),
    lineLog('nodes/ip-10-0-27-8/falco.log.gz', [...benignFalco(random, 'b', COUNTS.falcoB), ...of('falco-b')]),
    lineLog('aqua/audit-webhook.ndjson', [...benignAqua(other(8), aqua, COUNTS.aqua), ...of('aqua')]),
    document('aqua/dta-node-health-1.4.json', dtaReport(), of('dta')),
  ];
  const records = [...benignTrail(random, trail, COUNTS.trail), ...of('trail')].toSorted(byTime);
  const flows = [...benignFlows(other(4), COUNTS.flows), ...of('flows')];
  return { acts, members: [...members, ...trailFiles(random, records), ...flowFiles(other(7), flows)] };
}

/** Entries by the end of the interval in which they fall, in order. */
function byInterval(entries, length) {
  const intervals = new Map();
  for (const entry of entries) {
    const end = (entry.time / length + 1n) * length;
    const list = intervals.get(end) ?? [];
    list.push(entry);
    intervals.set(end, list);
  }
  return new Map([...intervals].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** Where a service of the cloud delivers a file: folder of the day, and the time in the file's name. */
function delivery(end) {
  const stamp = rfc3339(end, 0).replaceAll(/[-:]/g, '').slice(0, 13);
  const day = rfc3339(end, 0).slice(0, 10).replaceAll('-', '/');
  return { folder: (service) => `cloud/AWSLogs/${ACCOUNT}/${service}/${REGION}/${day}`, stamp: `${stamp}Z` };
}

/** CloudTrail delivers a file every quarter of an hour, records in no order, some records twice. @returns {Member[]} */
function trailFiles(random, records) {
  const files = byInterval(records, QUARTER);
  const ends = [...files.keys()];
  for (let n = 0; n < REDELIVERED; n += 1) {
    const index = random.int(0, ends.length - 1);
    files.get(ends[index + 1]).push(random.pick(files.get(ends[index])));
  }
  return ends.map((end) => {
    const { folder, stamp } = delivery(end);
    const entries = files
      .get(end)
      .map((entry) => ({ entry, at: random.next() }))
      .toSorted((a, b) => a.at - b.at)
      .map(({ entry }) => entry);
    const name = `${ACCOUNT}_CloudTrail_${REGION}_${stamp}_${random.hex(16).toUpperCase()}.json.gz`;
    return {
      path: `${ROOT}/${folder('CloudTrail')}/${name}`,
      text: JSON.stringify({ Records: entries.map(({ record }) => record) }),
      placeOf: (act) => (files.get(end).includes(act) ? { query: `event.id: "${act.record.eventID}"` } : null),
    };
  });
}

/** Flow logs come by the hour, with the names of the fields in the first line. @returns {Member[]} */
function flowFiles(random, entries) {
  return [...byInterval(entries, HOUR)].map(([end, lines]) => {
    const { folder, stamp } = delivery(end);
    const name = `${ACCOUNT}_vpcflowlogs_${REGION}_fl-0c4e8a12b6d97f350_${stamp}_${random.hex(8)}.log.gz`;
    return lineLog(`${folder('vpcflowlogs')}/${name}`, lines, [FLOW_HEADER]);
  });
}

/** Where an act stands: member, and line from 1 or a query that only it answers. */
function placeOf(act, { members }) {
  for (const member of members) {
    const place = member.placeOf(act);
    if (place !== null) return { member: member.path, ...place };
  }
  throw new Error(`act ${act.id} is in no file`);
}

async function tarGz(files) {
  const pack = tar.pack();
  for (const [name, bytes] of files)
    pack.entry(
      { name, size: bytes.length, mtime: new Date('2026-10-15T14:00:00Z'), uid: 0, gid: 0, mode: 0o644 },
      bytes,
    );
  pack.finalize();
  return gzipSync(await buffer(pack), { level: 9 });
}

function packed({ path, text }) {
  return [path, path.endsWith('.gz') ? gzipSync(text, { level: 9 }) : Buffer.from(text)];
}

/** Acts with a note are what the examiner speaks of. */
function annotations(incident) {
  return {
    annotations: incident.acts
      .filter(({ note }) => note !== undefined)
      .toSorted((a, b) => (a.time === null ? 1 : b.time === null ? -1 : byTime(a, b)))
      .map((act) => ({
        id: act.id,
        match: placeOf(act, incident),
        note: act.note,
        kind: act.kind,
        ...(act.technique !== undefined && { technique: act.technique, tactic: act.tactic }),
        confidence: act.kind === 'fact' ? 'high' : 'medium',
        alternatives: ALTERNATIVES[act.id] ?? '',
        tags: ['demonstration'],
        forReport: true,
        ...(act.step === true && { step: act.title }),
        ...(EFFECTS[act.id] !== undefined && { effect: { state: 'achieved', records: EFFECTS[act.id] } }),
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

/** Records by the log that holds them: background, redelivered ones and the story's. */
function recordCounts({ acts }) {
  const told = (log) => acts.filter((act) => act.log.startsWith(log)).length;
  return {
    audit: COUNTS.audit + told('audit'),
    falco: COUNTS.falcoA + COUNTS.falcoB + told('falco'),
    cloudtrail: COUNTS.trail + REDELIVERED + told('trail'),
    tracee: COUNTS.tracee + told('tracee'),
    aqua: COUNTS.aqua + told('aqua'),
    hubble: COUNTS.hubble + told('hubble'),
    flows: COUNTS.flows + told('flows'),
    requests: COUNTS.requests + told('requests'),
  };
}

const incident = build();
const bundle = await tarGz([[`${ROOT}/README.txt`, Buffer.from(NOTICE)], ...incident.members.map(packed)]);
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
      ...(act.technique !== undefined && { technique: act.technique, tactic: act.tactic }),
      time: act.time === null ? null : rfc3339(act.time, 9),
      step: act.step === true,
      ...placeOf(act, incident),
    })),
    links: LINKS.map(([from, to]) => ({ from, to })),
    records: recordCounts(incident),
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
    organisation: 'Sample Forensic Laboratory (invented)',
    questions: QUESTIONS,
    displayZone: 'Europe/Berlin',
  }),
);
process.stdout.write(`${bundle.length} bytes, ${incident.acts.length} acts\n`);
