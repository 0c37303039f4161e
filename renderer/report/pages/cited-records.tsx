import { countText } from '../../ui/quantities.js';
import type { CitedEvent } from '../model.js';
import { CitedRecord } from './cited-record.js';
import { CitedRow } from './cited-row.js';

interface CitedRecordsProps {
  readonly events: readonly CitedEvent[];
  /** By mark, the mark of the event with which the text of its record is printed. */
  readonly printedWith: ReadonlyMap<string, string>;
  readonly zone: string;
}

/** Cited records one after the other: those in full, then those in one row each. */
export function CitedRecords({ events, printedWith, zone }: CitedRecordsProps) {
  const inFull = events.filter((event) => event.inFull);
  const inRows = events.filter((event) => !event.inFull);
  return (
    <>
      {inFull.map((event) => (
        <CitedRecord
          key={event.mark}
          event={event}
          zone={zone}
          printedWith={printedWith.get(event.mark) ?? event.mark}
        />
      ))}
      {inRows.length > 0 && (
        <>
          <h2>
            {countText(inRows.length)} {inFull.length > 0 ? 'more records' : 'records'}, in one row each
          </h2>
          <ul className="cited-rows">
            {inRows.map((event) => (
              <CitedRow key={event.mark} event={event} />
            ))}
          </ul>
        </>
      )}
    </>
  );
}
