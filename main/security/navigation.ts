import type { AppSlice, NavigationEvent, WebContentsSlice } from '../slice.js';
import { isOwnUrl } from './own-url.js';

function stayHome(event: NavigationEvent): void {
  if (!isOwnUrl(event.url)) event.preventDefault();
}

function confine(contents: WebContentsSlice): void {
  contents.on('will-navigate', stayHome); // checklist item 13
  contents.on('will-frame-navigate', stayHome);
  contents.on('will-redirect', stayHome);
  contents.on('will-attach-webview', (event) => event.preventDefault()); // items 11 and 12
  contents.on('select-bluetooth-device', (event) => event.preventDefault()); // item 5
  contents.setWindowOpenHandler(() => ({ action: 'deny' })); // item 14
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
}

/** No page leaves our address, opens a window or embeds another, whoever made it. */
export function confinePages(app: AppSlice): void {
  app.on('web-contents-created', (_event, contents) => confine(contents));
}
