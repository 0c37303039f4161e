import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readAnnotationsFile } from '../../../../parsers/model/annotations-file.js';

const DEMO = new URL('../../../../sample-evidence/demonstration/annotations.json', import.meta.url);

describe('annotations file', () => {
  it('reads the one of the demonstration', () => {
    const read = readAnnotationsFile(JSON.parse(readFileSync(DEMO, 'utf8')));
    if (!('file' in read)) throw new Error(read.faults.join('\n'));
    expect(read.file.annotations).toHaveLength(21);
    expect(read.file.annotations.filter((entry) => entry.step !== null)).toHaveLength(9);
    expect(read.file.links).toHaveLength(8);
  });

  it('fills in what may be left out', () => {
    expect(readAnnotationsFile({ annotations: [{ match: { member: '', line: 3 } }] })).toEqual({
      file: {
        annotations: [
          {
            id: 'annotations[0]',
            match: { member: '', line: 3 },
            note: '',
            kind: 'fact',
            technique: null,
            tactic: null,
            confidence: 'medium',
            alternatives: '',
            tags: [],
            forReport: true,
            step: null,
          },
        ],
        links: [],
        findings: [],
      },
    });
  });

  it('names every fault and its entry', () => {
    expect(
      readAnnotationsFile({
        annotations: [
          { id: 'a', match: { line: 0 }, kind: 'rumour' },
          { id: 'a', match: { query: 'x' } },
        ],
        links: [{ from: 'a', to: 'b', reason: 'r', records: [] }],
      }),
    ).toEqual({
      faults: [
        'annotations[0].match needs "event", "query", or "member" with "line" (a number from 1)',
        'annotations[0].kind is not one of fact, inference, opinion',
        'annotations: two entries have the same id',
        'links[0] refers to "b", which no annotation has as its id',
        'links[0].records is empty: a link needs at least one supporting record',
        'links[0] joins "a", which is no step: give that annotation a "step" title',
      ],
    });
  });
});
