import { useMemo, useState, type ReactElement } from 'react';
import type { ExhibitBridge } from '../../../main/bridge/contract.js';
import type { NamedFraming } from '../../../parsers/model/framing.js';
import type { MemberLedger } from '../../../parsers/model/ledger.js';
import { READABLE_FORMATS } from '../../session/readable-formats.js';
import type { CaseSession } from '../../session/session.js';
import { attempt } from '../../ui-state/attempt.js';
import { changeSettings } from '../../ui-state/change-settings.js';
import { ui, useUi } from '../../ui-state/ui-state.js';
import { Button } from '../../ui/button.js';
import { Segments, SelectField, Typeahead, type Choice } from '../../ui/choices.js';
import { cutText } from '../../ui/cut-text.js';
import { Dialog } from '../../ui/dialog.js';
import { EvidenceText } from '../../ui/evidence-text.js';
import { TextField } from '../../ui/fields.js';
import { Notice } from '../../ui/messages.js';
import { Progress } from '../../ui/progress.js';
import { countedText } from '../../ui/quantities.js';
import { ZoneField } from '../../ui/zone-field.js';
import { ColumnsForm } from './columns-form.js';
import { LayoutForm } from './layout-form.js';
import { MappingPreview } from './mapping-preview.js';
import {
  draftFault,
  firstDraft,
  firstFraming,
  mappedReading,
  mappingFault,
  readingOf,
  remembering,
  withSurvey,
  type ReadingDraft,
  type Way,
} from './reading-draft.js';
import { SameColumns, type SameMember } from './same-columns.js';
import { useMember, usePreview, type MemberLook } from './use-member.js';
import './mapper.css';

const WAYS: readonly Choice<Way>[] = [
  { id: 'content', label: 'As its content says' },
  { id: 'format', label: 'Another format' },
  { id: 'columns', label: 'Columns by hand' },
  { id: 'dta', label: 'DTA report' },
  { id: 'not-evidence', label: 'Not evidence' },
];

export interface ReadingDialogProps {
  readonly bridge: ExhibitBridge;
  readonly session: CaseSession;
  /** Number of the exhibit. */
  readonly exhibit: string;
  /** Path of the member. */
  readonly path: string;
  readonly onClose: () => void;
}

/** How one member is read: the examiner's word against its content, with what comes out of it. */
export function ReadingDialog(props: ReadingDialogProps): ReactElement | null {
  const { session, exhibit, path, onClose } = props;
  const line = session.ledger().exhibits.find(({ number }) => number === exhibit);
  const member = line?.members.find((each) => each.path === path);
  if (line === undefined || member === undefined) return null;
  return (
    <ReadingForm
      {...props}
      key={`${exhibit}/${path}`}
      member={member}
      name={path === '' ? line.name : path}
      candidates={line.members.filter((each) => each.path !== path && isUnknown(each)).map((each) => each.path)}
      onClose={onClose}
    />
  );
}

/** Members that nobody but the examiner can name the columns of. */
function isUnknown({ format, stated }: MemberLedger): boolean {
  return stated === undefined && (format === 'csv' || format === 'unrecognised');
}

function ReadingForm({
  bridge,
  session,
  exhibit,
  path,
  member,
  name,
  candidates,
  onClose,
}: ReadingDialogProps & {
  readonly member: MemberLedger;
  readonly name: string;
  readonly candidates: readonly string[];
}): ReactElement {
  const stated = member.stated?.reading;
  const first = useMemo(() => firstDraft(member), [member]);
  const [wanted, setWanted] = useState<NamedFraming | null>(() => firstFraming(first.way, stated));
  const look = useMember(session, exhibit, path, wanted);
  const { settings } = ui.get();
  /** Holds for one framing: under another one the columns are others. */
  const [mapped, setMapped] = useState<Partial<ReadingDraft>>({});
  const [said, setSaid] = useState<Partial<ReadingDraft>>({});
  const [same, setSame] = useState<readonly SameMember[]>([]);
  const { survey } = look;
  const draft = useMemo(() => {
    const begun = survey === null ? first : withSurvey(first, survey, stated, settings.mappings);
    return { ...begun, ...said, ...mapped };
  }, [first, said, mapped, survey, stated, settings]);
  const framing = survey?.framing ?? null;
  const reading = useMemo(() => mappedReading(draft, framing), [draft, framing]);
  const zone = useUi((view) => view.zone);
  const { preview, failure } = usePreview(look.reader, path, reading);
  const fault = draftFault(draft, framing);
  const isMapped = draft.way === 'columns' || draft.way === 'dta';
  const asksZone = isMapped && (preview?.zoneless ?? 0) > 0;
  const change = (changes: Partial<ReadingDraft>): void => setSaid({ ...said, ...changes });
  const changeFraming = (next: NamedFraming | null): void => {
    setMapped({});
    setSame([]);
    setWanted(next);
  };
  const save = (): void => {
    const about = {
      exhibit,
      reason: draft.reason.trim(),
      ...(asksZone && draft.zone !== null ? { zone: draft.zone } : {}),
    };
    const others = reading === null ? [] : same;
    const readings = [
      { ...about, member: path, reading: readingOf(draft, framing) },
      ...others.map((each) => ({ ...about, member: each.path, reading: readingOf(draft, each.framing) })),
    ];
    // The exhibit is read again, which may take long: progress stands over the window.
    onClose();
    void attempt('The member could not be read as stated', () => session.act({ type: 'readings-stated', readings }));
    if (reading !== null && survey !== null)
      void changeSettings(bridge, { mappings: remembering(settings.mappings, survey.digest, reading.mapping) });
  };
  return (
    <Dialog
      title="How this member is read"
      isOpen
      onClose={onClose}
      isWide
      actions={
        <>
          <span className="field-hint grow">{fault}</span>
          <Button command="dialog.close" onPress={onClose}>
            Cancel
          </Button>
          <Button command="reading.save" tone="primary" isDisabled={fault !== null} onPress={save}>
            Read it so
          </Button>
        </>
      }
    >
      <div className="stack">
        <p>
          <strong>{exhibit}</strong> <EvidenceText text={name} isMono />
          <br />
          <span className="muted">
            Now read as {member.format}. <EvidenceText text={cutText(member.formatReason, REASON_CHARACTERS)} />
          </span>
        </p>
        <Segments
          label="Read it"
          choices={WAYS}
          value={draft.way}
          onChange={(way) => {
            change({ way });
            changeFraming(firstFraming(way, stated));
          }}
        />
        <WayHint way={draft.way} />
        {draft.way === 'format' && <FormatField value={draft.format} onChange={(format) => change({ format })} />}
        {isMapped && (
          <div className="mapper">
            <div className="stack">
              <Mapped
                look={look}
                draft={draft}
                onChange={(changes) => setMapped({ ...mapped, ...changes })}
                onFraming={changeFraming}
              />
            </div>
            {survey !== null && (
              <MappingPreview
                preview={reading === null ? null : preview}
                failure={failure}
                fault={mappingFault(draft)}
                zone={zone}
              />
            )}
          </div>
        )}
        {isMapped && survey !== null && look.reader !== null && (
          <SameColumns
            key={survey.digest}
            reader={look.reader}
            candidates={candidates}
            digest={survey.digest}
            chosen={same}
            onChange={setSame}
          />
        )}
        {asksZone && (
          <ZoneField
            label="Zone of the times that state none (leave it open and the ledger asks)"
            value={draft.zone ?? ''}
            onChange={(next) => change({ zone: next === '' ? null : next })}
            whenEmpty=""
          />
        )}
        <TextField
          label="What this rests on"
          value={draft.reason}
          onChange={(reason) => change({ reason })}
          rows={2}
          isRequired
          placeholder="Column names of the vendor's export, manual section 4"
        />
      </div>
    </Dialog>
  );
}

/** Longest reason that is repeated here; the ledger has it whole. */
const REASON_CHARACTERS = 240;

const HINTS: { readonly [way in Way]: string } = {
  content: 'Takes back what you stated; the content decides again.',
  format: 'The records are read by the format you choose, in the framing that gives most of them.',
  columns: 'You say what the columns or keys mean. Proposals are made by their names and contents.',
  dta: 'You say where a report of a dynamic analysis holds its behaviours, indicators and times.',
  'not-evidence': 'The member is not read. It stays in the exhibit, hashed, and the ledger and the report say so.',
};

function WayHint({ way }: { readonly way: Way }): ReactElement {
  return (
    <p className="field-hint">
      {HINTS[way]} The act is journalled and can be undone; the exhibit is read again from its copy, and the ids of its
      events stay.
    </p>
  );
}

function FormatField({
  value,
  onChange,
}: {
  readonly value: string | null;
  readonly onChange: (format: string | null) => void;
}): ReactElement {
  return (
    <Typeahead
      label="Format"
      value={value}
      onChange={onChange}
      search={searchFormats}
      labelOf={titleOf}
      placeholder="Type a name, e.g. Falco"
    />
  );
}

function searchFormats(text: string): readonly Choice<string>[] {
  const wanted = text.trim().toLowerCase();
  return READABLE_FORMATS.filter(({ id, title }) => `${id} ${title}`.toLowerCase().includes(wanted)).map(
    ({ id, title }) => ({ id, label: title, note: id }),
  );
}

function titleOf(id: string): string {
  return READABLE_FORMATS.find((format) => format.id === id)?.title ?? id;
}

function Mapped({
  look,
  draft,
  onChange,
  onFraming,
}: {
  readonly look: MemberLook;
  readonly draft: ReadingDraft;
  readonly onChange: (changes: Partial<ReadingDraft>) => void;
  readonly onFraming: (framing: NamedFraming) => void;
}): ReactElement {
  const { survey, isPending, failure } = look;
  if (failure !== null) return <Notice tone="error">The member could not be looked into: {failure}</Notice>;
  if (survey === null)
    return isPending ? (
      <Progress label="Looking into the member" part={null} />
    ) : (
      <Notice tone="warning">No records with columns or keys were found in this member.</Notice>
    );
  const framings = survey.framings.map(({ framing, words, records }) => ({
    id: JSON.stringify(framing),
    label: words,
    note: countedText(records, 'record'),
    framing,
  }));
  return (
    <>
      <SelectField
        label="Its records are"
        choices={framings}
        value={JSON.stringify(survey.framing)}
        onChange={(key) => {
          const chosen = framings.find(({ id }) => id === key);
          if (chosen !== undefined) onFraming(chosen.framing);
        }}
      />
      {draft.way === 'columns' ? (
        <ColumnsForm survey={survey} mapping={draft.columns} onChange={(columns) => onChange({ columns })} />
      ) : (
        <LayoutForm survey={survey} layout={draft.layout} onChange={(layout) => onChange({ layout })} />
      )}
    </>
  );
}
