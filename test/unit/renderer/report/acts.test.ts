import { describe, expect, it } from 'vitest';
import { actWords } from '../../../../renderer/report/acts.js';

describe('what a record says of an act', () => {
  it('names identity, object of the cluster and the decision with its code', () => {
    expect(
      actWords({
        'exhibit.layer': 'cluster',
        'user.name': 'system:serviceaccount:shop:storefront',
        'event.action': 'list secrets',
        'orchestrator.namespace': 'kube-system',
        'orchestrator.resource.type': 'secrets',
        'exhibit.outcome': 'denied',
        'exhibit.outcome.original': '403 Forbidden',
      }),
    ).toEqual({
      actor: 'system:serviceaccount:shop:storefront',
      action: 'list secrets',
      object: 'kube-system/secrets',
      outcome: 'denied (403 Forbidden)',
    });
  });

  it('takes the first of several cloud resources, and the service where none is named', () => {
    const cloud = { 'exhibit.layer': 'cloud', 'event.provider': 's3.amazonaws.com' } as const;
    expect(actWords({ ...cloud, 'exhibit.target': ['arn:aws:s3:::b/k', 'b'] }).object).toBe('arn:aws:s3:::b/k');
    expect(actWords(cloud).object).toBe('s3.amazonaws.com');
  });

  it('prefers a file to a peer, and a peer to the command, inside a container', () => {
    const command = { 'exhibit.layer': 'container', 'process.command_line': 'curl x' } as const;
    const peer = { ...command, 'destination.ip': '203.0.113.9', 'destination.port': 3333 } as const;
    expect(actWords(command).object).toBe('curl x');
    expect(actWords(peer).object).toBe('203.0.113.9:3333');
    expect(actWords({ ...peer, 'file.path': '/etc/shadow' }).object).toBe('/etc/shadow');
  });

  it('names the ends of a flow: the pod behind the interface, and the peer', () => {
    const flow = {
      'exhibit.layer': 'cloud',
      'event.category': 'network',
      'exhibit.target': 'eni-1',
      'source.ip': '10.0.12.34',
      'destination.ip': '203.0.113.99',
      'destination.port': 3333,
    } as const;
    expect(actWords(flow)).toMatchObject({ actor: '10.0.12.34', object: '203.0.113.99:3333' });
    expect(actWords({ ...flow, 'exhibit.flow.source': '10.0.12.71' }).actor).toBe('10.0.12.71');
    expect(actWords({ ...flow, 'user.id': '1000' }).actor).toBe('user id 1000');
  });

  it('names what was asked for rather than who answered', () => {
    const answer = { 'exhibit.layer': 'container', 'destination.ip': '10.0.12.71', 'destination.port': 44172 } as const;
    expect(actWords({ ...answer, 'dns.question.name': ['cdn.example'] }).object).toBe('cdn.example');
  });

  it('says what is not stated, and never guesses an outcome', () => {
    expect(actWords({})).toEqual({
      actor: 'not stated',
      action: 'not stated',
      object: 'not stated',
      outcome: 'unknown',
    });
  });
});
