import type { VerificationAnswer } from '../../../parsers/model/verification.js';

export interface Answer extends VerificationAnswer {
  readonly id: AnswerId;
}

export const QUESTIONS = {
  unchanged: 'Is the file unchanged since it was signed?',
  key: 'Does the file say which key signed it, without contradiction?',
  known: 'Is the key known to you?',
  time: 'Was it signed when it says?',
  attachments: 'Are the attachments those that the manifest names?',
  records: 'Do the attached records have the hashes that the report cites?',
  journal: "Does the attached proof of the case's journal hold?",
  'case-journal': "Does every line of the case's journal follow from the one before?",
  'case-complete': "Is the case's journal complete to its end?",
  'case-evidence': 'Is the evidence of the case what was received?',
  'case-members': 'Do the files inside the evidence have the hashes of the ledger?',
  'report-head': 'Does the journal of the case contain the state that the report rests on?',
  'report-export': 'Does the journal of the case state that this very file was exported?',
  'report-exhibits': 'Are the exhibits of the report those of the case?',
  'report-records': 'Do the cited records stand in the evidence, byte for byte?',
  'disclosure-files': 'Are the files of the disclosure those that its list names?',
  'disclosure-journal': 'Does every line of the journal in the disclosure follow from the one before?',
  'disclosure-complete': 'Is the journal in the disclosure complete to its end?',
  'disclosure-contents': 'Do its other files say what its journal says?',
  'disclosure-unchanged': 'Is it the file that was written?',
  'disclosure-report': 'Does its journal contain the state that the report rests on?',
  'disclosure-exhibits': 'Are the exhibits of the report among those of the disclosure?',
  'disclosure-case': 'Is its journal that of the case?',
} as const;

export type AnswerId = keyof typeof QUESTIONS;

export function yes(id: AnswerId, because: string): Answer {
  return { id, question: QUESTIONS[id], answer: 'yes', because, wouldTell: null };
}

export function no(id: AnswerId, because: string): Answer {
  return { id, question: QUESTIONS[id], answer: 'no', because, wouldTell: null };
}

export function cannotTell(id: AnswerId, because: string, wouldTell: string): Answer {
  return { id, question: QUESTIONS[id], answer: 'cannot-tell', because, wouldTell };
}
