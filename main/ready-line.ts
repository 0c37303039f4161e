/** What a window start prints on stdout, in front of its host's name, when the first page stands. The launcher waits for it. */
export const READY_LINE = 'Exhibit is ready';
