import type { NormalisedEvent, ParsedRecord } from '../../parsers/model/event.js';

/** The events of a record that a format must have read. */
export function eventsOf(parsed: ParsedRecord): readonly NormalisedEvent[] {
  if (parsed.kind === 'rejected') throw new TypeError(`rejected, ${parsed.code}: ${parsed.reason}`);
  return parsed.events;
}

/** The only event of a record. */
export function onlyEvent(parsed: ParsedRecord): NormalisedEvent {
  const events = eventsOf(parsed);
  const [event] = events;
  if (event === undefined || events.length > 1) throw new TypeError(`${events.length} events instead of one`);
  return event;
}
