#!/usr/bin/env node
import module from 'node:module';

// Node 22.1 and newer keep the compiled code of all modules from call to call; NODE_DISABLE_COMPILE_CACHE=1 says no.
module.enableCompileCache?.();
await import('../dist/cli/main.js');
