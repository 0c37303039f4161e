import type { EvidenceFile } from '../io/evidence-file.js';
import type { IsCancelled } from '../io/import-sink.js';
import type { NamedFraming } from '../model/framing.js';
import { asObject } from '../model/json.js';
import { recordsInHead } from '../probe.js';
import { columnsOf, columnSetDigest, type ColumnFacts } from './columns.js';
import { findMember } from './find-member.js';
import { framingChoices, SURVEYED, type FramingChoice } from './framings.js';
import { proposeColumns, type ColumnsProposal } from './propose-columns.js';
import { proposeLayout, type LayoutProposal } from './propose-layout.js';

/** Bytes of a member's start that are looked at. */
const SURVEY_BYTES = 1024 * 1024;

/** What a member looks like to somebody who wants to say what its columns are. */
export interface MemberSurvey {
  /** Ways in which its records may lie, the likeliest first. */
  readonly framings: readonly FramingChoice[];
  readonly framing: NamedFraming;
  /** Records looked at. */
  readonly records: number;
  readonly columns: readonly ColumnFacts[];
  /** By it a mapping of these columns is remembered. */
  readonly digest: string;
  readonly proposal: ColumnsProposal;
  readonly layout: LayoutProposal;
}

/**
 * Looks at the start of one member, under the framing asked for or else the likeliest. Null where the member is not there, or
 * holds no records with columns.
 */
export async function surveyMember(
  files: readonly EvidenceFile[],
  path: string,
  framing: NamedFraming | null,
  isCancelled: IsCancelled,
): Promise<MemberSurvey | null> {
  let survey: MemberSurvey | null = null;
  await findMember(
    files,
    path,
    async ({ name, stream }) => {
      const head = await stream.peek(SURVEY_BYTES + 1);
      survey = surveyHead(name, head.subarray(0, SURVEY_BYTES), head.length <= SURVEY_BYTES, framing);
    },
    isCancelled,
  );
  return survey;
}

/** The same for the start of a member's content; `isWhole`: it ends there. */
export function surveyHead(
  name: string,
  head: Uint8Array,
  isWhole: boolean,
  wanted: NamedFraming | null,
): MemberSurvey | null {
  const framings = framingChoices(name, head, isWhole);
  const framing = wanted ?? framings[0]?.framing;
  if (framing === undefined) return null;
  const { samples } = recordsInHead(head, isWhole, framing, SURVEYED);
  const records = samples.flatMap(({ value }) => asObject(value) ?? []);
  const columns = columnsOf(records);
  return {
    framings,
    framing,
    records: records.length,
    columns,
    digest: columnSetDigest(columns, records),
    proposal: proposeColumns(columns),
    layout: proposeLayout(columns),
  };
}
