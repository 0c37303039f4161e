import type { ExhibitBridge, PickToken } from '../../main/bridge/contract.js';
import { compareHashes, parseHashList, type HashList, type KnownFile } from '../../parsers/hash-list.js';
import { memberDigests, type MemberDigest } from '../../parsers/member-digests.js';
import type { CaseState, ExhibitReceipt, HashComparison } from '../../parsers/model/case.js';
import { blobSha256 } from '../query/blob-hash.js';
import { evidenceFiles } from '../workers/import-file.js';
import { attachFiles, attachPick } from './attach-files.js';
import { bridgeCall } from './bridge-call.js';
import type { CaseSession } from './session.js';

/** Longer lists are no lists of hashes; they would fill the memory as text. */
const MAX_LIST_BYTES = 64 * 1024 * 1024;

/**
 * Holds a collector's hash list against every exhibit of the case that was not removed, and journals the result. MD5 and SHA-1, of
 * received files and of the members of archives, are computed now, and only where the list states them.
 */
export async function compareHashList(
  bridge: ExhibitBridge,
  session: CaseSession,
  token: PickToken,
): Promise<HashComparison> {
  const file = await attachPick(bridge, token);
  if (file.size > MAX_LIST_BYTES)
    throw new Error(`${file.name} has ${file.size} bytes: too long for a list of hashes.`);
  const bytes = new Uint8Array(await file.arrayBuffer());
  const list = parseHashList(new TextDecoder(encodingOf(bytes)).decode(bytes));
  if (list.hashes.length === 0) throw new Error(`No line of ${file.name} states an MD5, SHA-1 or SHA-256 of a file.`);
  const { state } = session.snapshot();
  const receipts = state.receipts.filter(({ number }) => !state.removed.has(number));
  const files: KnownFile[] = [];
  for (const receipt of receipts) files.push(...(await knownFiles(bridge, state, receipt, list)));
  const comparison: HashComparison = {
    id: crypto.randomUUID(),
    list: {
      name: file.name,
      sha256: await blobSha256(file),
      bytes: bytes.length,
      hashes: list.hashes.length,
      ignored: list.ignored,
    },
    exhibits: receipts.map(({ number }) => number),
    ...compareHashes(list, files),
  };
  await session.act({ type: 'hashes-compared', comparison });
  return comparison;
}

/** PowerShell redirects in UTF-16. */
function encodingOf([first, second]: Uint8Array): 'utf-8' | 'utf-16le' {
  return first === 0xff && second === 0xfe ? 'utf-16le' : 'utf-8';
}

async function knownFiles(
  bridge: ExhibitBridge,
  state: CaseState,
  receipt: ExhibitReceipt,
  list: HashList,
): Promise<readonly KnownFile[]> {
  const extra = (['md5', 'sha1'] as const).filter((wanted) =>
    list.hashes.some(({ algorithm }) => algorithm === wanted),
  );
  const computed = await Promise.all(
    extra.map(async (algorithm) => ({ algorithm, digests: await digestsOf(bridge, receipt.number, algorithm) })),
  );
  const inside =
    extra.length === 0
      ? new Map<string, readonly MemberDigest[]>()
      : await memberDigests(evidenceFiles(receipt, await attachFiles(bridge, receipt)), extra);
  const received = receipt.files.map(({ path, sha256: digest }, index): KnownFile => ({
    path: path === '' ? receipt.name : `${receipt.name}/${path}`,
    isReceived: true,
    digests: [
      { algorithm: 'sha256', digest },
      ...computed.map(({ algorithm, digests }) => ({ algorithm, digest: digests[index] ?? '' })),
      ...(inside.get(path) ?? []),
    ],
  }));
  const paths = new Set(receipt.files.map(({ path }) => path));
  const members = (state.imported.get(receipt.number)?.ledger.members ?? []).filter(({ path }) => !paths.has(path));
  return [
    ...received,
    ...members.map(({ path, sha256: stored, contentSha256 }): KnownFile => ({
      path: `${receipt.name}/${path}`,
      isReceived: false,
      digests: [
        ...[...new Set([stored, contentSha256])].map((digest) => ({ algorithm: 'sha256' as const, digest })),
        ...(inside.get(path) ?? []),
      ],
    })),
  ];
}

async function digestsOf(bridge: ExhibitBridge, number: string, algorithm: 'md5' | 'sha1'): Promise<readonly string[]> {
  const digests: string[] = [];
  for (let from: number | null = 0; from !== null;) {
    const page: { readonly digests: readonly string[]; readonly next: number | null } = await bridgeCall(
      bridge,
      'evidence.digests',
      number,
      algorithm,
      from,
    );
    digests.push(...page.digests);
    from = page.next;
  }
  return digests;
}
