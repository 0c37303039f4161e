/** Checks of values that came over the bridge. Each says whether an unknown value is what a handler may rely on. */
export type Guard<T> = (value: unknown) => value is T;

type Guarded<G> = G extends Guard<infer T> ? T : never;

/** Text of at most `maxLength` UTF-16 units without NUL. */
export function text(maxLength: number): Guard<string> {
  return (value): value is string => typeof value === 'string' && value.length <= maxLength && !value.includes('\0');
}

export function wholeNumber(min: number, max: number): Guard<number> {
  return (value): value is number =>
    Number.isSafeInteger(value) && (value as number) >= min && (value as number) <= max;
}

export const flag: Guard<boolean> = (value): value is boolean => typeof value === 'boolean';

export function oneOf<const T extends string | number>(...allowed: readonly T[]): Guard<T> {
  return (value): value is T => allowed.some((one) => one === value);
}

export function orNull<T>(guard: Guard<T>): Guard<T | null> {
  return (value): value is T | null => value === null || guard(value);
}

export function list<T>(guard: Guard<T>, maxLength: number): Guard<readonly T[]> {
  return (value): value is readonly T[] =>
    Array.isArray(value) && value.length <= maxLength && value.every((one) => guard(one));
}

/** An object with exactly these members: none missing, none more. */
export function shape<const S extends Readonly<Record<string, Guard<unknown>>>>(
  members: S,
): Guard<{ readonly [K in keyof S]: Guarded<S[K]> }> {
  const names = Object.keys(members);
  return (value): value is { readonly [K in keyof S]: Guarded<S[K]> } => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
    if (Object.keys(value).length !== names.length) return false;
    return names.every(
      (name) =>
        Object.hasOwn(value, name) && members[name]?.((value as Readonly<Record<string, unknown>>)[name]) === true,
    );
  };
}

/** An object used as a dictionary. */
export const record: Guard<Readonly<Record<string, unknown>>> = (value): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Exactly these arguments, in this order. */
export function exactly<const G extends readonly Guard<unknown>[]>(
  ...guards: G
): Guard<{ -readonly [I in keyof G]: Guarded<G[I]> }> {
  return (value): value is { -readonly [I in keyof G]: Guarded<G[I]> } =>
    Array.isArray(value) && value.length === guards.length && guards.every((guard, index) => guard(value[index]));
}
