import * as fc from 'fast-check';

/**
 * Property tests draw the same cases in every run, so that a run on a given state of the code always says the same.
 * `EXHIBIT_SEED=random` draws others (`npm run test:properties`), `EXHIBIT_SEED=<number>` repeats a drawing.
 */
const asked = process.env['EXHIBIT_SEED'] ?? '1';
fc.configureGlobal({ seed: asked === 'random' ? Date.now() & 0x7f_ff_ff_ff : Number(asked) });
