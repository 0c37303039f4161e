import { asWhole } from '../../model/json.js';
import type { FoundFields } from '../../model/stated-fields.js';

const LONGEST = 65_536;

/**
 * Records of the Linux audit daemon in one column, `AuditdMessage`: text of a Python list, `[{'USER_END': ['pid=28056', "msg='op=PAM...",
 * 'acct=""root""', ...]}]`. Source: msticpy, which writes and reads such columns.
 */
export function auditdFields(text: string | null): FoundFields | null {
  if (text === null || text.length > LONGEST || !/^\s*\[\{['"][A-Z_0-9]+['"]: \[/.test(text)) return null;
  const types = [...text.matchAll(/['"]([A-Z][A-Z_0-9]{2,40})['"]: \[/g)].map(([, type = '']) => type);
  const pairs = new Map<string, string>();
  for (const [, name = '', value = ''] of text.matchAll(
    /['" ](?:msg=')?([a-z][a-z0-9_]{0,30})=("{1,2}[^"]*"{1,2}|[^'",\]]*)/g,
  ))
    if (!pairs.has(name)) pairs.set(name, value.replaceAll('"', ''));
  const get = (name: string): string | null => {
    const value = pairs.get(name) ?? '';
    return value === '' || value === '?' || value === '(null)' ? null : value;
  };
  const result = get('res') ?? get('success');
  const isGood = result === 'success' || result === 'yes';
  return {
    'event.action': types.join(', '),
    'event.outcome': result === null ? 'unknown' : isGood ? 'success' : 'failure',
    'exhibit.outcome': result === null ? 'unknown' : isGood ? 'allowed' : 'failed',
    'exhibit.outcome.original': result,
    'process.pid': asWhole(get('pid')),
    'process.parent.pid': asWhole(get('ppid')),
    'process.name': get('comm'),
    'process.executable': get('exe'),
    'process.command_line': get('cmd'),
    'process.working_directory': get('cwd'),
    'process.tty': get('terminal') ?? get('tty'),
    'user.id': get('uid'),
    // 4294967295 is "unset".
    'user.audit.id': get('auid') === '4294967295' ? null : asWhole(get('auid')),
    'user.name': get('acct'),
    'source.address': get('addr'),
    'file.path': get('name'),
  };
}
