import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { CaseDraft } from '../../parsers/model/case.js';
import { readAnnotationsFile, type AnnotationsFile } from '../../parsers/model/annotations-file.js';
import { record } from '../bridge/guards.js';
import { isCaseDraft } from '../services/act-guards.js';
import { systemCode } from '../services/disk-failure.js';
import { UsageError } from './usage-error.js';

const META_FIELDS = ['kind', 'number', 'title', 'examiner', 'organisation', 'questions', 'displayZone'] as const;

/** Reads `--meta`: any of a case's fields. Throws `UsageError` naming the field. */
export async function readMetaFile(path: string): Promise<Partial<CaseDraft>> {
  const value = await readJson(path, '--meta');
  if (!record(value)) throw new UsageError(`--meta ${path} holds no JSON object.`);
  const unknown = Object.keys(value).find((name) => !META_FIELDS.some((field) => field === name));
  if (unknown !== undefined) {
    throw new UsageError(`--meta ${path}: there is no field "${unknown}". Fields: ${META_FIELDS.join(', ')}.`);
  }
  const complete: CaseDraft = {
    kind: 'case',
    number: '',
    title: '',
    examiner: '',
    organisation: '',
    questions: [],
    displayZone: 'UTC',
  };
  const wrong = Object.keys(value).find((name) => !isCaseDraft({ ...complete, [name]: value[name] }));
  if (wrong !== undefined)
    throw new UsageError(`--meta ${path}: "${wrong}" cannot be ${JSON.stringify(value[wrong])}.`);
  return value;
}

/** Reads `--annotations`. Throws `UsageError` with every fault, each naming its entry. */
export async function readAnnotations(path: string): Promise<AnnotationsFile> {
  const read = readAnnotationsFile(await readJson(path, '--annotations'));
  if ('file' in read) return read.file;
  throw new UsageError(`--annotations ${path} cannot be used:\n${read.faults.map((fault) => `  ${fault}`).join('\n')}`);
}

/** Absolute paths of evidence that is there. Throws `UsageError` naming the first that is not. */
export async function findEvidence(paths: readonly string[]): Promise<readonly string[]> {
  return Promise.all(
    paths.map(async (path) => {
      const found = await stat(path).catch((error: unknown) => {
        throw new UsageError(`The evidence ${path} cannot be read: ${reasonOf(error)}.`);
      });
      if (!found.isFile() && !found.isDirectory())
        throw new UsageError(`The evidence ${path} is neither a file nor a folder.`);
      return resolve(path);
    }),
  );
}

async function readJson(path: string, option: string): Promise<unknown> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new UsageError(`${option} ${path} cannot be read: ${reasonOf(error)}.`);
  });
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown;
  } catch (error) {
    throw new UsageError(`${option} ${path} is not JSON: ${error instanceof Error ? error.message : String(error)}.`);
  }
}

/** Why a file cannot be read, as part of a sentence. */
export function reasonOf(error: unknown): string {
  const code = systemCode(error);
  if (code === 'ENOENT') return 'there is no such file';
  if (code === 'EACCES') return 'this user may not read it';
  if (code === 'EISDIR') return 'it is a folder';
  return error instanceof Error ? error.message : String(error);
}
