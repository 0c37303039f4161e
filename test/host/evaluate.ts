import type { WebContentsSlice } from '../../main/slice.js';
import type { PageCheck } from './pages/page.js';

type Call = <K extends keyof PageCheck>(
  name: K,
  ...args: Parameters<PageCheck[K]>
) => Promise<Awaited<ReturnType<PageCheck[K]>>>;

/** Calls a function of the check page. */
export function evaluate(page: WebContentsSlice): Call {
  return (name, ...args) => page.executeJavaScript(`check[${JSON.stringify(name)}](...${JSON.stringify(args)})`);
}
