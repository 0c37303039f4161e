import type { ExhibitBridge, PickToken } from '../../main/bridge/contract.js';
import type { ExhibitReceipt } from '../../parsers/model/case.js';
import { bridgeCall } from './bridge-call.js';

const INPUT_ID = 'exhibit-files';

function hiddenInput(): HTMLInputElement {
  const present = document.getElementById(INPUT_ID);
  if (present instanceof HTMLInputElement) return present;
  const input = document.createElement('input');
  input.type = 'file';
  input.id = INPUT_ID;
  input.multiple = true;
  input.hidden = true;
  document.body.append(input);
  return input;
}

/**
 * Has main attach the files of a received exhibit to the page's hidden input, and takes them from there. The `File`
 * objects read from the case's copy on disk; one that changes afterwards fails to read.
 *
 * @returns the files in the order of `receipt.files`
 */
export async function attachFiles(bridge: ExhibitBridge, receipt: ExhibitReceipt): Promise<File[]> {
  const files = await filesOf(() => bridgeCall(bridge, 'evidence.attach', receipt.number), receipt.files.length > 0);
  if (files.length !== receipt.files.length) {
    throw new Error(
      `${receipt.number}: ${files.length} of ${receipt.files.length} files were attached. Open the case again and repeat the import.`,
    );
  }
  return files;
}

/** Has main attach one picked file that is no evidence, and takes it from the hidden input. */
export async function attachPick(bridge: ExhibitBridge, token: PickToken): Promise<File> {
  const [file] = await filesOf(() => bridgeCall(bridge, 'evidence.attachPick', token), true);
  if (file === undefined) throw new Error('The file was not attached. Choose it again.');
  return file;
}

async function filesOf(attach: () => Promise<unknown>, isAny: boolean): Promise<File[]> {
  const input = hiddenInput();
  input.value = '';
  const changed = new Promise<void>((resolve) => {
    input.addEventListener('change', () => resolve(), { once: true });
  });
  await attach();
  if (isAny) await changed;
  const files = [...(input.files ?? [])];
  input.value = '';
  return files;
}
