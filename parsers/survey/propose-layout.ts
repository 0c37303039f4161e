import { EACH, pathText, type BehaviourPart, type DtaLayout, type Path, type ReportPart } from '../model/mapping.js';
import type { ColumnFacts } from './columns.js';
import { plainName } from './plain-name.js';

export interface LayoutProposal {
  readonly layout: DtaLayout;
  readonly evidence: { readonly [part in ReportPart | BehaviourPart]?: string };
  /** Paths that lead to objects in lists: what behaviours can lie under, the likeliest first. */
  readonly lists: readonly Path[];
}

const BEHAVIOUR_NAMES: { readonly [part in BehaviourPart]: RegExp } = {
  name: /^(?:name|title|rule|behaviou?r|detection|signature|finding)$/,
  description: /^(?:description|details?|message|summary|explanation|text)$/,
  category: /^(?:category|class|type|stage|phase|group)$/,
  severity: /^(?:severity|risk|risklevel|level|score|priority)$/,
  time: /^(?:time|timestamp|offset|elapsed|seenat|when|at|ts|firstseen)$/,
  tactic: /^(?:tactics?|mitretactics?|attacktactics?)$/,
  technique: /^(?:techniques?|mitretechniques?|techniqueid|mitre|attackid|ttps?)$/,
};
const REPORT_NAMES: { readonly [part in Exclude<ReportPart, 'behaviours'>]: RegExp } = {
  image: /^(?:image|imagename|imageref|reference|repository|artifact|sample|target)$/,
  digest: /^(?:digest|imagedigest|sha256|hash)$/,
  iocs: /^(?:iocs?|indicators?(?:ofcompromise)?)$/,
  iois: /^(?:iois?|indicatorsofinterest)$/,
};
const LISTS = /behaviou?r|finding|event|detection|activit|result|signature/;

/** What lies where in a report of unknown layout, by names. Proposals only: the examiner decides. */
export function proposeLayout(columns: readonly ColumnFacts[]): LayoutProposal {
  const lists = listPaths(columns).toSorted((a, b) => rank(b, columns) - rank(a, columns));
  const [behaviours] = lists;
  const evidence: { [part in ReportPart | BehaviourPart]?: string } = {};
  const report: { [part in ReportPart]?: Path } = {};
  const behaviour: { [part in BehaviourPart]?: Path } = {};
  if (behaviours !== undefined) {
    report.behaviours = behaviours;
    const inside = columns.filter(({ path }) => isBelow(path, behaviours));
    evidence.behaviours = `${inside.length} kinds of values lie in the objects of this list.`;
    for (const part of Object.keys(BEHAVIOUR_NAMES) as BehaviourPart[]) {
      const column = inside.find(({ path }) => BEHAVIOUR_NAMES[part].test(plainName(path)));
      if (column === undefined) continue;
      behaviour[part] = column.path.slice(behaviours.length);
      evidence[part] = evidenceOf(column);
    }
  }
  const outside = columns.filter(({ path }) => behaviours === undefined || !isBelow(path, behaviours));
  for (const part of Object.keys(REPORT_NAMES) as (keyof typeof REPORT_NAMES)[]) {
    const column = outside.find(
      ({ path }) => REPORT_NAMES[part].test(plainName(path)) || isIn(path, REPORT_NAMES[part]),
    );
    if (column === undefined) continue;
    report[part] = column.path;
    evidence[part] = evidenceOf(column);
  }
  return { layout: { kind: 'dta', report, behaviour, timeUnit: null }, evidence, lists };
}

function evidenceOf({ path, values }: ColumnFacts): string {
  const [first = ''] = values;
  return `Named "${pathText(path)}"; the first value is "${first.length > 60 ? `${first.slice(0, 59)}…` : first}".`;
}

/** `indicators[].value`: the key of the list says it. */
function isIn(path: Path, names: RegExp): boolean {
  return path.includes(EACH) && path.some((key) => names.test(plainName([key])));
}

function listPaths(columns: readonly ColumnFacts[]): readonly Path[] {
  const found = new Map<string, Path>();
  for (const { path } of columns) {
    for (const [index, key] of path.entries()) {
      if (key !== EACH || index === path.length - 1) continue;
      const list = path.slice(0, index + 1);
      found.set(JSON.stringify(list), list);
    }
  }
  return [...found.values()];
}

/** A telling name, else the most kinds of values directly in its objects. */
function rank(list: Path, columns: readonly ColumnFacts[]): number {
  const own = columns.filter(({ path }) => isBelow(path, list) && !path.slice(list.length).includes(EACH)).length;
  return own + (LISTS.test(plainName(list)) ? 100 : 0);
}

function isBelow(path: Path, list: Path): boolean {
  return path.length > list.length && list.every((key, index) => path[index] === key);
}
