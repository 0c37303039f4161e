/** The bytes that base64 text stands for; null where it is none. */
export function base64Bytes(text: string): Uint8Array<ArrayBuffer> | null {
  const trimmed = text.trim();
  if (!/^[A-Za-z0-9+/\s]+={0,2}$/.test(trimmed)) return null;
  try {
    return Uint8Array.from(atob(trimmed), (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}

/** UTF-8 text in base64; null where it is none. */
export function decodeBase64(text: string): string | null {
  const bytes = base64Bytes(text);
  try {
    return bytes === null ? null : new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
