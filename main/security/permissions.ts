import type { SessionSlice } from '../slice.js';

/** No page of ours needs a permission; the engine's default is to grant them all (checklist item 5). */
export function denyPermissions(session: SessionSlice): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, answer) => answer(null));
  for (const event of ['select-hid-device', 'select-serial-port', 'select-usb-device'] as const) {
    session.on(event, (choice) => choice.preventDefault());
  }
}
