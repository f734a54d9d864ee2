#!/usr/bin/env node
import { setFlagsFromString } from 'node:v8';
// Node 20 cannot run TypeScript; tsx is registered for this process, and the command line takes over.
import { register } from 'tsx/esm/api';

// By itself V8 lets read pages pile up to several times what is alive before it clears them away: a sweep of some hours
// beside a browser on a laptop has better use for that memory. Slows no search (pipeline/jobs/README.md, Measured).
setFlagsFromString('--heap-growing-percent=30');

register();
await import('./qorgan.ts');
