#!/usr/bin/env node
// Node 20 cannot run TypeScript; tsx is registered for this process, and the command line takes over.
import { register } from 'tsx/esm/api';

register();
await import('./qorgan.ts');
