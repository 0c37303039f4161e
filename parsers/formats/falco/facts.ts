import { asText } from '../../model/json.js';
import type { FalcoAlert } from './schema.js';
import { lookupTable } from '../../model/lookup-table.js';

/** Facts of an alert by Falco's own field names; what Falco could not fill is not stated. */
export interface Facts {
  text(...names: readonly string[]): string | null;
}

/** Short names that rule outputs use instead of the field's. `container` may be an id or a name. */
const OUTPUT_NAMES = lookupTable<string>({
  user: 'user.name',
  user_uid: 'user.uid',
  user_loginuid: 'user.loginuid',
  command: 'proc.cmdline',
  cmdline: 'proc.cmdline',
  process: 'proc.name',
  shell: 'proc.name',
  parent: 'proc.pname',
  terminal: 'proc.tty',
  file: 'fd.name',
  connection: 'fd.name',
  container: 'container.id',
  container_id: 'container.id',
  container_name: 'container.name',
  image: 'container.image',
  'k8s.ns': 'k8s.ns.name',
  'k8s.pod': 'k8s.pod.name',
  ns: 'k8s.ns.name',
  pod: 'k8s.pod.name',
  k8s_ns: 'k8s.ns.name',
});

/** Short names of the Kubernetes audit rules. */
const AUDIT_OUTPUT_NAMES = lookupTable<string>({
  user: 'ka.user.name',
  verb: 'ka.verb',
  uri: 'ka.uri',
  resp: 'ka.response.code',
  ns: 'ka.target.namespace',
  pod: 'ka.target.name',
  resource: 'ka.target.resource',
  action: 'ka.target.subresource',
  command: 'ka.uri.param[command]',
});

/**
 * The facts of an alert: its `output_fields`; without any, the `key=value` pairs of the output line. A command line in
 * that line can be chosen by an attacker and hold pairs of its own, so the line never adds to `output_fields`, and the
 * first of two equal keys counts. `<NA>`, null and empty text mean that Falco did not know.
 */
export function alertFacts(alert: FalcoAlert): Facts {
  const written = Object.keys(alert.facts).length === 0 ? outputFacts(alert) : null;
  const find = (name: string): string | null =>
    written === null ? knownText(alert.facts[name]) : (written.get(name) ?? null);
  return {
    text(...names) {
      for (const name of names) {
        const value = find(name);
        if (value !== null) return value;
      }
      return null;
    },
  };
}

/** Lists, of an image's digests for example, are told by their first. */
function knownText(value: unknown): string | null {
  const text = asText(Array.isArray(value) ? value[0] : value);
  return text === null || text === '<NA>' || text === 'null' ? null : text;
}

/** Values contain blanks, so a value ends where the next ` key=` begins, or at the closing parenthesis of the line. */
function outputFacts({ output, source }: FalcoAlert): ReadonlyMap<string, string> {
  const facts = new Map<string, string>();
  const keys = [...(output ?? '').matchAll(/(?<=[\s(])([a-z][\w.[\]]{0,60})=/gi)];
  for (const [index, match] of keys.entries()) {
    const start = match.index + match[0].length;
    const end = keys[index + 1]?.index ?? output?.length ?? 0;
    const value = knownText(withoutClosing((output ?? '').slice(start, end).trim()));
    const name = factName(match[1] ?? '', source);
    if (value !== null && !facts.has(name)) facts.set(name, value);
  }
  return facts;
}

function factName(key: string, source: string | null): string {
  const names = source === 'k8s_audit' ? AUDIT_OUTPUT_NAMES : OUTPUT_NAMES;
  if (Object.hasOwn(names, key)) return names[key] ?? key;
  return key.replaceAll('_', '.');
}

/** Drops the parenthesis that closes the list of facts, not one that belongs to the value. */
function withoutClosing(text: string): string {
  const opened = text.split('(').length;
  const closed = text.split(')').length;
  const trimmed = text.replace(/[,;]$/, '');
  return closed > opened ? trimmed.slice(0, trimmed.lastIndexOf(')')).trimEnd() : trimmed;
}
