/** What the query of an exec, attach or port-forward request asks for. */
export interface ExecRequest {
  readonly command: readonly string[];
  readonly container: string | null;
  readonly ports: readonly string[];
}

/** Decodes `?command=sh&command=-c&command=id&container=web&ports=8080` of a request URI. Undecodable escapes stay as written. */
export function execRequest(requestUri: string): ExecRequest {
  const query = requestUri.slice(requestUri.indexOf('?') + 1);
  const parameters = requestUri.includes('?') ? query.split('&').map(parameter) : [];
  const values = (name: string) => parameters.filter(([key]) => key === name).map(([, value]) => value);
  return { command: values('command'), container: values('container')[0] ?? null, ports: values('ports') };
}

function parameter(text: string): readonly [string, string] {
  const equals = text.indexOf('=');
  return equals < 0 ? [decode(text), ''] : [decode(text.slice(0, equals)), decode(text.slice(equals + 1))];
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
