import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { UNSTATED_INTAKE } from '../../../../parsers/model/intake.js';
import { readAnnotationsFile } from '../../../../parsers/model/annotations-file.js';

const DEMO = new URL('../../../../sample-evidence/demonstration/annotations.json', import.meta.url);

describe('annotations file', () => {
  it('reads the one of the demonstration', () => {
    const read = readAnnotationsFile(JSON.parse(readFileSync(DEMO, 'utf8')));
    if (!('file' in read)) throw new Error(read.faults.join('\n'));
    expect(read.file.annotations).toHaveLength(40);
    expect(read.file.annotations.filter((entry) => entry.step !== null)).toHaveLength(14);
    expect(read.file.links).toHaveLength(14);
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
            effect: null,
          },
        ],
        links: [],
        findings: [],
        exhibits: [],
        statements: [],
        milestones: [],
        searches: [],
        particulars: null,
        report: null,
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

  it('reads what is said beside events', () => {
    const read = readAnnotationsFile({
      annotations: [{ id: 'a', match: { line: 1 }, effect: { state: 'achieved', records: ['a'] } }],
      statements: [{ id: 'call', time: '2026-03-01 14:05', zone: 'UTC', text: 't', source: 's', author: 'w' }],
      milestones: { 'first-sign': 'a', notice: 'call' },
      searches: ['process.name: xmrig'],
      exhibits: [{ exhibit: 'JS/1', collectedBy: 'R. Okafor' }],
      particulars: { laboratory: 'Lab', people: [{ name: 'J' }] },
      report: { off: ['glossary'], grouping: 'phase' },
      findings: [{ title: 'f', answers: [2] }],
    });
    if (!('file' in read)) throw new Error(read.faults.join('\n'));
    const { file } = read;
    expect(file.annotations[0]?.effect).toEqual({ state: 'achieved', records: ['a'] });
    expect(file.milestones).toEqual([
      { name: 'first-sign', shownBy: 'a' },
      { name: 'notice', shownBy: 'call' },
    ]);
    expect(file.exhibits[0]).toEqual({ exhibit: 'JS/1', intake: { ...UNSTATED_INTAKE, collectedBy: 'R. Okafor' } });
    expect(file.particulars?.people).toEqual([{ name: 'J', role: '', qualifications: '', part: '' }]);
    expect(file.report).toEqual({ order: [], off: ['glossary'], grouping: 'phase' });
    expect(file.findings[0]?.answers).toEqual([2]);
  });

  it('names what is said beside events and fits nothing', () => {
    const read = readAnnotationsFile({
      annotations: [{ id: 'a', match: { line: 1 }, effect: { state: 'maybe', records: ['b'] } }],
      milestones: { 'first-sign': 'nobody', end: 'a' },
      exhibits: [{ exhibit: 'JS/1', colour: 'red' }],
      findings: [{ title: 'f', answers: [0] }],
    });
    expect('faults' in read ? read.faults.map((fault) => fault.split(';')[0]) : []).toEqual([
      'annotations[0].effect.state is not one of achieved, not achieved',
      'findings[0].answers holds something that is no number of a question from 1',
      'the effect of annotation "a" refers to "b", which no annotation has as its id',
      'milestones.end is not one of first-sign, first-detection, notice, containment',
      'milestones.first-sign refers to "nobody", which is no id of an annotation or a statement',
      'exhibits[0].colour is no field',
    ]);
  });
});
