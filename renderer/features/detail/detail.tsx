import { useRef, type ReactElement, type ReactNode, type RefObject } from 'react';
import type { CaseState } from '../../../parsers/model/case.js';
import type { EventId } from '../../../parsers/model/ids.js';
import { stepEvents } from '../../../parsers/model/step-events.js';
import type { EventDetail } from '../../query/spec.js';
import { Button, IconButton } from '../../ui/button.js';
import { maskedText, maskedValues } from '../../../parsers/model/secrets.js';
import { EvidenceText, Revealed } from '../../ui/evidence-text.js';
import { Badge, EmptyState } from '../../ui/messages.js';
import { OutcomeMark, outcomeOf } from '../../ui/outcome.js';
import { DerivedTexts, useDerived } from './derived-texts.js';
import { DetailActs } from './detail-acts.js';
import { FieldsTable, type OnFilter, type OnPivot } from './fields-table.js';
import { RawRecord } from './raw-record.js';
import { Times } from './times.js';
import { WayHome } from './way-home.js';
import './detail.css';

export interface DetailProps {
  readonly selection: EventId | null;
  /** What is loaded: the detail, null where the case does not hold the event, undefined while it loads. */
  readonly detail: EventDetail | null | undefined;
  readonly failure: string | null;
  readonly state: CaseState;
  readonly zone: string;
  readonly onFilter: OnFilter;
  readonly onPivot: OnPivot;
  readonly onClose: () => void;
  /** Shows the secrets of the event, which is an act of the case. */
  readonly onReveal: (event: EventId) => void;
  /** Ways to the events beside it. */
  readonly neighbours: ReactNode;
  /** Other records of the same act, null where it names none. */
  readonly sameAct: ReactNode;
  /** What other features add about the event. */
  readonly extra: ReactNode;
}

/** One event in full: what it says, when, its fields, the record, and the way back to its bytes. */
export function Detail({
  selection,
  detail,
  failure,
  state,
  zone,
  onFilter,
  onPivot,
  onClose,
  onReveal,
  neighbours,
  sameAct,
  extra,
}: DetailProps): ReactElement {
  const extraRef = useRef<HTMLDivElement>(null);
  return (
    <section className="detail" aria-label="Event">
      <div className="panel-head">
        <h2>Event</h2>
        {extra !== null && detail != null && (
          <Button command="event.annotation" tone="quiet" icon="note" onPress={() => goTo(extraRef.current)}>
            Annotate
          </Button>
        )}
        <IconButton command="detail.toggle" label="Close the detail" icon="close" onPress={onClose} />
      </div>
      <div className="detail-body">
        {selection === null && (
          <EmptyState icon="info" title="No event chosen">
            Choose a row, a mark on a lane or a key event to read it in full.
          </EmptyState>
        )}
        {failure !== null && (
          <p className="detail-failure" role="alert">
            {failure}
          </p>
        )}
        {selection !== null && detail === null && (
          <EmptyState icon="warning" title="Not in this case">
            The exhibit that held this event is not imported. Import it again to read the event.
          </EmptyState>
        )}
        {selection !== null && detail === undefined && failure === null && <p className="muted">Loading the event…</p>}
        {selection !== null && detail != null && (
          <Shown
            selection={selection}
            detail={detail}
            state={state}
            zone={zone}
            onFilter={onFilter}
            onPivot={onPivot}
            onReveal={onReveal}
            neighbours={neighbours}
            sameAct={sameAct}
            extra={extra}
            extraRef={extraRef}
          />
        )}
      </div>
    </section>
  );
}

type ShownProps = Pick<
  DetailProps,
  'selection' | 'state' | 'zone' | 'onFilter' | 'onPivot' | 'onReveal' | 'neighbours' | 'sameAct' | 'extra'
> & {
  readonly detail: EventDetail;
  readonly extraRef: RefObject<HTMLDivElement | null>;
};

function Shown({
  selection,
  detail,
  state,
  zone,
  onFilter,
  onPivot,
  onReveal,
  neighbours,
  sameAct,
  extra,
  extraRef,
}: ShownProps): ReactElement {
  const derived = useDerived(detail);
  const outcome = outcomeOf(detail.fields['exhibit.outcome']);
  const isStep = stepEvents(state.steps).includes(detail.id);
  const note = state.annotations.get(detail.id)?.note;
  const receipt = state.receipts.find(({ number }) => number === detail.exhibitNumber);
  const isRevealed = state.revealed.has(detail.id);
  return (
    <Revealed value={isRevealed}>
      <p className="detail-message">
        <EvidenceText text={detail.message} />
      </p>
      <div className="row">
        <OutcomeMark outcome={outcome} />
        <Badge>{detail.format}</Badge>
        {detail.fields['exhibit.layer'] !== undefined && <Badge>{detail.fields['exhibit.layer']}</Badge>}
        {isStep && <Badge tone="info">step of the kill chain</Badge>}
        {state.annotations.has(detail.id) && <Badge tone="info">annotated</Badge>}
      </div>
      {note !== undefined && note !== '' && (
        <p className="detail-note">
          <EvidenceText text={note} />
        </p>
      )}
      {holdsSecrets(detail) && (
        <div className="row">
          <Badge tone="warning">{isRevealed ? 'secrets shown' : 'secrets masked'}</Badge>
          {!isRevealed && (
            <Button command="event.reveal" tone="quiet" onPress={() => onReveal(detail.id)}>
              Show them, on the record
            </Button>
          )}
        </div>
      )}
      <DetailActs detail={detail} isSelected={detail.id === selection} onPivot={onPivot} />
      {neighbours}
      <Section title="Times">
        <Times detail={detail} zone={zone} />
      </Section>
      <Section title="Fields">
        <FieldsTable fields={detail.event.fields} onFilter={onFilter} onPivot={onPivot} />
      </Section>
      {sameAct !== null && <Section title="Same act">{sameAct}</Section>}
      <div ref={extraRef} className="detail-extra">
        {extra}
      </div>
      <Section title="Record">
        <RawRecord detail={detail} />
      </Section>
      {derived !== null && (
        <Section title="Derived">
          <DerivedTexts derived={derived} />
        </Section>
      )}
      <Section title="Way home">
        <WayHome detail={detail} receipt={receipt} />
      </Section>
    </Revealed>
  );
}

/** Whether something of the event is masked. */
function holdsSecrets({ raw, message, event }: EventDetail): boolean {
  const lists = Object.values(event.fields).map((value) => (typeof value === 'object' ? value : [String(value)]));
  return [[raw], [message], ...lists].some((values) =>
    values.length === 1
      ? maskedText(values[0] ?? '') !== values[0]
      : maskedValues(values).join('\n') !== values.join('\n'),
  );
}

/** The record stands before the words about it; this is the short way to them. */
function goTo(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'start' });
  element?.querySelector<HTMLElement>('textarea, input, button')?.focus({ preventScroll: true });
}

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactElement {
  return (
    <section className="detail-section" aria-label={title}>
      <h3>{title}</h3>
      {children}
    </section>
  );
}
