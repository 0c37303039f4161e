/** What a report says of itself, checked without its case. */
import { chainHash, FIRST_PREVIOUS_HASH } from '../../../parsers/model/journal-chain.js';
import { at } from '../../../parsers/model/json.js';
import { DerFault } from '../signing/der.js';
import { isDemonstrationCertificate } from '../signing/demonstration-key.js';
import { sha256Hex, statedName } from '../signing/signing-key.js';
import { cannotTell, no, yes, type Answer } from './answer.js';
import { checkSignature, type SignatureState } from './check-signature.js';
import { openPdf, type Attachment } from './pdf-file.js';
import { PdfFault } from './pdf-syntax.js';
import {
  JOURNAL,
  MANIFEST,
  parsed,
  readLines,
  readManifest,
  RECORDS,
  textAt,
  type Manifest,
} from './report-contents.js';
import { fingerprint, isTrusted, type Trusted } from './trust.js';

export interface ReportVerdict {
  readonly answers: readonly Answer[];
  /** What the report claims, to be held against its case; null where it cannot be read. */
  readonly manifest: Manifest | null;
  /** Hashes of the lines of the attached journal proof. */
  readonly journal: readonly string[];
}

/** Checks a report. Never throws for what a file may hold. */
export function verifyReport(bytes: Buffer, trusted: readonly Trusted[]): ReportVerdict {
  try {
    const file = openPdf(bytes);
    const signature = checkSignature(bytes, file);
    const attachments = file.attachments();
    const manifest = readManifest(attachments);
    const claims = typeof manifest === 'string' ? null : manifest;
    return {
      manifest: claims,
      journal: (readLines(attachments, JOURNAL) ?? []).map((line) => textAt(line, 'hash')),
      answers: [
        ...signatureAnswers(signature, claims, trusted),
        ...(typeof manifest === 'string' ? unreadable(manifest) : contentAnswers(manifest, attachments)),
      ],
    };
  } catch (error) {
    // What refers to itself without end, or states numbers that nothing can have, ends in a RangeError.
    if (!(error instanceof PdfFault || error instanceof DerFault || error instanceof RangeError)) throw error;
    const because = `It is no PDF as Exhibit writes it, or damaged: ${error.message}.`;
    return { manifest: null, journal: [], answers: [no('unchanged', because), ...unreadable(because)] };
  }
}

const CONTENT = ['attachments', 'records', 'journal'] as const;

function unreadable(because: string): readonly Answer[] {
  return CONTENT.map((id) => cannotTell(id, because, 'The report as it was handed over would.'));
}

function contentAnswers(manifest: Manifest, attachments: readonly Attachment[]): readonly Answer[] {
  return [
    attachmentsAnswer(manifest, attachments),
    recordsAnswer(manifest, attachments),
    journalAnswer(manifest, attachments),
  ];
}

const OTHER_WAY =
  'The fingerprint of the key, given to you by the examiner in another way than with this file, would: exhibit verify --trust <fingerprint>.';

function signatureAnswers(
  signature: SignatureState,
  manifest: Manifest | null,
  trusted: readonly Trusted[],
): readonly Answer[] {
  if (signature.state === 'broken')
    return [
      no('unchanged', signature.because),
      cannotTell('key', 'Its signature does not hold, so its certificate stands for nothing.', OTHER_WAY),
      ...(trusted.length > 0 ? [no('known', 'Its signature does not hold.')] : []),
    ];
  if (signature.state === 'unsigned') return unsignedAnswers(manifest, trusted);
  const { certificate, others, time } = signature;
  return [
    yes(
      'unchanged',
      'The signature covers every byte of the file but its own value, and holds. Nothing was added after it.',
    ),
    keyAnswer(signature, manifest),
    knownAnswer(isTrusted(certificate, others, trusted), trusted.length > 0),
    cannotTell(
      'time',
      `It says ${time === '' ? 'no time' : time}: the clock of the machine that signed, which anybody can set.`,
      'A copy that you can show you had at that time would, or a time stamp of an authority; this file carries none.',
    ),
  ];
}

function unsignedAnswers(manifest: Manifest | null, trusted: readonly Trusted[]): readonly Answer[] {
  const signer = manifest?.signerSha256 ?? null;
  const because = 'It carries no signature.';
  return [
    signer === null
      ? cannotTell(
          'unchanged',
          because,
          'Its SHA-256, written down when it was made (the journal of its case has it), would: --case <folder>.',
        )
      : no(
          'unchanged',
          `${because} It says itself that the key with the certificate ${signer} signs it: the signature was removed.`,
        ),
    ...(trusted.length > 0 ? [no('known', because)] : []),
  ];
}

function keyAnswer({ certificate }: SignatureState & { readonly state: 'holds' }, manifest: Manifest | null): Answer {
  const sha256 = fingerprint(certificate);
  const says = `The key with the certificate ${sha256}. It states the name ${statedName(certificate)}, as somebody typed it: nothing proves whose key it is.`;
  const isDemonstration = isDemonstrationCertificate(certificate.raw);
  if (isDemonstration && manifest?.kind !== 'demonstration')
    return no(
      'key',
      'It is signed with the key of the demonstration, which everybody has, and is no report of the demonstration.',
    );
  if (!isDemonstration && manifest?.kind === 'demonstration')
    return no(
      'key',
      `It says that it reports the demonstration, and is not signed with the key of the demonstration. ${says}`,
    );
  if (manifest !== null && manifest.signerSha256 !== sha256)
    return no(
      'key',
      `It was signed with another key than it says itself (${manifest.signerSha256 ?? 'none'}). ${says}`,
    );
  return yes(
    'key',
    isDemonstration ? `${says} It is the key of the demonstration: everybody has it, it proves nothing.` : says,
  );
}

function knownAnswer(isKnown: boolean, isAsked: boolean): Answer {
  if (isKnown) return yes('known', 'Its certificate is the one you trust, or was issued by it.');
  if (isAsked) return no('known', 'Its certificate is not the one you trust, nor issued by it.');
  return cannotTell('known', 'You named no certificate that you trust.', OTHER_WAY);
}

function attachmentsAnswer(manifest: Manifest, attachments: readonly Attachment[]): Answer {
  const listed = new Map(manifest.attachments.map((one) => [one.name, one]));
  const names = attachments.map(({ name }) => name);
  const faults = [
    ...names.filter((name, index) => names.indexOf(name) !== index).map((name) => `${name} is attached twice`),
    ...manifest.attachments.filter(({ name }) => !names.includes(name)).map(({ name }) => `${name} is missing`),
    ...attachments
      .filter(({ name }) => name !== MANIFEST)
      .flatMap(({ name, bytes }) => {
        const expected = listed.get(name);
        if (expected === undefined) return [`${name} is attached, but the manifest does not name it`];
        const isSame = expected.sha256 === sha256Hex(bytes) && expected.bytes === bytes.length;
        return isSame ? [] : [`${name} is not what the manifest says`];
      }),
  ];
  if (faults.length > 0) return no('attachments', `${faults.slice(0, 5).join('; ')}.`);
  return yes(
    'attachments',
    `All ${manifest.attachments.length} attachments have the SHA-256 and size that ${MANIFEST} states.`,
  );
}

function recordsAnswer(manifest: Manifest, attachments: readonly Attachment[]): Answer {
  const lines = readLines(attachments, RECORDS);
  if (lines === null) return no('records', `${RECORDS} is missing.`);
  const cited = new Map(manifest.records.map((record) => [record.mark, record.sha256]));
  const faults: string[] = [];
  let unseen = 0;
  for (const [index, line] of lines.entries()) {
    const mark = textAt(line, 'mark');
    const stated = textAt(line, 'recordSha256');
    const raw = at(line, 'raw');
    if (cited.get(mark) !== stated) faults.push(`line ${index + 1} of ${RECORDS} is not what the manifest cites`);
    // What is cut, masked, or no UTF-8, cannot be hashed from its text.
    else if (
      typeof raw !== 'string' ||
      at(line, 'rawCut') === true ||
      at(line, 'rawMasked') === true ||
      raw.includes('\uFFFD')
    )
      unseen += 1;
    else if (sha256Hex(Buffer.from(raw)) !== stated)
      faults.push(`the text of record ${mark} does not have the hash that is cited`);
  }
  if (
    new Set(lines.map((line) => textAt(line, 'mark'))).size !== cited.size ||
    lines.length !== manifest.records.length
  )
    faults.push(`${RECORDS} holds ${lines.length} records, the manifest cites ${manifest.records.length}`);
  if (faults.length > 0) return no('records', `${faults.slice(0, 5).join('; ')}.`);
  if (unseen > 0)
    return cannotTell(
      'records',
      `${lines.length - unseen} of ${lines.length} records have the hash that is cited; ${unseen} are cut, hold a masked secret or are no UTF-8 text.`,
      'The evidence would: exhibit verify <report> --case <folder>.',
    );
  return yes('records', `All ${lines.length} records have the SHA-256 that is cited, computed from their text.`);
}

function journalAnswer(manifest: Manifest, attachments: readonly Attachment[]): Answer {
  const lines = readLines(attachments, JOURNAL);
  if (lines === null) return no('journal', `${JOURNAL} is missing.`);
  let previous = FIRST_PREVIOUS_HASH;
  let shown = 0;
  const received = new Map<string, string>();
  for (const [index, line] of lines.entries()) {
    const hash = textAt(line, 'hash');
    const bodyHash = textAt(line, 'bodyHash');
    const bodyText = at(line, 'bodyText');
    if (chainHash(previous, bodyHash) !== hash)
      return no('journal', `Line ${index + 1} does not follow from the line before.`);
    if (typeof bodyText === 'string') {
      if (sha256Hex(Buffer.from(bodyText)) !== bodyHash)
        return no('journal', `The act of line ${index + 1} is not the one that was journalled.`);
      const act = at(parsed(bodyText), 'act');
      if (index === 0 && textAt(at(act, 'meta'), 'id') !== manifest.caseId)
        return no('journal', 'It is the journal of another case than the manifest names.');
      if (textAt(act, 'type') === 'exhibit-received')
        received.set(textAt(at(act, 'receipt'), 'number'), textAt(at(act, 'receipt'), 'sha256'));
      shown += 1;
    }
    previous = hash;
  }
  const { length, head } = manifest.journal;
  if (lines.length !== length || previous !== head)
    return no(
      'journal',
      `It ends at line ${lines.length}, and not in the state that the manifest names (line ${length}, ${head}).`,
    );
  const odd = manifest.exhibits.find(({ number, sha256 }) => received.get(number) !== sha256);
  if (odd !== undefined)
    return no('journal', `It does not state the receipt of exhibit ${odd.number} with the hash of the manifest.`);
  return yes(
    'journal',
    `All ${length} lines follow from one another up to the head ${head}; ${shown} are shown, the others by their hash alone.`,
  );
}
