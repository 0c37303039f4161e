/** What the demonstration's evidence holds, as the window writes it. Counted in the files themselves, apart from the program. */
export const EVENTS = '12,941';
/** Those with a time of the incident: all but the nine of the sandbox's report. */
export const DATED = '12,932';
/**
 * Units as their producers wrote them: 25 of them are CloudTrail records delivered twice, each of six pods gives four
 * events, the sandbox's report nine.
 */
export const RECORDS = '12,940';
export const LANES = '24 lanes';

export const ALL_SHOWN = `shown ${EVENTS} of ${EVENTS} events`;
