import type { BridgeError } from './contract.js';

/** A failure that the page is told about: thrown anywhere below a bridge handler, answered as a `Result`. */
export class BridgeFailure extends Error {
  readonly code: BridgeError['code'];

  /** @param message what is wrong, where, and what to do, for a person */
  constructor(code: BridgeError['code'], message: string) {
    super(message);
    this.name = 'BridgeFailure';
    this.code = code;
  }
}
