import { useState, type ReactElement } from 'react';
import { adjustmentKey } from '../../../parsers/model/fold.js';
import { formatInZone } from '../../../parsers/time/format.js';
import { partsOf } from '../../../parsers/time/instant.js';
import type { TimeRange } from '../../query/spec.js';
import type { ClockSource } from '../../session/clock-sources.js';
import type { CaseSession } from '../../session/session.js';
import { attempt } from '../../ui-state/attempt.js';
import { useUi } from '../../ui-state/ui-state.js';
import { useSnapshot } from '../../ui-state/use-snapshot.js';
import { Button } from '../../ui/button.js';
import { Checkbox, TextField } from '../../ui/fields.js';
import { EvidenceText } from '../../ui/evidence-text.js';
import { countedText } from '../../ui/quantities.js';
import { TimeText } from '../../ui/time-text.js';
import { ZoneField } from '../../ui/zone-field.js';
import { adjustmentsOf, clockDraftOf, clockErrors, yearOf, type ClockDraft } from './clock-draft.js';
import { inYearOf, otherSpans, proposeYears, proposeZones, spanIn, writtenSpan } from './proposals.js';
import { answeredElsewhere, type CaseTimes } from './use-zone-evidence.js';
import { YearQuestion } from './year-question.js';
import { ZoneProposals } from './zone-proposals.js';

export interface ClockFormProps {
  readonly session: CaseSession;
  readonly source: ClockSource;
  /** Null until the times of the case are known. */
  readonly known: CaseTimes | null;
  readonly onDone: () => void;
}

/** Zone and clock of one source: what speaks for which zone, what the examiner says, and why. */
export function ClockForm({ session, source, known, onDone }: ClockFormProps): ReactElement {
  const { state } = useSnapshot(session);
  const shownIn = useUi((view) => view.zone);
  const [draft, setDraft] = useState<ClockDraft>(() => clockDraftOf(source));
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const members = source.members.filter(({ path }) => !left.has(path));
  const asked = new Set(source.members.map(({ path }) => adjustmentKey(source.exhibit, path)));
  const written = known === null ? null : writtenSpan(known.times, asked);
  const others = known === null ? [] : otherSpans(known.times, asked);
  const errors = clockErrors(draft);
  const year = yearOf(draft);
  const isYearOpen = source.yearNeeded && year === null;
  const read = written === null || isYearOpen ? null : source.yearNeeded ? inYearOf(written, year ?? 0) : written;
  const isAnswered = !source.zoneNeeded || (draft.zone !== null && !isYearOpen) || draft.offset.trim() !== '';
  const isReady = Object.keys(errors).length === 0 && members.length > 0 && isAnswered;
  const save = async (): Promise<void> => {
    const adjustments = adjustmentsOf(draft, source.exhibit, members);
    const [only] = adjustments;
    const act =
      adjustments.length === 1 && only !== undefined
        ? ({ type: 'adjusted', adjustment: only } as const)
        : ({ type: 'clocks-adjusted', adjustments } as const);
    if (await attempt('The clock could not be adjusted', () => session.act(act))) onDone();
  };
  return (
    <form
      className="clock-form stack"
      aria-label="Zone and clock"
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) void save();
      }}
    >
      {source.members.length > 1 && <Members source={source} left={left} onChange={setLeft} />}
      {source.zoneNeeded && written !== null && (
        <>
          <p>
            Written from <EvidenceText text={wallText(written.fromMs, source.yearNeeded)} isMono /> to{' '}
            <EvidenceText text={wallText(written.toMs, source.yearNeeded)} isMono />,{' '}
            {source.yearNeeded ? 'neither year nor zone stated' : 'zone not stated'}.{' '}
            {others.length > 0 && (
              <span className="muted">
                Other sources of the case reach from <SpanText span={hull(others)} zone={shownIn} />.
              </span>
            )}
          </p>
          {source.yearNeeded && (
            <YearQuestion
              year={draft.year}
              error={errors.year ?? null}
              proposals={proposeYears(written, others)}
              onChange={(text) => setDraft({ ...draft, year: text })}
            />
          )}
          {read !== null && (
            <ZoneProposals
              shownIn={shownIn}
              proposals={proposeZones(read, {
                displayZone: state.meta.displayZone,
                answered: answeredElsewhere(state, asked),
                writtenOffsets: known?.writtenOffsets ?? [],
                others,
              })}
              chosen={draft.zone}
              onChoose={(zone) => setDraft({ ...draft, zone })}
            />
          )}
          <ZoneField
            label="Zone the times were written in: a place, or an offset such as +02:00"
            value={draft.zone ?? ''}
            onChange={(zone) => setDraft({ ...draft, zone: zone === '' ? null : zone })}
            whenEmpty=""
          />
          {read !== null && draft.zone !== null && errors.zone === undefined && (
            <p className="field-hint">
              Read so: <SpanText span={spanIn(read, draft.zone)} zone={shownIn} />
            </p>
          )}
        </>
      )}
      <div className="clock-pair">
        <TextField
          label="Clock offset, added to every time"
          value={draft.offset}
          onChange={(offset) => setDraft({ ...draft, offset })}
          placeholder="none"
          hint="-2 min 3 s where the clock was fast"
          error={errors.offset ?? null}
        />
        <TextField
          label="Uncertainty, plus or minus"
          value={draft.uncertainty}
          onChange={(uncertainty) => setDraft({ ...draft, uncertainty })}
          placeholder="none stated"
          hint="0.5 s"
          error={errors.uncertainty ?? null}
        />
      </div>
      <TextField
        label="What this rests on"
        value={draft.reason}
        onChange={(reason) => setDraft({ ...draft, reason })}
        rows={2}
        isRequired
        placeholder="timedatectl output of node-2; statement of the administrator, 2026-03-02"
      />
      <div className="row">
        <span className="field-hint grow">
          {members.length === 0
            ? 'Choose at least one member.'
            : `Holds for ${countedText(members.length, 'member')}; one act, one undo.`}
        </span>
        <Button command="clock.save" type="submit" tone="primary" isDisabled={!isReady}>
          Set the clock
        </Button>
      </div>
    </form>
  );
}

function hull(spans: readonly TimeRange[]): TimeRange {
  return { fromMs: Math.min(...spans.map(({ fromMs }) => fromMs)), toMs: Math.max(...spans.map(({ toMs }) => toMs)) };
}

/** What the clock showed, read as if it were UTC: it has no zone. */
function wallText(ms: number, isYearless: boolean): string {
  const { text } = formatInZone(partsOf(ms), 'UTC', 's');
  return isYearless ? text.slice(text.indexOf('-') + 1) : text;
}

function SpanText({ span, zone }: { readonly span: TimeRange; readonly zone: string }): ReactElement {
  return (
    <>
      <TimeText time={partsOf(span.fromMs)} resolution="s" zone={zone} /> to{' '}
      <TimeText time={partsOf(span.toMs)} resolution="s" zone={zone} />
    </>
  );
}

function Members({
  source,
  left,
  onChange,
}: {
  readonly source: ClockSource;
  readonly left: ReadonlySet<string>;
  readonly onChange: (left: ReadonlySet<string>) => void;
}): ReactElement {
  return (
    <ul className="clock-member-list" aria-label="Members">
      {source.members.map(({ path, events }) => (
        <li key={path}>
          <Checkbox
            isSelected={!left.has(path)}
            onChange={(isIn) => {
              const next = new Set(left);
              if (isIn) next.delete(path);
              else next.add(path);
              onChange(next);
            }}
          >
            <EvidenceText text={path} isMono /> <span className="muted">{countedText(events, 'event')}</span>
          </Checkbox>
        </li>
      ))}
    </ul>
  );
}
