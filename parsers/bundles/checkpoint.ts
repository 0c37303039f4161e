import { criuEntries, criuImage } from '../io/criu.js';
import { readJson } from '../io/json-reader.js';
import { messageFields, numberField, textField } from '../io/protobuf.js';
import type { BundleFacts, PageRange } from '../model/bundle.js';
import { kubeletContainerName } from '../model/container-identity.js';
import type { EventFields } from '../model/fields.js';
import { imageReference } from '../model/image-reference.js';
import { asText, at } from '../model/json.js';
import { workloadLane } from '../model/lane.js';
import { statedFields } from '../model/stated-fields.js';
import type { BundleKind, KeptContents } from './bundle.js';

const KEPT = /^(?:config\.dump|spec\.dump|checkpoint\/(?:core|pagemap)-\d+\.img)$/;
const PAGE = 4096;

/**
 * A container checkpoint of kubelet, Podman, CRI-O or containerd (formats 5.1). Members behind `config.dump` and `spec.dump`
 * get the container's identity, pages of memory the process that the page maps before them name.
 */
export const checkpoint: BundleKind = {
  id: 'checkpoint',
  recognise(names) {
    if (!names.has('spec.dump') || !names.has('config.dump')) return null;
    const images = [...names].filter((name) => /^checkpoint\/.*\.img$/.test(name)).length;
    return `A container checkpoint: config.dump, spec.dump and ${images} CRIU images.`;
  },
  keeps: (name) => KEPT.test(name),
  facts,
};

function facts(name: string, kept: KeptContents): BundleFacts | null {
  const identity = identityOf(kept);
  const pages = /^checkpoint\/pages-(\d+)\.img$/.exec(name)?.[1];
  if (pages !== undefined) return pagesFacts(Number(pages), identity, kept);
  const core = /^checkpoint\/core-(\d+)\.img$/.exec(name)?.[1];
  const fields = core === undefined ? identity : { ...identity, 'process.vpid': Number(core) };
  return Object.keys(fields).length === 0 ? null : { fields };
}

/** What config.dump and spec.dump say about the container, in the spellings of all four producers. */
function identityOf(kept: KeptContents): EventFields {
  const config = jsonOf(kept.get('config.dump'));
  const spec = jsonOf(kept.get('spec.dump'));
  if (config === null && spec === null) return {};
  const annotation = (key: string): string | null => asText(at(spec, 'annotations', key));
  const written = asText(at(config, 'name')) ?? annotation('io.kubernetes.container.name');
  const named = written === null ? null : kubeletContainerName(written);
  const id = asText(at(config, 'id'));
  const image = imageReference(asText(at(config, 'rootfsImageName')) ?? asText(at(config, 'rootfsImage')) ?? '');
  const pod = annotation('io.kubernetes.pod.name') ?? named?.pod ?? null;
  const namespace = annotation('io.kubernetes.pod.namespace') ?? named?.namespace ?? null;
  return statedFields({
    'exhibit.lane': workloadLane({ pod, namespace, containerId: id }),
    'container.id': id,
    'container.name': named?.container ?? written,
    'container.image.name': image.name,
    'container.image.tag': image.tag,
    'orchestrator.namespace': namespace,
    'orchestrator.resource.name': pod,
    'orchestrator.resource.type': pod === null ? null : 'pods',
  });
}

/** Finds the page map that names this file of pages, and the process that it belongs to. */
function pagesFacts(pages: number, identity: EventFields, kept: KeptContents): BundleFacts | null {
  for (const [name, content] of kept) {
    const pid = /pagemap-(\d+)\.img$/.exec(name)?.[1];
    if (pid === undefined || criuImage(content) !== 'pagemap') continue;
    const [head, ...entries] = criuEntries(content);
    if (head === undefined || Number(numberField(head, 1) ?? -1n) !== pages) continue;
    const ranges: PageRange[] = [];
    let end = 0;
    for (const entry of entries) {
      const start = numberField(entry, 1);
      // The count has moved to a wider field, which leaves the old one at zero.
      const count = Number(numberField(entry, 5) ?? numberField(entry, 2) ?? 0n);
      // Pages of a parent checkpoint are not in this file: the old flag, or the bit of the newer one.
      const elsewhere = numberField(entry, 3) === 1n || ((numberField(entry, 4) ?? 4n) & 4n) === 0n;
      if (start === null || count === 0 || elsewhere) continue;
      end += count * PAGE;
      ranges.push({ end, region: `${start.toString(16)}-${(start + BigInt(count * PAGE)).toString(16)}` });
    }
    const core = kept.get(`checkpoint/core-${pid}.img`);
    const task = core === undefined ? null : (messageFields(criuEntries(core)[0] ?? null, 3)[0] ?? null);
    const fields = {
      ...identity,
      ...statedFields({ 'process.vpid': Number(pid), 'process.name': textField(task, 6) }),
    };
    return { fields, memory: { ranges } };
  }
  return null;
}

function jsonOf(bytes: Uint8Array | undefined): unknown {
  if (bytes === undefined) return null;
  const read = readJson(new TextDecoder().decode(bytes), 100);
  return read.ok ? read.value : null;
}
