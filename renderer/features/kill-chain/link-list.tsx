import type { ReactElement } from 'react';
import type { Link } from '../../../parsers/model/case.js';
import type { CaseSession } from '../../session/session.js';
import { attempt } from '../../ui-state/attempt.js';
import { showEvent } from '../../ui-state/ui-state.js';
import { Button, IconButton } from '../../ui/button.js';
import { EvidenceText } from '../../ui/evidence-text.js';
import type { OrderedStep } from '../../kill-chain/ordered-steps.js';

export interface LinkListProps {
  readonly session: CaseSession;
  readonly steps: readonly OrderedStep[];
  readonly links: readonly Link[];
}

/** Links in words: which step led to which, why, on which records. */
export function LinkList({ session, steps, links }: LinkListProps): ReactElement {
  const marks = new Map(steps.map(({ step, mark }) => [step.id, mark]));
  if (links.length === 0) {
    return (
      <p className="muted">
        No links yet. Choose “Link” on two steps, the cause first, to say how one led to the other.
      </p>
    );
  }
  return (
    <ul className="chain-links" aria-label="Links">
      {links.map((link) => {
        const name = `${marks.get(link.from) ?? '?'} → ${marks.get(link.to) ?? '?'}`;
        return (
          <li key={link.id}>
            <strong className="chain-link-name">{name}</strong>
            <span className="grow">
              <EvidenceText text={link.reason} />
            </span>
            {link.records.map((event, index) => (
              <Button command="step.show" key={event} tone="quiet" onPress={() => showEvent(event)}>
                Record {index + 1}
              </Button>
            ))}
            <IconButton
              command="link.remove"
              label={`Remove the link ${name}`}
              icon="trash"
              onPress={() =>
                void attempt('The link could not be removed', () => session.act({ type: 'link-removed', id: link.id }))
              }
            />
          </li>
        );
      })}
    </ul>
  );
}
