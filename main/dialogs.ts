import type { Dialogs } from './bridge/context.js';
import type { Slice } from './slice.js';

/** The native dialogs of the host. */
export function nativeDialogs(dialog: Slice['dialog']): Dialogs {
  return {
    async pickFolder(title) {
      const { canceled, filePaths } = await dialog.showOpenDialog({
        title,
        properties: ['openDirectory', 'createDirectory'],
      });
      return canceled ? null : (filePaths[0] ?? null);
    },
    async pickEvidence(kind) {
      const title = kind === 'files' ? 'Evidence files' : 'Evidence folder';
      const { canceled, filePaths } = await dialog.showOpenDialog({
        title,
        properties: [kind === 'files' ? 'openFile' : 'openDirectory', 'multiSelections'],
      });
      return canceled || filePaths.length === 0 ? null : filePaths;
    },
    async pickTarget(title, suggestion) {
      const { canceled, filePath } = await dialog.showSaveDialog({ title, defaultPath: suggestion });
      return canceled || filePath === '' ? null : filePath;
    },
  };
}
