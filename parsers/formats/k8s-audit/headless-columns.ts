import { isIpAddress } from '../../model/address.js';

/** What a cell must look like to name its column; the first column that fits takes the name. */
const BY_CONTENT: readonly (readonly [string, (cell: string) => boolean])[] = [
  ['requestReceivedTimestamp', isTime],
  ['stageTimestamp', isTime],
  ['stage', (cell) => /^(?:RequestReceived|ResponseStarted|ResponseComplete|Panic)$/.test(cell)],
  ['level', (cell) => /^(?:Metadata|Request|RequestResponse)$/.test(cell)],
  ['verb', (cell) => /^(?:get|list|watch|create|update|patch|delete|deletecollection)$/.test(cell)],
  ['requestURI', (cell) => /^\/(?:apis?|healthz|livez|readyz|version|openapi|metrics|logs)\b/.test(cell)],
  ['auditID', (cell) => /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(cell)],
  ['responseStatus.code', (cell) => /^[1-5]\d\d$/.test(cell)],
  ['sourceIPs', (cell) => isIpAddress(cell.replaceAll(/[[\]"\s]/g, '').split(',')[0] ?? '')],
  [
    'user.username',
    (cell) => /^system:(?!serviceaccounts|authenticated|masters|nodes)/.test(cell) || /^[^\s@]+@[^\s@]+$/.test(cell),
  ],
  ['objectRef.resource', (cell) => RESOURCES.has(cell)],
  ['userAgent', (cell) => /^[\w.-]+\/v?\d[\w.]* ?\(?/.test(cell)],
];

const RESOURCES = new Set(
  (
    'pods secrets configmaps deployments daemonsets replicasets statefulsets jobs cronjobs services endpoints ' +
    'endpointslices nodes namespaces events leases serviceaccounts roles rolebindings clusterroles ' +
    'clusterrolebindings tokenreviews subjectaccessreviews'
  ).split(' '),
);

function isTime(cell: string): boolean {
  return /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?$/.test(cell);
}

/**
 * Names the columns of audit rows that have no header, by what the cells hold. The rows are the first ones of the file,
 * all of one length. Null unless time, verb, stage and either audit id or request URI are among them. Columns that say
 * nothing of themselves are called `column 7`.
 */
export function columnsByContent(rows: readonly (readonly string[])[]): readonly string[] | null {
  const width = rows[0]?.length ?? 0;
  const names = new Map<number, string>();
  for (const [name, fits] of BY_CONTENT) {
    for (let column = 0; column < width; column += 1) {
      const cells = rows.map((row) => row[column] ?? '').filter((cell) => cell !== '' && cell !== '-');
      if (names.has(column) || cells.length === 0 || !cells.every(fits)) continue;
      names.set(column, name);
      break;
    }
  }
  const found = new Set(names.values());
  const enough = found.has('requestReceivedTimestamp') && found.has('verb') && found.has('stage');
  if (!enough || !(found.has('auditID') || found.has('requestURI'))) return null;
  return Array.from({ length: width }, (_, column) => names.get(column) ?? `column ${column + 1}`);
}
