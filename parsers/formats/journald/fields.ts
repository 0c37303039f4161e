import { containerIdentity, kubeletContainerName } from '../../model/container-identity.js';
import { imageReference } from '../../model/image-reference.js';
import { asWhole } from '../../model/json.js';
import type { JsonObject } from '../../model/json.js';
import { workloadLane } from '../../model/lane.js';
import { messageFields } from '../../model/program-message.js';
import type { FoundFields } from '../../model/stated-fields.js';
import { fieldText } from './schema.js';

const SEVERITIES = ['emergency', 'alert', 'critical', 'error', 'warning', 'notice', 'informational', 'debug'];
/** Emergency to debug on the scale of 10. */
const SCALE = [10, 9, 8, 7, 5, 3, 2, 1];

/** What an entry says. Source: systemd.journal-fields(7); Docker and Podman documentation of the journald log driver. */
export function entryFields(entry: JsonObject): readonly FoundFields[] {
  const text = (...names: string[]): string | null => fieldText(entry, ...names);
  const whole = (name: string): number | null => asWhole(text(name));
  const severity = whole('PRIORITY');
  const isKnown = severity !== null && severity >= 0 && severity <= 7;
  const host = text('_HOSTNAME');
  const program = text('SYSLOG_IDENTIFIER', '_COMM');
  const workload = workloadOf(entry, host);
  const common: FoundFields = {
    'exhibit.outcome': 'unknown',
    'exhibit.severity': isKnown ? SCALE[severity] : null,
    'event.action': text('PODMAN_EVENT') === null ? 'log' : `container ${text('PODMAN_EVENT') ?? ''}`,
    'event.category': text('PODMAN_EVENT') === null ? ['host'] : ['process'],
    'event.kind': 'event',
    'event.outcome': 'unknown',
    'event.provider': program,
    'event.code': text('MESSAGE_ID'),
    'event.id': text('__CURSOR'),
    'event.severity': isKnown ? SEVERITIES[severity] : null,
    'event.original': text('MESSAGE'),
    'error.message': whole('ERRNO') === null ? null : `errno ${text('ERRNO') ?? ''}`,
    'host.name': host,
    'host.id': text('_MACHINE_ID'),
    'log.syslog.severity.code': isKnown ? severity : null,
    'log.syslog.severity.name': isKnown ? SEVERITIES[severity] : null,
    'log.syslog.facility.code': whole('SYSLOG_FACILITY'),
    'log.syslog.appname': text('SYSLOG_IDENTIFIER'),
    'service.name': text('_SYSTEMD_UNIT', 'UNIT', '_SYSTEMD_USER_UNIT'),
    'process.name': text('_COMM', 'SYSLOG_IDENTIFIER'),
    'process.executable': text('_EXE'),
    'process.command_line': text('_CMDLINE'),
    'process.pid': asWhole(text('_PID', 'SYSLOG_PID')),
    'process.thread.capabilities.effective': text('_CAP_EFFECTIVE'),
    'user.id': text('_UID'),
    'user.audit.id': whole('_AUDIT_LOGINUID'),
  };
  // The message is about somebody else than the process that wrote it.
  const said = messageFields(program, text('MESSAGE') ?? '', host).map(({ 'exhibit.lane': lane, ...rest }) =>
    workload['exhibit.layer'] === 'container' ? rest : { 'exhibit.lane': lane, ...rest },
  );
  return [common, workload, ...said];
}

/** Container of the log drivers of Docker and Podman, of Podman's own events, or of the control group. */
function workloadOf(entry: JsonObject, host: string | null): FoundFields {
  const text = (...names: string[]): string | null => fieldText(entry, ...names);
  const id = containerIdentity(text('CONTAINER_ID_FULL', 'PODMAN_ID', 'CONTAINER_ID', '_SYSTEMD_CGROUP') ?? '');
  const name = text('CONTAINER_NAME', 'PODMAN_NAME');
  const kubelet = kubeletContainerName(name ?? '');
  const image = imageReference(text('IMAGE_NAME', 'PODMAN_IMAGE') ?? '');
  const place = { namespace: kubelet?.namespace ?? null, pod: kubelet?.pod ?? null, containerId: id, host };
  return {
    'exhibit.layer': id === null && kubelet === null ? 'host' : 'container',
    'exhibit.lane': workloadLane(place),
    'container.id': id,
    'container.name': kubelet?.container ?? name,
    'container.image.name': image.name,
    'container.image.tag': image.tag,
    'container.image.hash.all': image.digest,
    'orchestrator.namespace': place.namespace,
    'orchestrator.resource.type': place.pod === null ? null : 'pods',
    'orchestrator.resource.name': place.pod,
    'orchestrator.resource.id': kubelet?.uid,
    'process.exit_code': asWhole(text('PODMAN_EXIT_CODE')),
  };
}
