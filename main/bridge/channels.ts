/** Names under which the preload and main meet. */
export const CALL_CHANNEL = 'exhibit.call';
export const EVENT_CHANNEL = 'exhibit.event';
export const DROP_CHANNEL = 'exhibit.drop';
