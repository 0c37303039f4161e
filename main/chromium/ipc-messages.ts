/** A piece of a message that stands for a path only main can find out. */
export interface FileHandle {
  readonly text: string;
  readonly index: number;
}

/** What the preload's world sends over the binding, as JSON text. */
export type ToMain =
  | {
      readonly type: 'invoke';
      readonly id: number;
      readonly channel: string;
      readonly message: string;
      readonly files: readonly FileHandle[];
    }
  | {
      readonly type: 'send';
      readonly channel: string;
      readonly message: string;
      readonly files: readonly FileHandle[];
    };
