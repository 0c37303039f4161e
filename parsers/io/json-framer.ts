import type { Block, JsonFraming, RecordContext } from '../model/framing.js';
import type { Problem } from '../model/ledger.js';
import { BlockBuilder } from './block-builder.js';
import { ByteWindow } from './byte-window.js';
import { byteOrderMarkLength, FLAW_DAMAGED, FLAW_NONE, FLAW_TRUNCATED, TOO_LARGE_KEPT, type Framer } from './framer.js';
import { cutMark, isMark, LONGEST_MARK, mayBeMark } from './cut-marks.js';
import { readEnvelope } from './json-envelope.js';
import { lineIndent, RestartSearch, signatureAt } from './json-restart.js';
import { JsonScanner } from './json-scanner.js';
import type { Limits } from './limits.js';

/** Bytes before the current place that stay, to tell the indentation of a line. */
const LOOK_BACK = 1024;
/** Bytes before a broken place in which the next record is looked for: a missing quote shows only inside its successor. */
const STEP_BACK = 64 * 1024;
const BOM_BYTES = 3;
/** `:`, `]`, `}` and NUL between records: what damage leaves over, no record of its own. */
const LEFT_OVER = [0x3a, 0x5d, 0x7d, 0];

/** A container that holds records or leads to them. */
type Level =
  /** The member itself, or a list of documents; `key` counts the names of the envelope that led there. */
  | { readonly role: 'documents'; readonly key: number }
  /** A document, or an object on the way to its list; `key` counts the names of the envelope that were met. */
  | { readonly role: 'fields'; readonly key: number; matched: boolean }
  | { readonly role: 'records' }
  /** A list, or a document, that the framing leaves out. */
  | { readonly role: 'left-out' };

/** Stands in an envelope for every element of a list. */
const EACH = '[]';

/** A value that is, or may turn out to be, a record. */
interface Begun {
  readonly start: number;
  readonly line: number;
  /** Blanks before it in its line, -1 where it does not start one. */
  readonly indent: number;
  /** Levels around it, without the member itself. */
  readonly depth: number;
  /** Its beginning, once it is too large to be held. */
  kept: Uint8Array<ArrayBuffer> | null;
}

/** A key beside the list, and its value. */
interface SaidBeside {
  readonly key: string;
  readonly value: Uint8Array;
}

/** Reading has stopped at damage and looks for the next record. */
interface Damage {
  readonly search: RestartSearch;
  /** The damaged record; null where the damage lies between records. */
  readonly begun: Begun | null;
  readonly depth: number;
  /** What it is where no further record is found. */
  readonly flaw: number;
}

/**
 * Cuts JSON documents into records: the elements of the envelope's list, of a top-level list, or the documents
 * themselves. A damaged record ends where the next one can be recognised, so that it costs one record.
 */
export class JsonFramer implements Framer {
  readonly #window = new ByteWindow();
  readonly #scanner = new JsonScanner();
  readonly #builder: BlockBuilder;
  readonly #limits: Limits;
  readonly #envelope: readonly string[];
  readonly #framing: JsonFraming;
  /** Context of records outside any envelope, and of those in the list being read. */
  readonly #bare: RecordContext;
  #context: RecordContext;
  #lastPrefix: Uint8Array | null = null;
  #isLeftOut = false;
  #levels: Level[] = [{ role: 'documents', key: 0 }];
  #record: Begun | null = null;
  /** The object that may lead to a list; it is a record itself where it holds none. */
  #document: Begun | null = null;
  #damage: Damage | null = null;
  #signature: Uint8Array | null = null;
  #documentSignature: Uint8Array | null = null;
  /** A key beside the list that may say that records are missing, and where its value begins. */
  #mark: { readonly key: string; readonly start: number } | null = null;
  /** What the document being read says beside its list. */
  #marks: SaidBeside[] = [];
  #hasList = false;
  /** Those of the last document with a list: that of a page in the middle is answered by the next page. */
  #lastMarks: readonly SaidBeside[] = [];
  #listed = 0;
  #lastBroken = -1;
  #steppedBack = 0;
  #started = false;
  #problems: Problem[] = [];

  constructor(member: number, context: RecordContext, limits: Limits) {
    this.#limits = limits;
    this.#framing = context.framing.kind === 'json' ? context.framing : { kind: 'json', envelope: [] };
    this.#envelope = this.#framing.envelope;
    this.#bare = context;
    this.#context = context;
    this.#builder = new BlockBuilder(this.#window, member, limits.blockBytes);
  }

  push(chunk: Uint8Array): readonly Block[] {
    this.#window.append(chunk);
    if (this.#started || this.#window.end >= BOM_BYTES) this.#scan(false);
    this.#release();
    return this.#builder.take();
  }

  finish(): readonly Block[] {
    this.#scan(true);
    const end = this.#window.end;
    const isScalar = this.#scanner.inScalar && this.#scanner.depth === this.#levels.length - 1;
    const cut = this.#record ?? this.#document;
    if (this.#damage === null && cut !== null && !isScalar) {
      // Lines that follow a torn one may have been taken for a part of it.
      this.#seek(cut, end, FLAW_TRUNCATED);
      this.#scan(true);
    }
    if (this.#damage !== null) {
      if (this.#damage.begun !== null) this.#emit(this.#damage.begun, end, this.#damage.flaw);
    } else if (this.#record !== null) {
      this.#emit(this.#record, end, isScalar ? FLAW_NONE : FLAW_TRUNCATED);
    } else if (this.#document !== null) {
      this.#emit(this.#document, end, FLAW_TRUNCATED);
    } else if (this.#levels.length > 1) {
      this.#complain(
        end,
        'truncated',
        'The document ends before its list is closed: records may be missing behind the last one.',
      );
    }
    if (!this.#isLeftOut) this.#sayWhatIsMissing();
    this.#builder.flush();
    return this.#builder.take();
  }

  #sayWhatIsMissing(): void {
    if (this.#hasList) this.#lastMarks = this.#marks;
    for (const { key, value } of this.#lastMarks) {
      const reason = cutMark(key, value, this.#listed);
      // Of the member as a whole, so that no number of other complaints hides it.
      if (reason !== null) this.#problems.push({ line: null, offset: null, code: 'may-be-cut-off', reason });
    }
  }

  takeProblems(): readonly Problem[] {
    const problems = this.#problems;
    this.#problems = [];
    return problems;
  }

  #scan(final: boolean): void {
    if (!this.#started) {
      this.#started = true;
      this.#scanner.position = byteOrderMarkLength(this.#window.bytes);
    }
    for (;;) {
      if (this.#damage !== null && !this.#goOn(this.#damage, final)) return;
      const stop = this.#scanner.scan(this.#window.bytes, this.#window.end - this.#window.base);
      const at = this.#window.base + this.#scanner.position;
      if (stop === 'more') return;
      if (stop === 'value') this.#begin(at);
      else if (stop === 'key') this.#matchKey(at);
      else if (stop === 'end') this.#end(at);
      else this.#break(at);
    }
  }

  #begin(at: number): void {
    const level = this.#levels.at(-1)!;
    const byte = this.#window.at(at);
    const isList = byte === 0x5b;
    const isObject = byte === 0x7b;
    if (level.role === 'fields') {
      if (!level.matched) {
        if (this.#mark !== null) this.#mark = { ...this.#mark, start: at };
        return;
      }
      if (this.#envelope[level.key + 1] === EACH) {
        if (isList) this.#enterDocuments(level.key + 2);
      } else if (level.key < this.#envelope.length - 1) {
        if (isObject) this.#enter({ role: 'fields', key: level.key + 1, matched: false });
      } else if (isList) {
        this.#openList(at);
        this.#enter({ role: this.#isLeftOut ? 'left-out' : 'records' });
      }
    } else if (level.role === 'left-out') {
      return;
    } else if (level.role === 'documents' && isList && this.#levels.length === 1) {
      this.#enter(this.#envelope.length === 0 ? { role: 'records' } : { role: 'documents', key: 0 });
    } else if (level.role === 'documents' && isObject && this.#envelope.length > 0) {
      this.#document = this.#begun(at);
      this.#marks = [];
      this.#hasList = false;
      this.#enter({ role: 'fields', key: level.key, matched: false });
    } else if (level.role === 'documents' && isObject && this.#framing.members === true) {
      this.#enter({ role: 'records' });
    } else {
      this.#record = this.#begun(at);
    }
  }

  /** A list on the way to the records: each of its elements is a document of its own. */
  #enterDocuments(key: number): void {
    this.#document = null;
    this.#enter({ role: 'documents', key });
  }

  #begun(start: number): Begun {
    return {
      start,
      line: this.#window.lineAt(start),
      indent: lineIndent(this.#window, start),
      depth: this.#levels.length - 1,
      kept: null,
    };
  }

  #enter(level: Level): void {
    this.#levels.push(level);
    this.#scanner.watch = this.#levels.length - 1;
  }

  #matchKey(at: number): void {
    const level = this.#levels.at(-1)!;
    if (level.role !== 'fields') return;
    const wanted = `"${this.#envelope[level.key]}"`;
    const start = this.#window.base + this.#scanner.keyStart;
    const name = mayBeMark(at - start - 2) ? String.fromCharCode(...this.#window.copy(start + 1, at - 1)) : '';
    this.#mark = isMark(name) ? { key: name, start: at } : null;
    level.matched =
      at - start === wanted.length &&
      start >= this.#window.base &&
      String.fromCharCode(...this.#window.copy(start, at)) === wanted;
  }

  /** The list of the envelope begins: what precedes it in its document becomes the context of its records. */
  #openList(at: number): void {
    this.#hasList = true;
    const document = this.#document;
    this.#document = null;
    if (document === null) {
      this.#isLeftOut = this.#framing.only !== undefined;
      return;
    }
    this.#documentSignature ??= document.kept === null ? signatureAt(this.#window, document.start) : null;
    if (document.kept !== null || at - document.start > this.#limits.envelopeBytes) {
      this.#context = this.#bare;
      this.#lastPrefix = null;
      this.#isLeftOut = this.#framing.only !== undefined;
      this.#complain(
        at,
        'too-large',
        `What precedes the list in its document is larger than ${this.#limits.envelopeBytes} bytes and was left out; the records of the list are read all the same.`,
      );
      return;
    }
    const prefix = this.#window.copy(document.start, at);
    // Equal documents share one context, so that their records share blocks.
    if (this.#lastPrefix !== null && sameBytes(prefix, this.#lastPrefix)) return;
    this.#lastPrefix = prefix;
    const path = this.#envelope.slice(this.#levels.findLast(isDocuments)?.key ?? 0);
    const envelope = readEnvelope(prefix, path, this.#limits.jsonDepth);
    this.#context = { ...this.#bare, envelope };
    const only = Object.entries(this.#framing.only ?? {});
    this.#isLeftOut = only.some(([name, value]) => envelope?.[name] !== value);
  }

  #end(at: number): void {
    if (this.#levels.length - 1 > this.#scanner.depth) {
      this.#levels.pop();
      this.#scanner.watch = this.#levels.length - 1;
      if (this.#hasList && this.#levels.at(-1)?.role === 'documents') {
        this.#lastMarks = this.#marks;
        this.#hasList = false;
      }
      const document = this.#document;
      if (document === null || document.depth !== this.#levels.length - 1) return;
      this.#document = null;
      if (this.#framing.only === undefined) this.#emit(document, at, FLAW_NONE, this.#bare);
    } else if (this.#mark !== null && this.#levels.at(-1)?.role === 'fields') {
      const { key, start } = this.#mark;
      this.#mark = null;
      // A value that has been let go meanwhile was too long to be a mark.
      if (start >= this.#window.base) this.#marks.push({ key, value: this.#window.copy(start, at) });
    } else if (this.#record !== null) {
      const record = this.#record;
      this.#record = null;
      this.#signature ??= record.kept === null ? signatureAt(this.#window, record.start) : null;
      this.#emit(record, at, FLAW_NONE);
    }
  }

  #emit(
    begun: Begun,
    to: number,
    flaw: number,
    context = this.#levels.some(isRecords) ? this.#context : this.#bare,
  ): void {
    if (this.#levels.some(isRecords)) this.#listed++;
    const end = flaw === FLAW_NONE ? to : this.#window.trimEnd(Math.max(begun.start, this.#window.base), to);
    const kept = begun.kept ?? (end - begun.start > this.#limits.recordBytes ? this.#keep(begun.start) : null);
    if (kept === null) this.#builder.add(begun.start, end, begun.line, flaw, context);
    else this.#builder.addTooLarge(begun.start, kept, begun.line, context);
  }

  #keep(start: number): Uint8Array<ArrayBuffer> {
    return this.#window.copy(
      start,
      Math.min(this.#window.end, start + Math.min(TOO_LARGE_KEPT, this.#limits.recordBytes)),
    );
  }

  #break(at: number): void {
    let begun = this.#record ?? this.#document;
    const level = this.#levels.at(-1)!;
    if (begun === null && level.role !== 'fields') {
      if (LEFT_OVER.includes(this.#window.at(at))) return this.#skipLeftOver(at);
      begun = this.#begun(at);
    }
    if (begun === null) {
      this.#complain(
        at,
        'not-json',
        'The document is damaged behind its list; reading goes on with the next document.',
      );
    }
    this.#seek(begun, at, FLAW_DAMAGED);
  }

  /** Starts looking for the record behind a damaged or unfinished one. */
  #seek(begun: Begun | null, at: number, flaw: number): void {
    const depth = begun?.depth ?? 0;
    const isDocument = begun === null || begun === this.#document || this.#levels[depth]?.role === 'documents';
    this.#levels.length = depth + 1;
    const signature = begun === null || begun.kept !== null ? null : signatureAt(this.#window, begun.start);
    const search = new RestartSearch(this.#window, this.#searchFrom(begun, at), {
      indent: begun === null ? 0 : begun.indent,
      signature: isDocument ? (this.#documentSignature ?? signature) : (signature ?? this.#signature),
      documentSignature: isDocument ? null : this.#documentSignature,
      areDocuments: isDocument,
      onlyLines: flaw === FLAW_TRUNCATED,
    });
    this.#damage = { search, begun, depth, flaw };
    this.#mark = null;
    this.#record = null;
    this.#document = null;
    this.#lastBroken = at;
  }

  /** A damaged place is stepped back from once, and all steps together stay in proportion to the member. */
  #searchFrom(begun: Begun | null, at: number): number {
    if (begun === null || begun.kept !== null || at === this.#lastBroken) return at;
    const from = Math.max(begun.start + 1, at - STEP_BACK);
    this.#steppedBack += at - from;
    return this.#steppedBack > this.#window.end + STEP_BACK ? Math.max(begun.start + 1, at) : from;
  }

  #skipLeftOver(at: number): void {
    if (at !== this.#lastBroken + 1) {
      this.#complain(at, 'not-json', 'What stands here belongs to no record: the document is damaged.');
    }
    this.#lastBroken = at;
    this.#scanner.resume(this.#levels.length - 1, this.#scanner.position + 1);
  }

  /** Looks for the next record behind damage; false while none is in sight. */
  #goOn(damage: Damage, final: boolean): boolean {
    const restart = damage.search.find(this.#window, final);
    if (restart === null) return false;
    if (damage.begun !== null) this.#emit(damage.begun, restart.offset, FLAW_DAMAGED);
    this.#damage = null;
    if (restart.isDocument) this.#levels.length = 1;
    this.#scanner.watch = this.#levels.length - 1;
    this.#scanner.resume(this.#levels.length - 1, restart.offset - this.#window.base);
    return true;
  }

  #complain(at: number, code: Problem['code'], reason: string): void {
    this.#problems.push({ line: this.#window.lineAt(at), offset: at, code, reason });
  }

  /** Lets go of what is no longer needed. */
  #release(): void {
    const window = this.#window;
    const position = this.#damage?.search.position ?? window.base + this.#scanner.position;
    let needed = Math.max(0, position - LOOK_BACK);
    if (this.#mark !== null && position - this.#mark.start <= LONGEST_MARK) needed = Math.min(needed, this.#mark.start);
    for (const begun of [this.#record, this.#document, this.#damage?.begun ?? null]) {
      if (begun === null || begun.kept !== null) continue;
      if (window.end - begun.start > this.#limits.recordBytes) {
        this.#builder.flush();
        begun.kept = this.#keep(begun.start);
      } else needed = Math.min(needed, begun.start);
    }
    needed = this.#builder.neededFrom(needed);
    // Moving the rest must not cost more than what is let go.
    if (needed - window.base <= window.end - needed) return;
    const count = needed - window.base;
    window.drop(needed);
    this.#scanner.position -= count;
    this.#scanner.keyStart -= count;
  }
}

function isDocuments(level: Level): level is Level & { readonly role: 'documents' } {
  return level.role === 'documents';
}

function isRecords(level: Level): boolean {
  return level.role === 'records';
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
