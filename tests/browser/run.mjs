#!/usr/bin/env node
// Runs the browser tests: run.mjs PROGRAM BUILD_FOLDER. Ends with 77 and a reason where there is no browser to run them in.

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { here, kBrowser, packagesFolder } from './setting.mjs';

const kSkipped = 77;
const kCases = ['first_start', 'overrule', 'blind', 'phone', 'language', 'keyboard', 'interruptions', 'hold', 'screens'];

function missing() {
    if (!existsSync(kBrowser)) return `there is no browser at ${kBrowser}; install Debian's package chromium`;
    if (!existsSync(join(packagesFolder(), 'node_modules/playwright-core'))) {
        return `playwright-core is not in ${packagesFolder()}; run firmware/setup/browser_tests`;
    }
    return undefined;
}

const [program, build, ...chosen] = process.argv.slice(2);
if (!program || !build) {
    console.error('run.mjs: name the program and the build folder: run.mjs build/tidewaiter build [CASE...]');
    process.exit(2);
}
const reason = missing();
if (reason) {
    console.log(`skipped: ${reason}`);
    process.exit(kSkipped);
}
const environment = { ...process.env, TIDEWAITER_PROGRAM: program, TIDEWAITER_BUILD: build };
let status = 0;
for (const name of chosen.length ? chosen : kCases) {
    const run = spawnSync(process.execPath, [join(here, `${name}.test.mjs`)], { stdio: 'inherit', env: environment });
    if (run.status !== 0) status = 1;
}
process.exit(status);
