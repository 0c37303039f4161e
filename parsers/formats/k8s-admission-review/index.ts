import { detectPayloads, parsePayloads } from '../../carriers/payload-format.js';
import type { Format } from '../../model/format.js';
import { admissionReviews } from './parse.js';

export const k8sAdmissionReview: Format = {
  id: 'k8s-admission-review',
  title: 'Kubernetes admission reviews (webhook logs)',
  parserVersion: 'k8s-admission-review/1',
  status: 'real data',
  rulesOnly: true,
  owns: admissionReviews.isOwn,
  detect: (probe) => detectPayloads(probe, admissionReviews),
  parse: (record) => parsePayloads(record, admissionReviews),
};
