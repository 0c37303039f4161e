import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Verification, VerificationAnswer } from '../../parsers/model/verification.js';
import { visibleJson, visibleText } from '../../parsers/model/visible-text.js';
import { BridgeFailure } from '../bridge/failure.js';
import { diskFailure } from '../services/disk-failure.js';
import type { OnExhibit } from '../services/verify/check-evidence.js';
import { readCertificates, readFingerprint, type Trusted } from '../services/verify/trust.js';
import { verifyCaseFolder, verifyFile } from '../services/verify/verify-file.js';
import { printText } from './output.js';
import type { VerifyCommand } from './read-arguments.js';
import { reasonOf } from './read-input-files.js';
import type { Outcome } from './run-command.js';
import { TerminalProgress } from './terminal-progress.js';
import { UsageError } from './usage-error.js';

/** Verifies a report, a disclosure, a case, or one against the other, and prints the answers. Writes nothing. */
export async function runVerify(command: VerifyCommand): Promise<Outcome> {
  const progress = new TerminalProgress(process.stderr);
  let verification: Verification;
  try {
    verification = await verified(command, (number, bytes) =>
      progress.show(`Reading ${number}: ${(bytes / 1e6).toFixed(0)} MB`),
    );
  } finally {
    progress.clear();
  }
  const json = (): string => `${visibleJson(JSON.stringify(verification, null, 2))}\n`;
  await printText(command.json ? json() : visibleText(textOf(verification)));
  return { exit: verification.answers.some(({ answer }) => answer === 'no') ? 1 : 0, message: '' };
}

async function verified(command: VerifyCommand, onExhibit: OnExhibit): Promise<Verification> {
  const path = resolve(command.path);
  const found = await stat(path).catch((error: unknown) => {
    throw diskFailure('Reading', path, error);
  });
  if (found.isDirectory()) {
    if (command.caseFolder !== null || command.report !== null || command.trust.length > 0)
      throw new UsageError(`${command.path} is a folder: --case, --report and --trust go with a file.`);
    return verifyCaseFolder(path, onExhibit);
  }
  const trusted = (await Promise.all(command.trust.map(readTrusted))).flat();
  const caseFolder = command.caseFolder === null ? null : resolve(command.caseFolder);
  const reportPath = command.report === null ? null : resolve(command.report);
  return verifyFile(path, { trusted, reportPath, caseFolder }, onExhibit);
}

async function readTrusted(given: string): Promise<readonly Trusted[]> {
  const fingerprint = readFingerprint(given);
  if (fingerprint !== null) return [fingerprint];
  const bytes = await readFile(given).catch((error: unknown) => {
    throw new UsageError(
      `--trust ${given} is no fingerprint (64 hex digits), and no file that can be read: ${reasonOf(error)}.`,
    );
  });
  try {
    return readCertificates(bytes);
  } catch {
    throw new BridgeFailure('bad-arguments', `--trust ${given} holds no certificate, PEM or DER.`);
  }
}

const WORDS: Readonly<Record<VerificationAnswer['answer'], string>> = {
  yes: 'yes',
  no: 'NO',
  'cannot-tell': 'cannot tell',
};
const INDENT = ' '.repeat(13);

function textOf({ disclosure, report, case: ofCase, answers }: Verification): string {
  const about = [
    ...fileLines('Disclosure', disclosure),
    ...fileLines('Report', report),
    ...(ofCase === null
      ? []
      : [
          `${'Case'.padEnd(12)} ${ofCase.folder}`,
          `${INDENT}journal of ${ofCase.lines} lines, head ${ofCase.head ?? 'none'}`,
        ]),
  ];
  const count = (answer: VerificationAnswer['answer']): number => answers.filter((one) => one.answer === answer).length;
  const sum = `${count('yes')} yes, ${count('no')} no, ${count('cannot-tell')} cannot be told.`;
  return `${[...about, '', ...answers.flatMap(answerLines), '', sum].join('\n')}\n`;
}

function fileLines(what: string, file: Verification['report']): readonly string[] {
  return file === null
    ? []
    : [`${what.padEnd(12)} ${file.path}`, `${INDENT}SHA-256 ${file.sha256}, ${file.bytes} bytes`];
}

function answerLines({ answer, question, because, wouldTell }: VerificationAnswer): readonly string[] {
  const said = wouldTell === null ? [because] : [because, wouldTell];
  return [`${WORDS[answer].padEnd(INDENT.length)}${question}`, ...said.flatMap((text) => wrapped(text))];
}

/** Words in lines of a terminal's usual width, indented. */
function wrapped(text: string): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= 100) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(`${INDENT}${word}`);
  }
  return lines;
}
