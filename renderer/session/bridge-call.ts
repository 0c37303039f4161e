import type { BridgeCalls, BridgeError, CallName, ExhibitBridge } from '../../main/bridge/contract.js';

/** A call that main refused or could not carry out, as an exception of the page. */
export class BridgeFailure extends Error {
  readonly code: BridgeError['code'];

  constructor(error: BridgeError) {
    super(error.message);
    this.name = 'BridgeFailure';
    this.code = error.code;
  }
}

/** Calls main and unwraps the answer. Throws `BridgeFailure`. */
export async function bridgeCall<K extends CallName>(
  bridge: ExhibitBridge,
  name: K,
  ...args: BridgeCalls[K]['args']
): Promise<BridgeCalls[K]['result']> {
  const result = await bridge.call(name, ...args);
  if (!result.ok) throw new BridgeFailure(result.error);
  return result.value;
}
