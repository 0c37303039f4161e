/** Help of the command line, as printed by `exhibit --help` and `exhibit <command> --help`. */

const EXIT_CODES = `Exit codes
  0  all went well
  1  done, but evidence has rejected records or open zone questions
  2  unusable arguments, nothing was done
  3  failure; the message says what and what to do`;

const EVIDENCE = `<evidence>  files or folders: archives, logs, dumps, exports, in any mix. Each becomes an exhibit of
            its own. Evidence is read only.`;

const CASE = `--case <folder>   the case; made if it does not exist and evidence is given. Without it a temporary case is
                  used that is removed afterwards, and evidence is read where it lies.
--meta <file>     JSON with what the case is: number, title, examiner, organisation, questions (a list),
                  displayZone (Europe/Berlin), kind (case or demonstration). All may be left out.
--origin <text>   where the evidence comes from, in your words
--reference       leave the evidence where it is instead of copying it into the case
--format <member>=<format>   read a member as this format, whatever its content says ('logs/app.log=falco'), or not
                  at all ('notes.txt=not-evidence'); journalled. May be repeated.`;

const indent = (text: string): string => text.replaceAll(/^/gm, '  ');

export const COMMANDS = {
  formats: `exhibit formats [--json]

Prints the evidence formats that Exhibit reads, how sure each is, and its parser version.

Options
  --json            the same as JSON`,
  import: `exhibit import <evidence...> --case <folder> [--json] [--out <file>]

Receives evidence into a case and prints the ledger: what was read, understood and rejected.

${indent(EVIDENCE)}

Options
${indent(CASE)}
  --json            the ledger as JSON
  --out <file>      write it there instead of to standard output

${EXIT_CODES}`,
  events: `exhibit events (<evidence...> | --case <folder>) [--query <query>] [--out <file>] [--csv]

Prints normalised events in order of time, one JSON object per line. Events without a place in time come last and
have no @timestamp.

${indent(EVIDENCE)}

Options
${indent(CASE)}
  --query <query>   only events that fit, as in the window: 'container.id: 3f2a* and not exhibit.outcome: prevented'
  --zone <member>=<zone>   zone of a member whose times have none: 'logs/app.csv=Europe/Berlin', 'a.log=+02:00';
                    for a file that is no archive the member is empty: '=UTC'. May be repeated.
  --year <member>=<year>   year of the first time of a member whose times have none (syslog): 'var/log/auth.log=2026';
                    where dates fall back by more than three months the next year has begun. May be repeated.
  --csv             as a table; what a spreadsheet would run as a formula is made harmless
  --out <file>      write there instead of to standard output

${EXIT_CODES}`,
  report: `exhibit report (<evidence...> | --case <folder>) --out <report.pdf> [--annotations <file>]

Writes the report as PDF, with ledger, cited records and their hashes attached.

${indent(EVIDENCE)}

Options
${indent(CASE)}
  --out <file>      the PDF; an existing file is replaced
  --annotations <file>   JSON with annotations, steps, links and findings: docs/annotations-file.md
  --issue           issues it instead of exporting a draft: it is signed, kept in the case's reports folder for
                    good and journalled; --out gets a copy. Barred while obligatory fields or reviews are missing.
  --sign <key>      with --issue: signs with the key in a PKCS#12 file (.p12, .pfx), whose passphrase is asked for
                    or taken from EXHIBIT_PASSPHRASE; without it with a key that Exhibit makes for the examiner
                    and keeps. The demonstration is signed with a key of its own.
  --certificate <file>   writes the certificates of the key that signs, for those who will verify
  --date <date>     date of the report as stated by you (2026-11-23T08:00:00Z); without it the laptop's clock

${EXIT_CODES}`,
  verify: `exhibit verify <report.pdf> [--case <folder>] [--trust <certificate|fingerprint>] [--json]
exhibit verify <disclosure.tar> [--report <report.pdf>] [--case <folder>] [--json]
exhibit verify <case folder> [--json]

Answers separate questions, each with yes, no or cannot tell. Of a report: whether it is unchanged since it was
signed, and by which key; whether its attachments, records and journal fit. Of a disclosure: whether its files are
those of its list, and whether its journal holds, lines given as their hash alone included. Of a case: whether its
journal holds, and whether its evidence is what was received. With --case or --report: whether they fit each other.
Nothing is changed; no browser is needed.

Options
  --case <folder>   holds the report or the disclosure against this case: a report down to the bytes of every cited
                    record, a disclosure to the last file
  --report <file>   holds the disclosure against this report, which is checked as well
  --trust <what>    certificate (PEM or DER) or fingerprint (SHA-256) that the examiner gave you in another way
                    than with the report. May be repeated. Without it nobody can say whose key signed.
  --json            the answers as JSON: docs/verifying.md

Exit codes
  0  no answer is no; what cannot be told is said in words
  1  an answer is no
  2  unusable arguments, nothing was done
  3  failure; the message says what and what to do`,
  archive: `exhibit archive <case folder> --out <file> [--without-evidence]

Writes a case into one file: journal, reports and evidence, also evidence that was left where it lay. The export is
journalled.

Options
  --out <file>           the archive, by custom case.exhibit; nothing may be there
  --without-evidence     leaves the evidence out; it is found again by its hash where the archive is opened

${EXIT_CODES}`,
  'open-archive': `exhibit open-archive <archive> --case <folder> [--evidence <path>...]

Makes a case folder of an archive. One that is damaged, or does not say the truth about itself, is refused.

Options
  --case <folder>        the case folder to make
  --evidence <path>      a file, or a folder to look in, for evidence that did not come along; it may lie there
                         under any name. May be repeated.

${EXIT_CODES}`,
} as const;

export type CommandName = keyof typeof COMMANDS;

export const OVERVIEW = `Exhibit opens the remains of dead containers, offline: one time line, a kill chain, a report that others can check.

exhibit                                        opens the window
exhibit formats                                formats that are read
exhibit import <evidence...> --case <folder>   receives evidence, prints the ledger
exhibit events (<evidence...> | --case <folder>)   prints normalised events
exhibit report (<evidence...> | --case <folder>) --out report.pdf
exhibit verify <report.pdf | case folder>      tells what holds of a report or a case
exhibit archive <case folder> --out case.exhibit    the case in one file
exhibit open-archive <archive> --case <folder>      a case folder of an archive

exhibit <command> --help   options of a command
exhibit --version          version

${EXIT_CODES}`;
