import { ipAddress } from '../address.js';
import { asList, asObject, asText, asTexts, asWhole, at } from '../json.js';
import type { JsonObject } from '../json.js';
import { statedFields } from '../stated-fields.js';
import type { FoundFields } from '../stated-fields.js';
import type { EventFields } from '../fields.js';
import { engineIdentity } from './labels.js';

/**
 * What the engine's document on a container says of it at any moment: `inspect` of Docker and Podman, `config.v2.json` of
 * Docker's daemon. Keys are those of the Docker Engine API, which Podman keeps. Variables of the environment may hold secrets and
 * stay in the record.
 */
export function containerFields(document: JsonObject): EventFields {
  const config = asObject(document['Config']) ?? {};
  const image = asText(document['Image']);
  const labels = { ...asObject(config['Labels']), ...asObject(config['Annotations']) };
  return statedFields(
    engineIdentity({
      id: asText(document['Id'] ?? document['ID']),
      name: asText(document['Name']),
      image: asText(document['ImageName']) ?? asText(config['Image']) ?? image,
      labels,
    }),
    {
      'event.kind': 'state',
      'event.category': 'process',
      'container.image.id': image === null || image.includes(':') ? image : `sha256:${image}`,
      'container.image.hash.all': asText(document['ImageDigest']),
      'container.runtime': asText(document['OCIRuntime']) ?? asText(at(document, 'HostConfig', 'Runtime')),
      'process.executable': asText(document['Path']),
      'process.args': [...asTexts(document['Path']), ...asTexts(document['Args'])],
      'process.working_directory': asText(config['WorkingDir']),
      'process.pid': positive(at(document, 'State', 'Pid')),
      'process.thread.capabilities.effective': asTexts(document['EffectiveCaps']),
      'user.name': asText(config['User']),
      'exhibit.container.ip': addresses(document),
    },
    hostConfigFields(asObject(document['HostConfig']) ?? {}, mounts(document)),
  );
}

/** What of the host a container was given: the engine's HostConfig, and the mounts that came of it. */
export function hostConfigFields(hostConfig: JsonObject, mounted: readonly string[] = []): FoundFields {
  const bound = asTexts(hostConfig['Binds']).map((bind) => bind.split(':')[0] ?? '');
  const sources = asList(hostConfig['Mounts']).flatMap((mount) => (isBind(mount) ? asTexts(at(mount, 'Source')) : []));
  const devices = asList(hostConfig['Devices']).flatMap((device) => asTexts(at(device, 'PathOnHost')));
  return {
    'exhibit.k8s.privileged': hostConfig['Privileged'] === true ? 'true' : null,
    'exhibit.k8s.host_path': [...bound.filter((path) => path.startsWith('/')), ...sources, ...devices, ...mounted],
    'exhibit.k8s.host_namespaces': NAMESPACES.filter(([key]) => hostConfig[key] === 'host').map(([, name]) => name),
    'exhibit.k8s.capabilities': asTexts(hostConfig['CapAdd']),
  };
}

const NAMESPACES = [
  ['NetworkMode', 'network'],
  ['PidMode', 'pid'],
  ['IpcMode', 'ipc'],
  ['UTSMode', 'uts'],
  ['UsernsMode', 'user'],
] as const;

function mounts(document: JsonObject): readonly string[] {
  const points = Object.values(asObject(document['MountPoints']) ?? {});
  return [...asList(document['Mounts']), ...points].flatMap((mount) =>
    isBind(mount) ? asTexts(at(mount, 'Source')) : [],
  );
}

/** A mount of the host's own files. Before Docker 1.10 no type was written, and a volume had a driver. */
function isBind(mount: unknown): boolean {
  const type = asText(at(mount, 'Type'));
  return type === null ? asText(at(mount, 'Driver')) === null && asText(at(mount, 'Name')) === null : type === 'bind';
}

function addresses(document: JsonObject): readonly string[] {
  const settings = asObject(document['NetworkSettings']) ?? {};
  const networks = [settings, ...Object.values(asObject(settings['Networks']) ?? {})];
  const written = networks.flatMap((network) => [at(network, 'IPAddress'), at(network, 'GlobalIPv6Address')]);
  return written.flatMap((address) => ipAddress(address) ?? []);
}

function positive(value: unknown): number | null {
  const number = asWhole(value);
  return number === null || number <= 0 ? null : number;
}
