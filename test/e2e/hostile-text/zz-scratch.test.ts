import { it } from 'vitest';
import { HostileCase } from './hostile-case.js';
it('x', async () => {
  const c = new HostileCase();
  const { result } = await c.make();
  console.log(c.root, result.code, JSON.stringify(result.stdout.toString()), JSON.stringify(result.stderr.toString()));
}, 300000);
