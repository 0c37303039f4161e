import * as electron from 'electron';
import type { Slice } from './slice.js';
const host: Slice = electron;
void host;
