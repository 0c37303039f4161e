import { aquaAudit } from './formats/aqua-audit/index.js';
import { aquaDta } from './formats/aqua-dta/index.js';
import { aquaScan } from './formats/aqua-scan/index.js';
import { awsCloudtrail } from './formats/aws-cloudtrail/index.js';
import { awsCloudwatch } from './formats/aws-cloudwatch/index.js';
import { awsGuardduty } from './formats/aws-guardduty/index.js';
import { awsSecurityhub } from './formats/aws-securityhub/index.js';
import { awsVpcFlow } from './formats/aws-vpc-flow/index.js';
import { azureActivity } from './formats/azure-activity/index.js';
import { cef } from './formats/cef/index.js';
import { csv } from './formats/csv/index.js';
import { elastic } from './formats/elastic/index.js';
import { falco } from './formats/falco/index.js';
import { k8sAudit } from './formats/k8s-audit/index.js';
import { k8sAdmissionReview } from './formats/k8s-admission-review/index.js';
import { k8sEvents } from './formats/k8s-events/index.js';
import { k8sObjects } from './formats/k8s-objects/index.js';
import { kubearmor } from './formats/kubearmor/index.js';
import { gcpAudit } from './formats/gcp-audit/index.js';
import { gcpLog } from './formats/gcp-log/index.js';
import { mapped } from './formats/mapped/index.js';
import { hubble } from './formats/hubble/index.js';
import { leef } from './formats/leef/index.js';
import { plaso } from './formats/plaso/index.js';
import { splunk } from './formats/splunk/index.js';
import { syslog } from './formats/syslog/index.js';
import { tetragon } from './formats/tetragon/index.js';
import { timesketch } from './formats/timesketch/index.js';
import { tracee } from './formats/tracee/index.js';
import { checkpointConfig } from './formats/checkpoint-config/index.js';
import { checkpointDeletedFiles } from './formats/checkpoint-deleted-files/index.js';
import { checkpointNetwork } from './formats/checkpoint-network/index.js';
import { checkpointSpec } from './formats/checkpoint-spec/index.js';
import { criuImageFormat } from './formats/criu-image/index.js';
import { criuMemory } from './formats/criu-memory/index.js';
import { uacLog } from './formats/uac-log/index.js';
import { velociraptorResult } from './formats/velociraptor-result/index.js';
import { ociImageDocument } from './formats/oci-image/index.js';
import { rootfsTar } from './formats/rootfs-tar/index.js';
import { containerLogCri } from './formats/container-log-cri/index.js';
import { containerLogJson } from './formats/container-log-json/index.js';
import { dockerEvents } from './formats/docker-events/index.js';
import { dockerInspect } from './formats/docker-inspect/index.js';
import { dockerContainerConfig } from './formats/docker-container-config/index.js';
import { dockerHostconfig } from './formats/docker-hostconfig/index.js';
import { dockerDiff } from './formats/docker-diff/index.js';
import { dockerImageInspect } from './formats/docker-image-inspect/index.js';
import { dockerImageV1 } from './formats/docker-image-v1/index.js';
import { dockerPs } from './formats/docker-ps/index.js';
import { podmanEvents } from './formats/podman-events/index.js';
import { podmanInspect } from './formats/podman-inspect/index.js';
import { podmanDiff } from './formats/podman-diff/index.js';
import { auditd } from './formats/auditd/index.js';
import { osquery } from './formats/osquery/index.js';
import { stix } from './formats/stix/index.js';
import { trivy } from './formats/trivy/index.js';
import { cyclonedx } from './formats/cyclonedx/index.js';
import { cspm } from './formats/cspm/index.js';
import { attackKnowledge } from './formats/attack-knowledge/index.js';
import { sigma } from './formats/sigma/index.js';
import { sysmonLinux } from './formats/sysmon-linux/index.js';
import { varcTables } from './formats/varc/index.js';
import { bodyfile } from './formats/bodyfile/index.js';
import { journald } from './formats/journald/index.js';
import { logAnalytics } from './formats/log-analytics/index.js';
import { mactime } from './formats/mactime/index.js';
import { shellHistory } from './formats/shell-history/index.js';
import { suricata } from './formats/suricata/index.js';
import { zeek } from './formats/zeek/index.js';
import type { Format } from './model/format.js';

/** Every format, in the order in which verdicts are printed. A new format is one more line here. */
export const FORMATS: readonly Format[] = distinct([
  k8sAudit,
  k8sAdmissionReview,
  k8sEvents,
  k8sObjects,
  falco,
  tracee,
  tetragon,
  kubearmor,
  hubble,
  aquaAudit,
  aquaScan,
  aquaDta,
  awsCloudtrail,
  awsCloudwatch,
  awsGuardduty,
  awsSecurityhub,
  awsVpcFlow,
  azureActivity,
  gcpAudit,
  gcpLog,
  auditd,
  sysmonLinux,
  osquery,
  dockerEvents,
  dockerInspect,
  dockerContainerConfig,
  dockerHostconfig,
  dockerDiff,
  dockerImageInspect,
  dockerImageV1,
  dockerPs,
  podmanEvents,
  podmanInspect,
  podmanDiff,
  containerLogCri,
  containerLogJson,
  rootfsTar,
  ociImageDocument,
  checkpointConfig,
  checkpointDeletedFiles,
  checkpointNetwork,
  checkpointSpec,
  criuImageFormat,
  criuMemory,
  uacLog,
  velociraptorResult,
  varcTables,
  cef,
  leef,
  splunk,
  elastic,
  syslog,
  plaso,
  timesketch,
  mapped,
  stix,
  trivy,
  cyclonedx,
  cspm,
  sigma,
  attackKnowledge,
  logAnalytics,
  suricata,
  zeek,
  bodyfile,
  mactime,
  journald,
  shellHistory,
  csv,
]);

/** Throws where two formats share an id: the ledger could not say which one read a member. */
export function distinct(formats: readonly Format[]): readonly Format[] {
  const ids = new Set<string>();
  for (const { id } of formats) {
    if (ids.has(id)) throw new TypeError(`two formats are called ${id}`);
    ids.add(id);
  }
  return formats;
}
