import { rmSync } from 'node:fs';
import { mkdtemp, realpath, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import type { CaseDraft } from '../../parsers/model/case.js';
import { CASE_FILE } from '../services/case-file.js';
import { createCase, openCase } from '../services/case-folder.js';
import { isDemonstrationBundle } from '../services/demonstration-evidence.js';
import type { OpenCase } from '../services/open-case.js';
import { userDataFolder } from '../services/user-data.js';
import { UsageError } from './usage-error.js';

/** As journalled: nobody sat at a window. */
export const HOST = 'command line';

export interface RunCase {
  readonly opened: OpenCase;
  /** Closes the case and removes it where it was temporary. */
  dispose(): Promise<void>;
}

/**
 * The case a run works on: the folder named, made where it does not exist and there is evidence for it; else a temporary
 * one. What `--meta` says is journalled where it says something new.
 *
 * @throws UsageError, and `BridgeFailure` where the folder cannot be opened
 */
export async function openRunCase(
  folder: string | null,
  meta: Partial<CaseDraft>,
  evidence: readonly string[],
): Promise<RunCase> {
  if (folder === null) return temporaryCase(meta, evidence);
  const path = resolve(folder);
  if (await holdsCase(path)) {
    const opened = await openCase(path, HOST);
    await describe(opened, meta);
    return { opened, dispose: () => opened.close() };
  }
  if (evidence.length === 0)
    throw new UsageError(`--case ${folder} holds no case. Name its folder, or evidence to make one of.`);
  const opened = await openCase(await createCase(path, await draftOf(meta, basename(path), evidence)), HOST);
  return { opened, dispose: () => opened.close() };
}

async function temporaryCase(meta: Partial<CaseDraft>, evidence: readonly string[]): Promise<RunCase> {
  const parent = await realpath(await mkdtemp(join(tmpdir(), 'exhibit-case-')));
  try {
    const opened = await openCase(await createCase(join(parent, 'case'), await draftOf(meta, '', evidence)), HOST);
    const cache = join(userDataFolder(), 'cache', opened.meta().id);
    // The engine holds its storage until the very end.
    process.once('exit', () => rmSync(cache, { recursive: true, force: true, maxRetries: 3 }));
    return {
      opened,
      async dispose() {
        await opened.close();
        await rm(parent, { recursive: true, force: true });
      },
    };
  } catch (error) {
    await rm(parent, { recursive: true, force: true });
    throw error;
  }
}

async function draftOf(meta: Partial<CaseDraft>, number: string, evidence: readonly string[]): Promise<CaseDraft> {
  const invented = await Promise.all(evidence.map(isDemonstrationBundle));
  return {
    kind: invented.length > 0 && invented.every(Boolean) ? 'demonstration' : 'case',
    number,
    title: '',
    examiner: '',
    organisation: '',
    questions: [],
    displayZone: 'UTC',
    ...meta,
  };
}

async function describe(opened: OpenCase, meta: Partial<CaseDraft>): Promise<void> {
  const now = opened.meta();
  const { kind, ...described } = meta;
  if (kind !== undefined && kind !== now.kind) {
    await opened.close();
    throw new UsageError(
      `--meta says that the case is a ${kind}, but ${opened.folder} is a ${now.kind}. That never changes.`,
    );
  }
  const differs = (name: string) =>
    JSON.stringify(described[name as keyof typeof described]) !== JSON.stringify(now[name as keyof typeof now]);
  const changes = Object.fromEntries(Object.entries(described).filter(([name]) => differs(name)));
  if (Object.keys(changes).length > 0) await opened.append({ type: 'case-described', changes });
}

async function holdsCase(folder: string): Promise<boolean> {
  return stat(join(folder, CASE_FILE)).then(
    (found) => found.isFile(),
    () => false,
  );
}
