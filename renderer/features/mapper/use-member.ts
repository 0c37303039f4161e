import { useEffect, useMemo, useState } from 'react';
import type { NamedFraming } from '../../../parsers/model/framing.js';
import type { MappedReading } from '../../../parsers/model/reading.js';
import type { CaseSession, MappingPreview, ExhibitReader, MemberSurvey } from '../../session/session.js';
import { messageOf } from '../../ui-state/attempt.js';
import { useLatest } from '../../ui/use-latest.js';

const never = (): boolean => false;

/** What looking into a member found; `survey` null where it has no records with columns. */
export interface MemberLook {
  readonly reader: ExhibitReader | null;
  readonly survey: MemberSurvey | null;
  readonly isPending: boolean;
  readonly failure: string | null;
}

/** Looks into a member once, and again under another framing. */
export function useMember(
  session: CaseSession,
  exhibit: string,
  path: string,
  framing: NamedFraming | null,
): MemberLook {
  const opening = useMemo(() => ({ session, exhibit }), [session, exhibit]);
  const opened = useLatest(opening, (asked) => asked.session.readExhibit(asked.exhibit), never);
  const reader = opened.answered?.answer ?? null;
  const question = useMemo(() => (reader === null ? null : { reader, path, framing }), [reader, path, framing]);
  const looked = useLatest(question, (asked) => asked.reader.survey(asked.path, asked.framing), never);
  return {
    reader,
    survey: looked.answered?.answer ?? null,
    isPending: opened.isPending || looked.isPending,
    failure: opened.failure ?? looked.failure,
  };
}

/** What a mapping makes of the member, as far as it was read; null before the first answer and without a mapping. */
export function usePreview(
  reader: ExhibitReader | null,
  path: string,
  reading: MappedReading | null,
): { readonly preview: MappingPreview | null; readonly failure: string | null } {
  const [told, setTold] = useState<{ readonly of: MappedReading; readonly preview: MappingPreview } | null>(null);
  const [failed, setFailed] = useState<{ readonly of: MappedReading; readonly message: string } | null>(null);
  useEffect(() => {
    if (reader === null || reading === null) return undefined;
    let isOver = false;
    const tell = (preview: MappingPreview): void => {
      if (!isOver) setTold({ of: reading, preview });
    };
    reader.preview(path, reading, tell).catch((error: unknown) => {
      if (!isOver) setFailed({ of: reading, message: messageOf(error) });
    });
    return () => {
      isOver = true;
    };
  }, [reader, path, reading]);
  return {
    // The one before stays in sight until the next has something to show.
    preview: reading === null ? null : (told?.preview ?? null),
    failure: failed !== null && failed.of === reading ? failed.message : null,
  };
}
