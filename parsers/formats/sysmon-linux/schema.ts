import { readXml, type XmlElement } from '../../io/xml-value.js';
import { asObject, asText } from '../../model/json.js';

/** One event of Sysmon for Linux. */
export interface SysmonEvent {
  readonly id: string;
  /** UTC with nine decimals: when the event was written. */
  readonly systemTime: string | null;
  readonly computer: string | null;
  readonly recordId: string | null;
  /** Values of `EventData` by name; `-` stands for nothing. */
  readonly data: ReadonlyMap<string, string>;
}

const BEGIN = /^\s*<Event>\s*<System>\s*<Provider Name="Linux-Sysmon"/;
const DEPTH = 10;

/** The XML of an event as Sysmon writes it to syslog, or the document that Winlogbeat and its like make of it. */
export function isSysmonEvent(value: unknown): boolean {
  if (typeof value === 'string') return BEGIN.test(value.slice(0, 300));
  const winlog = asObject(asObject(value)?.['winlog']);
  return winlog?.['provider_name'] === 'Linux-Sysmon' && asObject(winlog['event_data']) !== null;
}

/** Reads a value that `isSysmonEvent` accepts; null where the XML is damaged. */
export function readSysmonEvent(value: unknown): SysmonEvent | null {
  return typeof value === 'string' ? ofXml(value) : ofDocument(value);
}

function ofXml(text: string): SysmonEvent | null {
  const read = readXml(text.trim(), DEPTH);
  if (!read.ok || !isElement(read.value)) return null;
  const system = child(read.value, 'System');
  const data = new Map<string, string>();
  for (const each of child(read.value, 'EventData')?.children ?? [])
    if (isElement(each)) put(data, each.attributes['Name'] ?? '', words(each));
  const stated = (name: string): string | null => {
    const element = child(system, name);
    return element === null ? null : asText(words(element).trim());
  };
  return {
    id: stated('EventID') ?? '',
    systemTime: asText(child(system, 'TimeCreated')?.attributes['SystemTime']),
    computer: stated('Computer'),
    recordId: stated('EventRecordID'),
    data,
  };
}

function ofDocument(value: unknown): SysmonEvent {
  const winlog = asObject(asObject(value)?.['winlog']) ?? {};
  const data = new Map<string, string>();
  for (const [name, written] of Object.entries(asObject(winlog['event_data']) ?? {}))
    put(data, name, asText(written) ?? '');
  return {
    id: asText(winlog['event_id']) ?? '',
    systemTime: asText(asObject(value)?.['@timestamp']),
    computer: asText(winlog['computer_name']),
    recordId: asText(winlog['record_id']),
    data,
  };
}

function put(data: Map<string, string>, name: string, written: string): void {
  if (written !== '' && written !== '-') data.set(name, written);
}

function isElement(value: unknown): value is XmlElement {
  return typeof asObject(value)?.['element'] === 'string';
}

function child(element: XmlElement | null, name: string): XmlElement | null {
  return element?.children.filter(isElement).find((each) => each.element === name) ?? null;
}

function words(element: XmlElement): string {
  return element.children.filter((each) => typeof each === 'string').join('');
}
