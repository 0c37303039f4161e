import type { AppSlice } from '../slice.js';

/** Features of the engine that speak to the network by themselves. */
const FEATURES_OFF = [
  // Its responder joins a multicast group as soon as a page makes an `RTCPeerConnection`, and the network hears that.
  'WebRtcHideLocalIpsWithMdns',
  // Looks for devices to cast to.
  'MediaRouter',
  'AimEnabled',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PreconnectToSearch',
];

/** Switches of the browser engine that keep it from looking outwards by itself. No name resolves, whatever asks. */
const SWITCHES: readonly (readonly [name: string, value?: string])[] = [
  ['host-resolver-rules', 'MAP * ~NOTFOUND'],
  ['disable-background-networking'],
  ['disable-component-update'],
  ['disable-domain-reliability'],
  ['disable-sync'],
  ['no-pings'],
  ['dns-prefetch-disable'],
  ['disable-features', FEATURES_OFF.join(',')],
  // Chrome takes the value from the second switch, headless shells from the first.
  ['force-webrtc-ip-handling-policy', 'disable_non_proxied_udp'],
  ['webrtc-ip-handling-policy', 'disable_non_proxied_udp'],
];

/** Before `ready`: every renderer sandboxed (checklist item 4), the engine's own network use off. */
export function restrictEngine(app: AppSlice): void {
  app.enableSandbox();
  for (const [name, value] of SWITCHES) app.commandLine.appendSwitch(name, value);
}
