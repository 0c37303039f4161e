import type { Outcome } from '../../model/event.js';
import { asText, at } from '../../model/json.js';
import type { TetragonEvent } from './schema.js';

export interface TetragonOutcome {
  readonly outcome: Outcome;
  /** Tetragon's own words: `KPROBE_ACTION_SIGKILL`, `return value -13`, `signal SIGKILL`. */
  readonly original: string | null;
  readonly ecs: 'success' | 'failure' | 'unknown';
}

const PREVENTS = /^KPROBE_ACTION_(?:OVERRIDE|NOTIFYENFORCER)$/;
const KILLS = /^KPROBE_ACTION_(?:SIGKILL|SIGNAL)$/;
/** Functions that answer 0 or more on success and a negative error number otherwise. */
const ANSWERS_ERRNO = /^(?:__\w+_sys_|sys_|do_sys_|security_|cap_capable$)/;

/**
 * What Tetragon did. An overridden return value means that the function never ran; a signal is sent while the act may already
 * have completed. Everything else it merely saw; the kernel's own refusal stands in the return value.
 */
export function tetragonOutcome({ kind, body }: TetragonEvent): TetragonOutcome {
  const actions = [asText(body['action']), asText(body['return_action'])].filter((word) => word !== null);
  const prevents = actions.find((action) => PREVENTS.test(action));
  if (prevents !== undefined) return { outcome: 'prevented', original: prevents, ecs: 'failure' };
  const kills = actions.find((action) => KILLS.test(action));
  if (kills !== undefined) return { outcome: 'killed', original: kills, ecs: 'unknown' };
  const signal = kind === 'process_exit' ? asText(body['signal']) : null;
  if (signal !== null) return { outcome: 'detected', original: `signal ${signal}`, ecs: 'unknown' };
  const answer = returnValue(body['return']);
  if (answer === null || !ANSWERS_ERRNO.test(asText(body['function_name']) ?? ''))
    return { outcome: 'detected', original: actions[0] ?? null, ecs: 'unknown' };
  return answer < 0n
    ? { outcome: 'failed', original: `return value ${answer}`, ecs: 'failure' }
    : { outcome: 'detected', original: actions[0] ?? null, ecs: 'success' };
}

const SIGNED_BITS = 64;

/** Sizes are unsigned 64-bit numbers in which an error number wraps around. */
function returnValue(value: unknown): bigint | null {
  const text = ['int_arg', 'long_arg', 'size_arg'].map((name) => asText(at(value, name))).find((each) => each !== null);
  return text === undefined || text === null || !/^-?\d{1,20}$/.test(text)
    ? null
    : BigInt.asIntN(SIGNED_BITS, BigInt(text));
}
