const FIRST = 'Windows|Linux|MacOS|Generic|Server|System|Custom|Exchange|Network|Admin|Demo|Notebook|Elastic|Splunk';
const ARTIFACT = new RegExp(
  String.raw`^(?:All )?((?:${FIRST})(?:\.[A-Za-z0-9_]+)+(?:(?:%2F|/)[A-Za-z0-9_ ]+)?)\.(?:json|jsonl|csv)$`,
);

/** The artifact that a file of results is named after (`Windows.Forensics.Usn.json`, `%2F` before a source); null for other names. */
export function artifactOf(name: string): string | null {
  return ARTIFACT.exec(name)?.[1]?.replace('%2F', '/') ?? null;
}
