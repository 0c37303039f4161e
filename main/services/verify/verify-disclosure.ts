/** A disclosure, checked: in itself, against a report, against its case. */
import { version } from '../../../package.json';
import type { CaseState, JournalLine } from '../../../parsers/model/case.js';
import { applyLines, JournalMismatch } from '../../../parsers/model/fold.js';
import { TarFault } from '../archive/tar-entry.js';
import { disclosureOf } from '../disclosure/disclosure-files.js';
import { readDisclosureTar, STATEMENT, SUMS } from '../disclosure/disclosure-layout.js';
import { sha256Hex } from '../signing/signing-key.js';
import { cannotTell, no, yes, type Answer, type AnswerId } from './answer.js';
import type { CaseRecord } from './case-record.js';
import { readClaims, sumFaults, type DisclosureClaims } from './disclosure-claims.js';
import { listed } from './listed.js';
import type { ReportClaims } from './verify-case.js';

/** What a disclosure may be held against. */
export interface DisclosureAgainst {
  readonly report: ReportClaims | null;
  /** Its case, and the lines of its journal. */
  readonly ofCase: { readonly record: CaseRecord; readonly lines: readonly JournalLine[] } | null;
}

/** Checks a disclosure. Never throws for what a file may hold. */
export async function verifyDisclosure(bytes: Buffer, against: DisclosureAgainst): Promise<readonly Answer[]> {
  const claims = await claimsOf(bytes);
  const unchanged = unchangedAnswer(sha256Hex(bytes), against.ofCase?.record ?? null);
  if (typeof claims === 'string')
    return [
      no('disclosure-files', claims),
      ...questionsOn(against).map((id) =>
        cannotTell(id, 'It cannot be read.', 'The disclosure as it was handed over would.'),
      ),
      unchanged,
    ];
  const { report, ofCase } = against;
  return [
    filesAnswer(claims),
    journalAnswer(claims),
    completeAnswer(claims, against),
    contentsAnswer(claims, ofCase),
    ...(report === null ? [] : [reportAnswer(claims, report), exhibitsAnswer(claims, report)]),
    ...(ofCase === null ? [] : [caseAnswer(claims, ofCase.record)]),
    unchanged,
  ];
}

function questionsOn({ report, ofCase }: DisclosureAgainst): readonly AnswerId[] {
  return [
    'disclosure-journal',
    'disclosure-complete',
    'disclosure-contents',
    ...(report === null ? [] : (['disclosure-report', 'disclosure-exhibits'] as const)),
    ...(ofCase === null ? [] : (['disclosure-case'] as const)),
  ];
}

async function claimsOf(bytes: Buffer): Promise<DisclosureClaims | string> {
  try {
    return readClaims(await readDisclosureTar(bytes));
  } catch (error) {
    if (error instanceof TarFault) return `It is no tar as Exhibit writes it, or damaged: ${error.message}.`;
    throw error;
  }
}

function filesAnswer({ files }: DisclosureClaims): Answer {
  const faults = sumFaults(files);
  if (faults.length > 0) return no('disclosure-files', listed(faults));
  return yes(
    'disclosure-files',
    `All ${files.size - 1} files have the SHA-256 that ${SUMS} states. Whoever changes a file can write that list anew.`,
  );
}

function journalAnswer({ journal: { hashes, lines, fault }, length, head }: DisclosureClaims): Answer {
  if (fault !== null)
    return no('disclosure-journal', `Line ${hashes.length + 1} of its journal does not hold: ${fault}.`);
  if (hashes.length !== length || hashes.at(-1) !== head)
    return no(
      'disclosure-journal',
      `It ends at line ${hashes.length}, and not where ${STATEMENT} says (line ${length}, ${head}).`,
    );
  const numbers = (isShown: boolean): readonly number[] =>
    lines.flatMap((line, index) => ((line !== null) === isShown ? [index + 1] : []));
  return yes(
    'disclosure-journal',
    `All ${length} lines follow from one another up to the head ${head}. Given in full: ${counted(numbers(true))}. As their hash alone: ${counted(numbers(false))}.`,
  );
}

/** `5 (1 to 3, 7, 9)`, or `none`. */
function counted(numbers: readonly number[]): string {
  const ranges: { readonly from: number; to: number }[] = [];
  for (const number of numbers) {
    const last = ranges.at(-1);
    if (last?.to === number - 1) last.to = number;
    else ranges.push({ from: number, to: number });
  }
  if (ranges.length === 0) return 'none';
  const words = ranges.map(({ from, to }) => (from === to ? String(from) : `${from} to ${to}`));
  const more = words.length - 20;
  return `${numbers.length} (${words.slice(0, 20).join(', ')}${more > 0 ? ` and ${more} more stretches` : ''})`;
}

function completeAnswer({ journal: { hashes } }: DisclosureClaims, { report, ofCase }: DisclosureAgainst): Answer {
  const end = hashes.length;
  const named = report?.manifest?.journal.length ?? 0;
  if (named > end)
    return no(
      'disclosure-complete',
      `It ends at line ${end}, and the report rests on line ${named}: it was made before the report, or lines were cut off its end.`,
    );
  const later = (ofCase?.record.hashes.length ?? end) - end;
  const known = ofCase === null ? '' : ` The journal of the case goes on for ${later} lines.`;
  return cannotTell(
    'disclosure-complete',
    `Lines that are cut off its end whole leave no trace in it.${known}`,
    'A report that rests on a later line, or a note of a later head, would: exhibit verify <disclosure.tar> --report <report.pdf>.',
  );
}

/** Everything in a disclosure is made of the journal: whoever has all lines can make it again. */
function contentsAnswer(claims: DisclosureClaims, ofCase: DisclosureAgainst['ofCase']): Answer {
  const { length, journal, parts, files, exhibitVersion } = claims;
  const whole = journal.fault === null ? journal.lines.filter((line) => line !== null) : [];
  const isWhole = whole.length === length;
  const lines = ofCase === null ? whole : ofCase.lines.slice(0, length);
  if (lines.length !== length || length < 1)
    return cannotTell(
      'disclosure-contents',
      isWhole || ofCase !== null
        ? 'The journal does not reach as far as the disclosure.'
        : `${length - whole.length} lines of its journal are withheld: what they say cannot be held against the files.`,
      'The case would: exhibit verify <disclosure.tar> --case <folder>.',
    );
  const state = stateAfter(lines);
  if (typeof state === 'string') return no('disclosure-contents', state);
  const made = new Map(disclosureOf(state, lines, parts).files.map(({ path, text }) => [path, text]));
  const names = new Set([...made.keys(), ...files.keys()]);
  names.delete(SUMS);
  const differing = [...names].filter((name) => made.get(name) !== files.get(name)?.toString('utf8'));
  const whose = ofCase === null ? 'its journal' : 'the journal of the case';
  if (differing.length === 0)
    return yes('disclosure-contents', `All ${names.size} files were made again of ${whose}, and are the same.`);
  if (exhibitVersion !== version)
    return cannotTell(
      'disclosure-contents',
      `${differing.join(', ')} made again of ${whose} differ. Exhibit ${exhibitVersion} wrote them, and this is ${version}.`,
      'Exhibit in the version that wrote them would.',
    );
  return no('disclosure-contents', `Made again of ${whose}, these are different: ${differing.join(', ')}.`);
}

function stateAfter(lines: readonly JournalLine[]): CaseState | string {
  try {
    return applyLines(null, lines);
  } catch (error) {
    if (!(error instanceof JournalMismatch)) throw error;
    return `Line ${error.seq} of the journal cannot follow those before: ${error.reason}.`;
  }
}

function reportAnswer({ journal: { hashes } }: DisclosureClaims, { manifest, journal: proof }: ReportClaims): Answer {
  const id = 'disclosure-report';
  if (manifest === null)
    return cannotTell(id, 'What the report claims cannot be read.', 'The report as it was handed over would.');
  const { length, head } = manifest.journal;
  const parting = hashes.findIndex((hash, index) => index < proof.length && hash !== proof[index]);
  if (parting >= 0)
    return no(
      id,
      `From line ${parting + 1} on, it is not the journal that the report attaches: one of the two was written anew, or they are of different cases.`,
    );
  if (hashes.length < length)
    return no(id, `It ends at line ${hashes.length}, and the report rests on line ${length}.`);
  if (hashes[length - 1] !== head) return no(id, `Line ${length} has another hash than the report states.`);
  return yes(id, `Line ${length} has the hash ${head} that the report states.`);
}

function exhibitsAnswer({ exhibits }: DisclosureClaims, { manifest }: ReportClaims): Answer {
  const id = 'disclosure-exhibits';
  if (manifest === null)
    return cannotTell(id, 'What the report claims cannot be read.', 'The report as it was handed over would.');
  const disclosed = new Map(exhibits.map(({ number, sha256 }) => [number, sha256]));
  const faults = manifest.exhibits
    .filter(({ number, sha256 }) => disclosed.get(number) !== sha256)
    .map(({ number }) => `${number} is not in it with the SHA-256 that the report states`);
  if (faults.length > 0) return no(id, listed(faults));
  return yes(id, `All ${manifest.exhibits.length} are, with the same SHA-256.`);
}

function caseAnswer({ journal, caseId }: DisclosureClaims, record: CaseRecord): Answer {
  const id = 'disclosure-case';
  if (record.caseId !== null && record.caseId !== caseId)
    return no(id, `The disclosure is of the case ${caseId}, the folder holds the case ${record.caseId}.`);
  const parting = journal.hashes.findIndex((hash, index) => hash !== record.hashes[index]);
  if (parting < 0) return yes(id, `All ${journal.hashes.length} lines stand in the journal of the case.`);
  if (record.hashes.length <= parting && record.damage !== null)
    return cannotTell(id, record.damage, 'A copy of the case folder without that damage would.');
  return no(
    id,
    record.hashes.length <= parting
      ? `The journal of the case ends at line ${record.hashes.length}: lines were cut off it, or this is an older copy.`
      : `From line ${parting + 1} on they are different: one of the two was written anew.`,
  );
}

function unchangedAnswer(sha256: string, record: CaseRecord | null): Answer {
  const id = 'disclosure-unchanged';
  const unsigned = 'A disclosure carries no signature: whoever hands it on can write it anew so that all fits.';
  if (record === null)
    return cannotTell(
      id,
      unsigned,
      `Its SHA-256 ${sha256}, got from the examiner in another way than with the file, would; or the case: --case <folder>.`,
    );
  const stated = record.exports.find((one) => one.sha256 === sha256);
  if (stated !== undefined) return yes(id, `Line ${stated.seq} of the case's journal states it: SHA-256 ${sha256}.`);
  if (record.damage !== null)
    return cannotTell(id, record.damage, 'A copy of the case folder without that damage would.');
  return no(id, `No line of the case's journal states the export of a file with the SHA-256 ${sha256}.`);
}
