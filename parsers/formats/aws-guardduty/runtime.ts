import type { FoundFields } from '../../model/stated-fields.js';
import type { Finding } from './schema.js';

/** Members of the context that name a file. */
const PATHS = [
  'threatFilePath',
  'moduleFilePath',
  'scriptPath',
  'libraryPath',
  'socketPath',
  'runcBinaryPath',
  'releaseAgentPath',
  'shellHistoryFilePath',
  'mountTarget',
] as const;

/** Runtime monitoring: the process with its lineage, and what it touched; malware scans: what was found. */
export function runtimeFields(finding: Finding): FoundFields {
  const process = (name: string) => finding.text('service', 'runtimeDetails', 'process', name);
  const context = (name: string) => finding.texts('service', 'runtimeDetails', 'context', name);
  const [parent] = finding.list('service', 'runtimeDetails', 'process', 'lineage');
  const threats = finding.list(
    'service',
    'ebsVolumeScanDetails',
    'scanDetections',
    'threatDetectedByName',
    'threatNames',
  );
  const files = threats.flatMap((threat) => threat.list('filePaths'));
  return {
    'user.name': process('user'),
    'user.id': process('userId'),
    'process.name': process('name'),
    'process.executable': process('executablePath'),
    'process.hash.sha256': process('executableSha256'),
    'process.command_line': context('commandLineExample'),
    'process.working_directory': process('pwd'),
    'process.start': process('startTime'),
    'process.pid': finding.whole('service', 'runtimeDetails', 'process', 'pid'),
    'process.vpid': finding.whole('service', 'runtimeDetails', 'process', 'namespacePid'),
    'process.entity_id': process('uuid'),
    'process.parent.entity_id': process('parentUuid'),
    'process.parent.name': parent?.text('name'),
    'process.parent.executable': parent?.text('executablePath'),
    'process.parent.pid': parent?.whole('pid'),
    'file.path': [...PATHS.flatMap(context), ...files.flatMap((file) => file.texts('filePath'))],
    'file.hash.sha256': [...context('moduleSha256'), ...files.flatMap((file) => file.texts('hash'))],
    'threat.software.name': threats.flatMap((threat) => threat.texts('name')),
  };
}
