/**
 * What attackers write into logs. Each text carries its own token (`hx07`), by which a test finds it again; whatever would
 * run sets `globalThis.hostileRan`, and whatever would become markup carries `data-hostile`.
 */
export interface HostileString {
  readonly token: string;
  readonly what: string;
  readonly text: string;
}

/** The marker that every script in these texts would set. */
export const MARKER = 'hostileRan';

const run = (token: string): string => `globalThis.${MARKER}='${token}'`;

const TEXTS: readonly (readonly [what: string, text: (token: string) => string])[] = [
  ['a script element', (token) => `<script data-hostile>${run(token)}</script>${token}`],
  ['an image with a handler', (token) => `<img data-hostile src=x onerror="${run(token)}">${token}`],
  [
    'SVG with handlers',
    (token) =>
      `<svg data-hostile onload="${run(token)}"><animate onbegin="${run(token)}" attributeName=x />${token}</svg>`,
  ],
  [
    'the end of an attribute',
    (token) => `${token}" onmouseover="${run(token)}" autofocus onfocus="${run(token)}" data-hostile="`,
  ],
  [
    'a frame',
    (token) => `'><iframe data-hostile srcdoc="<script>parent.${MARKER}='${token}'</script>"></iframe>${token}`,
  ],
  [
    'the end of every raw text element',
    (token) => `</title></textarea></style></script></noscript>--><body data-hostile onload="${run(token)}">${token}`,
  ],
  ['a script address', (token) => `javascript:${run(token)}//${token}`],
  [
    'links',
    (token) => `[${token}](javascript:${run(token)}) <a data-hostile href="http://192.0.2.1/${token}">${token}</a>`,
  ],
  ['terminal commands', (token) => `\u001b[2J\u001b[31m\u001b]0;owned\u0007\u001b[201~\u009b31m\u0090q\u009c ${token}`],
  ['bidi overrides', (token) => `photo\u202egpj.exe\u202c \u2066inner\u2069 \u200f\u061c ${token}`],
  [
    'characters without width',
    (token) => `in\u200bvis\u200c\u200d\u2060\ufeff\u00adible\u{e0041}\u{e007f}\u3164\u{1d173}\u180e ${token}`,
  ],
  ['NUL and other controls', (token) => `nul\u0000bel\u0007back\u0008\u0008\u0008del\u007fnel\u0085 ${token}`],
  ['halves of characters', (token) => `\ud83d half \udc00 ${token} \ud800`],
  ['a formula', (token) => `=cmd|' /C calc'!A0 ${token}`],
  ['a formula with plus', (token) => `+1+cmd|' /C calc'!A0 ${token}`],
  ['a formula with minus', (token) => `-2+3+cmd|' /C calc'!A0 ${token}`],
  ['a formula with at', (token) => `@SUM(1+1)*cmd|' /C calc'!A0 ${token}`],
  ['a formula after a tab', (token) => `\t=1+1 ${token}`],
  ['a formula after a carriage return', (token) => `\r=1+1 ${token}`],
  ['a formula after a line feed', (token) => `\n=1+1 ${token}`],
  ['a formula in full-width letters', (token) => `\uff1d1+1 ${token}`],
  ['a formula after blanks', (token) => `  \u00a0\u3000=1+1 ${token}`],
  ['a formula in a cell of its own', (token) => `${token}",=1+1,"\r\n=1+1;=1+1\t=1+1`],
  [
    'templates',
    (token) =>
      `{{constructor.constructor('${run(token)}')()}} \${${run(token)}} <%= 7*7 %> #{7*7} %s%n $(touch ${token}) \`touch ${token}\` ${token}`,
  ],
  ['separators of lines', (token) => `one\u2028two\u2029three\u000bfour\u000cfive ${token}`],
  ['forged lines', (token) => `${token}\r\nE99 forged\n{"forged":true}\n\u0000`],
  ['a text without an end', (token) => `${token} ${'W'.repeat(4000)}`],
  ['a tower of accents', (token) => `${token} Z${'\u0301'.repeat(400)}`],
  ['names of every object', (token) => `__proto__ constructor prototype hasOwnProperty toString ${token}`],
  [
    'letters from right to left',
    (token) => `\u05e9\u05dc\u05d5\u05dd/\u0645\u0631\u062d\u0628\u0627 <b data-hostile>${token}</b>`,
  ],
  [
    'styles',
    (token) =>
      `</style><style data-hostile>*{display:none}</style> url(http://192.0.2.1/) expression(${run(token)}) ${token}`,
  ],
  [
    'characters by name',
    (token) => `&lt;img data-hostile onerror=x&gt; &#x3c;script&#x3e; %3Cscript%3E %00 \\u003c ${token}`,
  ],
  ['what a query means', (token) => `"${token}" \\" \\ or * : ( not [ * ] { ? } ' and`],
  ['what a PDF means', (token) => `${token}) >> /OpenAction << /S /JavaScript /JS (app.alert(1)) >> endobj (`],
  ['what XML means', (token) => `]]><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>&e;<?xml ${token}?>`],
  ['noncharacters', (token) => `\ufffe\uffff\u{10ffff} ${token}`],
  ['a family', (token) => `${'\u{1f468}\u200d\u{1f469}\u200d\u{1f467}'.repeat(120)} ${token}`],
];

/** All hostile texts, `hx01` onwards. */
export const HOSTILE: readonly HostileString[] = TEXTS.map(([what, text], index) => {
  const token = `hx${String(index + 1).padStart(2, '0')}`;
  return { token, what, text: text(token) };
});

/** The text of the first kind whose name begins so. */
export function hostile(what: string): string {
  const found = HOSTILE.find((one) => one.what.startsWith(what));
  if (found === undefined) throw new Error(`there is no hostile text called ${what}`);
  return found.text;
}

/**
 * Characters that no output may hold as they are: controls, format characters (bidi, zero width, tags), lone surrogates,
 * separators. Line feed and tab are layout; the Arabic number signs are visible.
 */
export const RAW =
  // oxlint-disable-next-line no-control-regex -- control characters are what this looks for
  /(?![\n\t\u0600-\u0605\u06dd\u08e2])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u3164]/u;
