import type { BundleKind } from './bundle.js';

/** A collection of Velociraptor (formats 5.6). */
export const velociraptor: BundleKind = {
  id: 'velociraptor',
  recognise(names) {
    const results = [...names].filter((name) => /^results\/.*\.(?:json|csv)$/.test(name)).length;
    if (names.has('collection_context.json') || names.has('hunt_info.json'))
      return `A Velociraptor collection: its context beside ${results} tables of results.`;
    if (names.has('metadata.json') && names.has('data.zip'))
      return 'An encrypted Velociraptor collection: metadata.json with the key beside data.zip. Decrypt it with the key of the server and add the result as an exhibit.';
    return null;
  },
};
