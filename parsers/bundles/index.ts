import type { BundleKind } from './bundle.js';
import { checkpoint } from './checkpoint.js';
import { dockerDiskTree } from './docker-disk-tree.js';
import { ociImage } from './oci-image.js';
import { uac } from './uac.js';
import { varc } from './varc.js';
import { velociraptor } from './velociraptor.js';

/** Every kind of bundle, in the order in which they are asked. */
export const BUNDLES: readonly BundleKind[] = [checkpoint, ociImage, uac, velociraptor, dockerDiskTree, varc];
