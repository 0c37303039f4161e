import type { Format, Probe, Verdict } from '../../parsers/model/format.js';
import { asObject } from '../../parsers/model/json.js';

/** A format whose records are JSON objects with a certain key; each gives one undated event with the key's value as message. */
export function keyFormat(key: string): Format {
  const hasKey = (value: unknown): boolean => {
    const object = asObject(value);
    return object !== null && Object.hasOwn(object, key);
  };
  return {
    id: `${key}-format`,
    title: key,
    parserVersion: `${key}-format/1`,
    status: 'lab data',
    rulesOnly: false,
    detect(probe: Probe): Verdict {
      const sample = probe.samples.find(({ value }) => hasKey(value));
      if (sample === undefined) return { claim: false, reason: `No record has the key ${key}.` };
      return { claim: true, framing: sample.framing, reason: `Records have the key ${key}.` };
    },
    parse({ value }) {
      if (!hasKey(value)) return { kind: 'rejected', code: 'wrong-shape', reason: `The key ${key} is missing.` };
      return { kind: 'events', events: [{ time: null, fields: {}, message: String(asObject(value)?.[key]) }] };
    },
  };
}

/** A format of text lines that begin with a word. */
export function lineFormat(word: string): Format {
  return {
    id: `${word}-lines`,
    title: word,
    parserVersion: `${word}-lines/1`,
    status: 'lab data',
    rulesOnly: false,
    detect(probe: Probe): Verdict {
      const claim = probe.samples.some(
        ({ value, framing }) => framing.kind === 'lines' && String(value).startsWith(word),
      );
      if (!claim) return { claim: false, reason: `No line begins with ${word}.` };
      return { claim: true, framing: { kind: 'lines' }, reason: `Lines begin with ${word}.` };
    },
    parse({ text }) {
      if (!text.startsWith(word))
        return { kind: 'rejected', code: 'wrong-shape', reason: `The line does not begin with ${word}.` };
      return { kind: 'events', events: [{ time: null, fields: {}, message: text }] };
    },
  };
}
