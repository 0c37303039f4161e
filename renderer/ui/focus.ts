/** Elements at which Tab stops. */
export const TABBABLE =
  ':is(a[href], button:enabled, input:enabled, select:enabled, textarea:enabled, summary, [tabindex]):not([tabindex="-1"])';

/** Puts the focus into the first field of a form that can be filled in. */
export function focusFirstField(form: HTMLElement | null): void {
  form?.querySelector<HTMLElement>('input:not([disabled]):not([hidden]), textarea:not([disabled])')?.focus();
}
