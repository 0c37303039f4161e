#!/usr/bin/env node
// `npx exhibit` in a checkout: builds what is missing or out of date, then starts the program with what was typed.
import { buildAll } from '../../scripts/build.mjs';

await buildAll();
const { launch } = await import('../../dist/main/launcher.js');
await launch(process.argv.slice(2));
