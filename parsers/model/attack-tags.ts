/** ATT&CK technique ids stated anywhere in texts: `MITRE_T1562.001_impair`, `T1098 - Account Manipulation`, `attack.t1611`. */
export function attackTechniques(texts: readonly (string | null)[]): readonly string[] {
  return texts.flatMap((text) =>
    [...(text ?? '').matchAll(/(?<![a-z0-9])T\d{4}(?:\.\d{3})?(?!\d)/gi)].map(([id]) => id.toUpperCase()),
  );
}
