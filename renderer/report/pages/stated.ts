/** Obligatory text as printed: what nobody stated is said to be missing. */
export function stated(text: string): string {
  return text.trim() === '' ? '[not stated]' : text;
}
