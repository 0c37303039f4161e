import { CHAIN_GROUPING_WORDS } from '../grouping.js';
import type { ReportModel } from '../model.js';
import { arrange, plannedSections } from '../sections.js';
import { adjustmentText } from '../../session/adjustment-text.js';
import { countedText, countText } from '../../ui/quantities.js';
import { EvidenceText } from '../../ui/evidence-text.js';
import { Pairs } from './stated.js';

/** What changes results, word for word, and counts that close. */
export function SettingsSection({ model }: { readonly model: ReportModel }) {
  const { plan, counts, ledger, adjustments } = model;
  const { totals } = ledger;
  const bytes = model.receipts.reduce((sum, receipt) => sum + receipt.bytes, 0);
  const printed = plannedSections(plan);
  const left = arrange(plan.order).filter(({ id }) => printed.every((section) => section.id !== id));
  return (
    <>
      <Pairs
        rows={[
          ['Events considered', 'all of the case: no filter, no time window, no floor of severity'],
          ['Display zone', `${model.meta.displayZone}, beside UTC`],
          [
            'Zones and clocks',
            adjustments.length === 0 ? (
              'as recorded: nothing was adjusted'
            ) : (
              <ul key="clocks">
                {adjustments.map((adjustment) => (
                  <li key={`${adjustment.exhibit} ${adjustment.member}`}>
                    {adjustment.exhibit} <EvidenceText text={adjustment.member} />: {adjustmentText(adjustment)} (
                    <EvidenceText text={adjustment.reason} />)
                  </li>
                ))}
              </ul>
            ),
          ],
          [
            'Repeated records',
            "folded only under the producer's own key, within one exhibit, and only where their content agrees",
          ],
          [
            'Exhibits left out',
            model.removed.length === 0 ? 'none' : model.removed.map(({ number }) => number).join(', '),
          ],
          ['ATT&CK', model.attack.version],
          ['Kill chain', CHAIN_GROUPING_WORDS[plan.grouping]],
          ['Order of sections', printed.map(({ number, title }) => `${number} ${title}`).join('; ')],
          [
            'Sections left out',
            left.length === 0 ? 'none' : `${left.map(({ title }) => title).join('; ')} (by the examiner's choice)`,
          ],
        ]}
      />
      <h2>Counts that close</h2>
      <table className="counts">
        <tbody>
          <Count name="Bytes received" value={bytes} note={countedText(model.receipts.length, 'exhibit')} />
          <Count name="Records read" value={totals.records} note="every member of every exhibit" />
          <Count name="= imported" value={totals.imported} note="gave events or, where a record says nothing, none" />
          <Count name="+ rejected" value={totals.rejected} note="each with line and reason in the ledger" />
          <Count name="+ duplicates" value={totals.duplicates} note="counted once" />
          <Count name="Events" value={counts.events} note="made of imported records" />
          <Count
            name="= on the time line"
            value={counts.events - counts.unplaced}
            note="with an instant on the UTC scale"
          />
          <Count name="+ without a place" value={counts.unplaced} note="no time, or its zone is not known" />
          <Count name="Events annotated" value={counts.annotated} note="by the examiner, singly" />
          <Count name="Marked for the report" value={counts.forReport} note="all of them are among the cited" />
          <Count
            name="Events cited"
            value={counts.cited}
            note="marked, or a support of steps, links, findings, milestones, effects"
          />
          <Count
            name="= printed in full"
            value={counts.printed}
            note={counts.printed === counts.cited ? 'every one of them' : 'those that the text rests on'}
          />
          <Count
            name="+ printed in one row each"
            value={counts.cited - counts.printed}
            note="with time, act, note, place and hash; the record itself is attached"
          />
        </tbody>
      </table>
    </>
  );
}

function Count({ name, value, note }: { readonly name: string; readonly value: number; readonly note: string }) {
  return (
    <tr className={/^[=+]/.test(name) ? 'part' : 'whole'}>
      <th scope="row">{name}</th>
      <td className="figure nowrap">{countText(value)}</td>
      <td>{note}</td>
    </tr>
  );
}
