/** ATT&CK as a rule's tags state it: `mitre_privilege_escalation`, `T1611`, `T1059.004`. */
export function attackOfTags(tags: readonly string[]): {
  readonly tactics: readonly string[];
  readonly techniques: readonly string[];
} {
  return {
    tactics: tags.flatMap((tag) => /^mitre_([a-z_]+)$/i.exec(tag)?.[1]?.toLowerCase().replaceAll('_', '-') ?? []),
    techniques: tags.filter((tag) => /^T\d{4}(?:\.\d{3})?$/i.test(tag)).map((tag) => tag.toUpperCase()),
  };
}
