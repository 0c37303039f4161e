import type { Block } from '../../parsers/model/framing.js';
import type { BlockReport, ParseAnswer, ParseRequest } from './parse-messages.js';
import type { LaneEvents, ParseLane } from './parse-pool.js';

interface Waiting<T> {
  resolve(value: T): void;
  reject(error: Error): void;
}

/** A parse worker at the other end of a port. Blocks are transferred; answers come in the order of blocks. */
export class PortLane implements ParseLane {
  readonly #port: MessagePort;
  #events: LaneEvents | null = null;
  #reports: Waiting<BlockReport>[] = [];
  #end: Waiting<void> | null = null;
  #failure: Error | null = null;

  constructor(port: MessagePort) {
    this.#port = port;
    port.onmessage = ({ data }: MessageEvent<ParseAnswer>) => this.#answered(data);
  }

  begin(exhibit: number, tokenSeed: string, events: LaneEvents): void {
    this.#events = events;
    this.#failure = null;
    this.#send({ type: 'begin', exhibit, tokenSeed });
  }

  parse(formatId: string, block: Block): Promise<BlockReport> {
    if (this.#failure !== null) return Promise.reject(this.#failure);
    const transfer: ArrayBuffer[] = [block.bytes.buffer];
    if (block.records !== null) transfer.push(block.records.buffer);
    this.#send({ type: 'block', formatId, block }, transfer);
    return new Promise((resolve, reject) => this.#reports.push({ resolve, reject }));
  }

  finish(): Promise<void> {
    if (this.#failure !== null) return Promise.reject(this.#failure);
    return this.#ended({ type: 'finish' });
  }

  abandon(): Promise<void> {
    return this.#ended({ type: 'abandon' });
  }

  #ended(request: ParseRequest): Promise<void> {
    this.#send(request);
    return new Promise((resolve, reject) => {
      this.#end = { resolve, reject };
    });
  }

  #send(request: ParseRequest, transfer: readonly ArrayBuffer[] = []): void {
    this.#port.postMessage(request, [...transfer]);
  }

  #answered(answer: ParseAnswer): void {
    switch (answer.type) {
      case 'report':
        this.#reports.shift()?.resolve(answer.report);
        return;
      case 'segment-wanted':
        this.#send({ type: 'segment-number', segment: this.#events!.nextSegment() });
        return;
      case 'segment':
        this.#events!.onSegment(answer.marks);
        return;
      case 'ended':
        this.#end?.resolve();
        return;
      case 'failed': {
        this.#failure = new Error(answer.message);
        for (const waiting of this.#reports) waiting.reject(this.#failure);
        this.#reports = [];
        this.#end?.reject(this.#failure);
      }
    }
  }
}
