import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EventId } from '../../../../../parsers/model/ids.js';
import { CASE_QUESTIONS, laneOf, pivotsOf } from '../../../../../renderer/features/explore/pivots.js';
import { parseQuery } from '../../../../../renderer/query/language/parser.js';
import type { PivotRequest } from '../../../../../renderer/ui-state/pivot.js';

const everything = { query: '', range: null };
const request = (
  fields: NonNullable<PivotRequest['event']>['fields'],
  time: { readonly ms: number; readonly ns: number } | null = { ms: 1_000_000, ns: 5 },
): PivotRequest => ({ value: null, event: { id: '["x","",0,"",0]' as EventId, time, fields }, x: 0, y: 0 });
const ways = (
  asked: PivotRequest,
  search = everything as Parameters<typeof pivotsOf>[1],
  names: readonly string[] = [laneOf(asked) ?? ''],
) => new Map(pivotsOf(asked, search, names).flatMap(({ pivots }) => pivots.map((pivot) => [pivot.id, pivot] as const)));

describe('ways on', () => {
  it('narrows, leaves out, or drops all other filters', () => {
    const search = { query: 'curl', range: { fromMs: 1, toMs: 2 } };
    const found = ways({ value: { field: 'user.name', text: 'a "b"' }, event: null, x: 0, y: 0 }, search);
    expect(found.get('only')?.search).toEqual({
      query: String.raw`curl and user.name: "a \"b\""`,
      range: search.range,
    });
    expect(found.get('not')?.search.query).toBe(String.raw`curl and not user.name: "a \"b\""`);
    expect(found.get('everywhere')?.search).toEqual({ query: String.raw`user.name: "a \"b\""`, range: null });
  });

  it('keeps the query around an event, and drops it for the surroundings; the event itself is always inside', () => {
    const search = { query: 'curl', range: null };
    const found = ways(request({}), search);
    for (const id of ['surroundings', 'before', 'around-1', 'around-5', 'around-30']) {
      const range = found.get(id)?.search.range;
      expect(range?.fromMs).toBeLessThanOrEqual(1_000_000);
      expect(range?.toMs).toBeGreaterThan(1_000_000);
    }
    expect(found.get('around-5')?.search).toEqual({ query: 'curl', range: { fromMs: 700_000, toMs: 1_300_001 } });
    expect(found.get('before')?.search).toEqual({ query: '', range: { fromMs: 940_000, toMs: 1_000_001 } });
  });

  it('takes a lane under all names that sources have for it', () => {
    const names = ['k8s/-/shop/cart', 'container/3f2a9b41c7d0'];
    const either = '(exhibit.lane: "k8s/-/shop/cart" or exhibit.lane: "container/3f2a9b41c7d0")';
    const lane = { field: 'exhibit.lane', text: 'k8s/-/shop/cart' } as const;
    const found = ways({ value: lane, event: null, x: 0, y: 0 }, { query: 'curl', range: null }, names);
    expect(found.get('only')?.search.query).toBe(`curl and ${either}`);
    expect(found.get('not')?.search.query).toBe(
      'curl and not exhibit.lane: "k8s/-/shop/cart" and not exhibit.lane: "container/3f2a9b41c7d0"',
    );
    expect(found.get('everywhere')?.search.query).toBe(either);
    expect(found.get('only')?.note).toBe('k8s/-/shop/cart and 1 other name of it');
    const event = request({ 'exhibit.lane': 'k8s/-/shop/cart', 'user.name': 'root' });
    const ofUser = ways({ ...event, value: { field: 'user.name', text: 'root' } }, everything, names);
    expect(ofUser.get('same-lane')?.search.query).toBe(either);
    expect(ofUser.get('only')?.search.query).toBe('user.name: "root"');
  });

  it('offers nothing that the record does not state', () => {
    expect(ways(request({}, null)).size).toBe(0);
    const found = ways(request({ 'process.pid': '7', 'orchestrator.resource.name': 'x' }, null));
    expect([...found.keys()]).toEqual([]);
  });

  it('finds a container by the digits that all spellings of its id share', () => {
    const id = '3f2a9b41c7d05e62aa01bb02cc03dd04ee05ff061122334455667788990a0b0c';
    expect(ways(request({ 'container.id': id })).get('same-container')?.search.query).toBe(
      'container.id: 3f2a9b41c7d0*',
    );
    expect(ways(request({ 'container.id': 'host' })).has('same-container')).toBe(false);
  });

  it('takes the id of a process, else pid and machine together', () => {
    expect(ways(request({ 'process.pid': '7', 'host.name': 'n' })).get('same-process')?.search.query).toBe(
      'host.name: "n" and process.pid: "7"',
    );
    const sensor = { 'process.entity_id': 'e', 'process.pid': '7', 'host.name': 'n' };
    expect(ways(request(sensor)).get('same-process')?.search.query).toBe('process.entity_id: "e"');
  });

  it('makes only queries that the language reads, whatever the values', () => {
    const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 40 });
    const fields = fc.record(
      {
        'container.id': fc.constantFrom('9b41c7d05e62', 'host'),
        'container.image.name': text,
        'exhibit.act': text,
        'exhibit.lane': text,
        'file.hash.sha256': text,
        'host.name': text,
        'orchestrator.namespace': text,
        'orchestrator.resource.name': text,
        'orchestrator.resource.type': fc.constantFrom('pods', 'secrets'),
        'process.executable': text,
        'process.pid': text,
        'source.ip': text,
        'destination.ip': text,
        'user.name': text,
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fields, (stated) => {
        for (const { search, answer } of ways(request(stated)).values()) {
          expect(parseQuery(search.query).ok).toBe(true);
          if (answer !== null) expect(answer.query).toBe(search.query);
        }
      }),
    );
    for (const { search } of CASE_QUESTIONS) expect(parseQuery(search.query).ok).toBe(true);
  });
});
