/** The arguments cannot be used: exit code 2. The message is one or more sentences for the person at the terminal. */
export class UsageError extends Error {}
