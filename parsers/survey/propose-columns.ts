import { addressAndPort, isIpAddress } from '../model/address.js';
import { containerIdentity } from '../model/container-identity.js';
import { pathText, ROLES, type ColumnMapping, type Path, type Role } from '../model/mapping.js';
import type { ColumnFacts } from './columns.js';
import { plainName, plainPath } from './plain-name.js';
import { proposeTimes, type TimeProposal } from './propose-time.js';
import { proposeOutcomes, proposeSeverities } from './propose-words.js';

export interface ColumnsProposal {
  readonly mapping: ColumnMapping;
  /** What speaks for each part of it, one sentence. */
  readonly evidence: { readonly [part in Role]?: string };
  /** Columns that may hold the time, the proposed one first. */
  readonly times: readonly TimeProposal[];
}

interface RoleTest {
  /** Names that a column of this meaning has, without case and separators. */
  readonly names: RegExp;
  /** What its values look like, with the words for it; a column whose values do not is not proposed. */
  readonly content?: { readonly test: (value: string) => boolean; readonly words: string };
  /** True where values of that look are enough, whatever the name. */
  readonly isContentEnough?: true;
}

const address = {
  test: (value: string) => isIpAddress(value) || addressAndPort(value) !== null,
  words: 'are addresses',
};

const TESTS: { readonly [role in Role]: RoleTest } = {
  message: { names: /^(?:message|msg|log|text|description|summary|output|details?|eventmessage)$/ },
  actor: {
    names:
      /^(?:actor|user(?:name)?|userid|principal(?:id)?|identity|account(?:name)?|subject|who|login|caller|initiatedby|username|useridentity\w*(?:name|arn))$/,
  },
  action: {
    names: /^(?:action|event|event(?:name|action)|operation(?:name)?|verb|activity|method|api(?:call)?|what|syscall)$/,
  },
  outcome: {
    names:
      /^(?:outcome|result|status|decision|verdict|success|response(?:code|status)?|errorcode|allowed|disposition|statuscode)$/,
  },
  container: {
    names: /^(?:container(?:id|name)?|cid|docker(?:id|container)?|containeruid)$/,
    content: { test: (value) => containerIdentity(value) !== null, words: 'are container ids' },
  },
  pod: { names: /^(?:pod(?:name)?|k8spod(?:name)?|kubernetespod(?:name)?)$/ },
  namespace: { names: /^(?:namespace(?:name)?|ns|k8sns(?:name)?|podnamespace|kubernetesnamespace(?:name)?)$/ },
  node: { names: /^(?:node(?:name)?|host(?:name)?|computer(?:name)?|machine(?:name)?|server(?:name)?)$/ },
  cluster: { names: /^cluster(?:name|id)?$/ },
  image: { names: /^(?:image(?:name|ref|tag|reference)?|containerimage(?:name)?|img)$/ },
  source: {
    names: /^(?:(?:source|src|client|remote|peer|from|caller|c|s)?(?:ip|addr|address|ipaddress)|source|src|client)$/,
    content: address,
    isContentEnough: true,
  },
  destination: {
    names: /^(?:(?:dest|destination|dst|target|to|server)(?:ip|addr|address|ipaddress)?)$/,
    content: address,
  },
  command: { names: /^(?:command(?:line)?|cmd(?:line)?|args|argv|exec(?:ve)?|processcommandline|commandlines?)$/ },
  file: {
    names: /^(?:file(?:name|path)?|path|objectpath|targetpath|targetfilename)$/,
    content: { test: (value) => /[/\\]/.test(value), words: 'are paths' },
  },
  severity: { names: /^(?:severity|level|loglevel|priority|sev|risk(?:level)?|criticality)$/ },
  id: { names: /^(?:id|eventid|eventuuid|uuid|guid|recordid|uid|auditid)$/ },
};

/** Share of the values that must look as a role's do. */
const LEAST_SHARE = 0.8;
/** Words of an outcome or a severity are few. */
const MAX_WORDS = 30;

/** What the columns seem to mean, by their names and contents. Proposals only: the examiner decides. */
export function proposeColumns(columns: readonly ColumnFacts[]): ColumnsProposal {
  const times = proposeTimes(columns);
  const taken = new Set(times[0]?.source.columns.map((path) => JSON.stringify(path)));
  const found: { [role in Role]?: Path } = {};
  const evidence: { [role in Role]?: string } = {};
  const facts: { [role in Role]?: ColumnFacts } = {};
  for (const pass of ['named', 'content'] as const) {
    for (const { role } of ROLES) {
      if (found[role] !== undefined) continue;
      const column = columns.find(
        (each) =>
          !taken.has(JSON.stringify(each.path)) && (pass === 'named' ? isNamed(role, each) : isAlike(role, each)),
      );
      if (column === undefined) continue;
      found[role] = column.path;
      facts[role] = column;
      evidence[role] = evidenceFor(role, column, pass === 'named');
      taken.add(JSON.stringify(column.path));
    }
  }
  return {
    mapping: {
      kind: 'columns',
      time: times[0]?.source ?? null,
      columns: found,
      outcomes: facts.outcome === undefined ? {} : proposeOutcomes(facts.outcome),
      severities: facts.severity === undefined ? {} : proposeSeverities(facts.severity),
      isIdUnique: false,
    },
    evidence,
    times,
  };
}

function isNamed(role: Role, column: ColumnFacts): boolean {
  const { names, content } = TESTS[role];
  if (!names.test(plainName(column.path)) && !names.test(plainPath(column.path))) return false;
  if (column.filled === 0) return false;
  if (role === 'id') return column.distinct === column.filled;
  if (role === 'outcome' || role === 'severity') return column.distinct <= MAX_WORDS;
  // A container may be named by its name, a source by its host.
  return content === undefined || role !== 'file' || share(column, content.test) >= LEAST_SHARE;
}

function isAlike(role: Role, column: ColumnFacts): boolean {
  const { content, isContentEnough } = TESTS[role];
  return isContentEnough === true && content !== undefined && share(column, content.test) >= LEAST_SHARE;
}

function share({ values }: ColumnFacts, test: (value: string) => boolean): number {
  return values.length === 0 ? 0 : values.filter(test).length / values.length;
}

function evidenceFor(role: Role, column: ColumnFacts, named: boolean): string {
  const { content } = TESTS[role];
  const { values, distinct, filled } = column;
  const name = named ? `Named "${pathText(column.path)}"` : `"${pathText(column.path)}" looks so`;
  if (content === undefined) return `${name}; ${distinct} different values in ${filled} records.`;
  return `${name}; ${values.filter(content.test).length} of ${values.length} values ${content.words}.`;
}
