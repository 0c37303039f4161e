import { describe, expect, test } from 'vitest';
import { collectImport, memoryFile } from '../../../support/collect-import.js';
import { keyFormat } from '../../../support/fake-formats.js';

/** What is said of missing records, wherever the pieces of the document end. */
async function said(text: string): Promise<readonly string[]> {
  const answers = new Set<string>();
  let last: readonly string[] = [];
  for (const chunk of [1, 7, 1 << 20]) {
    const file = memoryFile(new TextEncoder().encode(text), { chunk });
    const [member] = (await collectImport([file], { formats: [keyFormat('alpha')] })).members;
    expect(member!.records.every(({ result }) => result.kind === 'events')).toBe(true);
    last = member!.problems.map(({ code, offset, reason }) => `${code}@${offset}: ${reason}`);
    answers.add(JSON.stringify(last));
  }
  expect(answers.size).toBe(1);
  return last;
}

const records = '[{"alpha":1},{"alpha":2}]';

describe('an export that says itself that it goes on', () => {
  test.each([
    [`{"Events":${records},"NextToken":"eyJ"}`, 'NextToken is set: the export goes on behind its last record.'],
    [`{"nextToken":"eyJ","events":${records}}`, 'nextToken is set: the export goes on behind its last record.'],
    [
      `{"entries":${records}, "nextPageToken" : "x" }`,
      'nextPageToken is set: the export goes on behind its last record.',
    ],
    [`{"value":${records},"nextLink":"https://x"}`, 'nextLink is set: the export goes on behind its last record.'],
    [
      `{"kind":"List","items":${records},"metadata":{"resourceVersion":"7","continue":"abc"}}`,
      'metadata.continue is set: the export goes on behind its last record.',
    ],
    [
      `{"kind":"List","metadata":{"continue":"abc","remainingItemCount":31},"items":${records}}`,
      'metadata.remainingItemCount says that 31 more were not given.',
    ],
    [
      `{"took":3,"hits":{"total":{"value":10000,"relation":"gte"},"hits":${records}}}`,
      'total.relation is "gte": at least 10000 records were found, perhaps more.',
    ],
    [
      `{"took":3,"hits":{"total":{"value":25,"relation":"eq"},"hits":${records}}}`,
      'total says that 25 records were found.',
    ],
    [`{"hits":{"total":25,"hits":${records}}}`, 'total says that 25 records were found.'],
    [`{"timed_out":true,"hits":{"hits":${records}}}`, 'timed_out is true: the source did not give everything.'],
    [
      `{"_shards":{"total":5,"failed":1},"hits":{"hits":${records}}}`,
      '_shards.failed is 1: parts of the index gave nothing.',
    ],
    [`{"Records":${records},"IsTruncated":true}`, 'IsTruncated is true: the source did not give everything.'],
  ])('%s', async (text, reason) => {
    expect(await said(text)).toEqual([`may-be-cut-off@null: ${reason}`]);
  });

  test('is not told from marks that say the end', async () => {
    for (const text of [
      `{"Events":${records},"NextToken":null}`,
      `{"Events":${records},"NextToken":""}`,
      `{"items":${records},"metadata":{"continue":"","resourceVersion":"1"}}`,
      `{"hits":{"total":{"value":2,"relation":"eq"},"hits":${records}}}`,
      `{"timed_out":false,"_shards":{"failed":0},"hits":{"total":2,"hits":${records}}}`,
      `{"events":${records},"nextForwardToken":"f/1","nextBackwardToken":"b/1"}`,
    ])
      expect(await said(text), text).toEqual([]);
  });

  test('is told from its last page: the pages before are answered', async () => {
    const page = (token: string): string => `{"Events":${records},"NextToken":${token}}\n`;
    expect(await said(page('"a"') + page('"b"') + page('null'))).toEqual([]);
    expect(await said(page('"a"') + page('"b"'))).toHaveLength(1);
    const search = `{"hits":{"total":4,"hits":${records}}}\n`;
    expect(await said(search + search)).toEqual([]);
  });

  test('is not told from keys inside the records, or from documents without a list', async () => {
    expect(await said('{"Records":[{"alpha":1,"NextToken":"x","truncated":true}]}')).toEqual([]);
    expect(await said('{"alpha":1,"NextToken":"x"}\n{"alpha":2,"truncated":true}\n')).toEqual([]);
  });
});
