import type { RecordsPart } from '../record-parts.js';
import { CitedRecords } from './cited-records.js';

/**
 * Pages of one part of the cited records; the last ends the report. Its heading leads to itself: an engine writes down only those
 * places that something in the same print leads to, and other parts lead here.
 */
export function RecordsPartDocument({ part }: { readonly part: RecordsPart }) {
  const { report, id, name, isLast, events, printedWith } = part;
  return (
    <main className={report.draft ? 'report draft' : 'report'}>
      <section id={id} className="chapter">
        <h1>
          <a className="number" href={`#${id}`}>
            {name}
          </a>{' '}
          Records cited
        </h1>
        <CitedRecords events={events} printedWith={printedWith} zone={report.meta.displayZone} />
      </section>
      {isLast && <p className="end">End of report {report.id}</p>}
    </main>
  );
}
