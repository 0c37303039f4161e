import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { CaseMeta } from '../../parsers/model/case.js';
import { diskFailure } from '../services/disk-failure.js';
import { writeFileDurably } from '../services/durable-file.js';
import { certificatePem } from '../services/signing/pem-key.js';
import { readPkcs12 } from '../services/signing/pkcs12.js';
import { checkMaySign, signerFor, type ChosenKey } from '../services/signing/signer-for.js';
import { userDataFolder } from '../services/user-data.js';
import { askPassphrase } from './ask-passphrase.js';
import type { Command } from './read-arguments.js';
import { reasonOf } from './read-input-files.js';
import { UsageError } from './usage-error.js';

type ReportCommand = Command & { readonly name: 'report' };

/** The key that `--sign` names; null without it, which leaves it to the key that Exhibit keeps for the examiner. Asks for its passphrase where there is a terminal. */
export async function readSigningKey({ sign }: Pick<ReportCommand, 'sign'>, meta: CaseMeta): Promise<ChosenKey> {
  if (sign === null) return null;
  const key = await fromFile(sign);
  checkMaySign(meta, key);
  return key;
}

async function fromFile(path: string) {
  const bytes = await readFile(path).catch((error: unknown) => {
    throw new UsageError(`--sign ${path} cannot be read: ${reasonOf(error)}.`);
  });
  return readPkcs12(bytes, await passphraseFor(path), path, new Date());
}

async function passphraseFor(path: string): Promise<string> {
  const given = process.env['EXHIBIT_PASSPHRASE'];
  if (given !== undefined) return given;
  const asked = await askPassphrase(process.stdin, process.stderr, `Passphrase of ${path}: `);
  if (asked !== null) return asked;
  throw new UsageError(`--sign ${path}: there is no terminal to ask for its passphrase. Set EXHIBIT_PASSPHRASE.`);
}

/** Writes what `--certificate` asks for: the certificates of the key that will sign, the issuer's last. */
export async function writeCertificates(
  { certificateFile, issue }: Pick<ReportCommand, 'certificateFile' | 'issue'>,
  meta: CaseMeta,
  chosen: ChosenKey,
): Promise<void> {
  if (certificateFile === null) return;
  const key = await signerFor({ meta, isIssued: issue }, chosen, userDataFolder());
  if (key === null) throw new UsageError('--certificate: a draft is not signed. Issue the report with --issue.');
  await writeFileDurably(resolve(certificateFile), certificatePem(key.certificates)).catch((error: unknown) => {
    throw diskFailure('Writing', certificateFile, error);
  });
}
