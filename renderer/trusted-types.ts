/**
 * The one Trusted Types policy of pages and workers, named `default`: the browser asks it whenever text is about to
 * become markup or the address of a script. Must be the first import of every page and of every worker that starts others.
 */
interface PolicyOptions {
  createHTML(text: string): string;
  createScriptURL(url: string): string | null;
}

interface PolicyFactory {
  createPolicy(name: string, options: PolicyOptions): unknown;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Markup that a library would insert is shown as the text it is: evidence is never markup. */
export function escapeMarkup(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

/** Built scripts are in `/assets/` of our own address; any other address is refused. */
export function admitScript(url: string, base: string): string | null {
  if (!URL.canParse(url, base)) return null;
  const script = new URL(url, base);
  const own = script.protocol === new URL(base).protocol && script.host === new URL(base).host;
  return own && script.pathname.startsWith('/assets/') ? url : null;
}

const factory = (globalThis as { readonly trustedTypes?: PolicyFactory }).trustedTypes;
factory?.createPolicy('default', {
  createHTML: escapeMarkup,
  createScriptURL: (url) => admitScript(url, globalThis.location.href),
});
