import type { BundleKind } from './bundle.js';

/** The data folder of a Docker engine, or a part of it (formats 5.4). */
export const dockerDiskTree: BundleKind = {
  id: 'docker-disk-tree',
  recognise(names) {
    const containers = new Set<string>();
    let hasImages = false;
    for (const name of names) {
      const container = /(?:^|\/)containers\/([0-9a-f]{64})\/(?:config(?:\.v2)?|hostconfig)\.json$/.exec(name)?.[1];
      if (container !== undefined) containers.add(container);
      hasImages ||= /(?:^|\/)(?:image\/[a-z0-9]+\/(?:imagedb|layerdb|repositories)|graph\/|repositories-[a-z]+$)/.test(
        name,
      );
    }
    if (containers.size === 0 || !hasImages) return null;
    return `The data folder of a Docker engine: ${containers.size} containers and the store of images.`;
  },
};
