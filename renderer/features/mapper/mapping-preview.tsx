import type { ReactElement } from 'react';
import type { MappingPreview as Preview, PreviewRow, PreviewTime } from '../../session/session.js';
import { EvidenceText } from '../../ui/evidence-text.js';
import { Notice } from '../../ui/messages.js';
import { countedText, countText } from '../../ui/quantities.js';
import { TimeText } from '../../ui/time-text.js';
import { formatInZone } from '../../../parsers/time/format.js';

export interface MappingPreviewProps {
  readonly preview: Preview | null;
  readonly failure: string | null;
  /** Why there is nothing to preview, or null. */
  readonly fault: string | null;
  /** Display zone of the window. */
  readonly zone: string;
}

/** What comes out of the mapping: counts, the ends of the time, odd times, and the first rows. */
export function MappingPreview({ preview, failure, fault, zone }: MappingPreviewProps): ReactElement {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls is reached by key
    <section className="mapper-preview stack" aria-label="Preview" tabIndex={0}>
      <h3>Preview</h3>
      {failure !== null && <Notice tone="error">The member could not be read: {failure}</Notice>}
      {fault !== null && <p className="field-hint">{fault}</p>}
      {fault === null && failure === null && preview === null && <p className="field-hint">Reading the member…</p>}
      {fault === null && preview !== null && <Found preview={preview} zone={zone} />}
    </section>
  );
}

function Found({ preview, zone }: { readonly preview: Preview; readonly zone: string }): ReactElement {
  const { records, events, dated, zoneless, rejected, first, last, odd, oddCount, faults, rows, isWhole } = preview;
  return (
    <>
      <p role="status">
        {isWhole ? '' : 'So far: '}
        {countedText(records, 'record')}, {countedText(events, 'event')}, {countText(dated)} with a time
        {zoneless > 0 && ` (${countText(zoneless)} without a zone)`}, {countText(events - dated)} undated,{' '}
        {countText(rejected)} rejected.
      </p>
      <dl className="facts">
        <dt>First</dt>
        <dd>
          <EndTime end={first} zone={zone} />
        </dd>
        <dt>Last</dt>
        <dd>
          <EndTime end={last} zone={zone} />
        </dd>
      </dl>
      {oddCount > 0 && (
        <Lines title={`${countedText(oddCount, 'odd time')}${shownOf(odd.length, oddCount)}`} lines={odd} />
      )}
      {faults.length > 0 && (
        <Lines title={`${countText(rejected)} rejected${shownOf(faults.length, rejected)}`} lines={faults} />
      )}
      <Rows rows={rows} zone={zone} />
    </>
  );
}

function shownOf(shown: number, all: number): string {
  return shown < all ? `, the first ${countText(shown)}` : '';
}

function EndTime({ end, zone }: { readonly end: PreviewTime | null; readonly zone: string }): ReactElement {
  if (end === null) return <span className="muted">no time</span>;
  return (
    <>
      <ReadTime read={end} zone={zone} /> <span className="muted">line {countText(end.line)}, written</span>{' '}
      <EvidenceText text={end.text} isMono />
    </>
  );
}

/** A time whose zone is open is shown as its clock showed it, and says so. */
function ReadTime({ read, zone }: { readonly read: PreviewTime; readonly zone: string }): ReactElement {
  if (read.isZoneKnown) return <TimeText time={read.time} resolution="ms" zone={zone} form="compact" />;
  return (
    <span className="time">
      {formatInZone(read.time, 'UTC', 'ms').text} <span className="time-zone">zone not stated</span>
    </span>
  );
}

function Lines({
  title,
  lines,
}: {
  readonly title: string;
  readonly lines: readonly { readonly line: number; readonly reason: string }[];
}): ReactElement {
  return (
    <div>
      <h4>{title}</h4>
      <ul className="mapper-lines">
        {lines.map(({ line, reason }) => (
          <li key={`${line}/${reason}`}>
            <span className="muted">line {countText(line)}</span> <EvidenceText text={reason} />
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Fields that every row has, or that stand in a column of their own. */
const NOT_SHOWN: readonly string[] = ['event.kind', 'event.original', 'exhibit.lane', 'event.outcome'];

function Rows({ rows, zone }: { readonly rows: readonly PreviewRow[]; readonly zone: string }): ReactElement | null {
  if (rows.length === 0) return null;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls is reached by key
    <div className="table-scroll" role="region" aria-label="First rows" tabIndex={0}>
      <table className="table mapper-rows">
        <thead>
          <tr>
            <th scope="col" className="number">
              Line
            </th>
            <th scope="col">Time</th>
            <th scope="col">Message</th>
            <th scope="col">Fields</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ line, time, message, fields }, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- rows are only ever replaced all together
            <tr key={index}>
              <td className="number">{countText(line)}</td>
              <td>{time === null ? <span className="muted">no time</span> : <ReadTime read={time} zone={zone} />}</td>
              <td className="mapper-message">
                <EvidenceText text={message} />
              </td>
              <td>
                {Object.entries(fields)
                  .filter(([name]) => !NOT_SHOWN.includes(name))
                  .map(([name, value]) => (
                    <span key={name} className="mapper-field">
                      <span className="muted">{name}</span> <EvidenceText text={[value].flat().join(', ')} />
                    </span>
                  ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
