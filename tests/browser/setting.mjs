// Where the browser tests find what they need.

import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const here = dirname(fileURLToPath(import.meta.url));
export const kBrowser = process.env.TIDEWAITER_CHROMIUM || '/usr/bin/chromium';
export const kPhoto = '/usr/share/doc/opencv-doc/examples/data/board.jpg';

/** By the same rule as in firmware/setup/common.sh. */
export function packagesFolder() {
    const { TIDEWAITER_CACHE, XDG_CACHE_HOME } = process.env;
    return resolve(TIDEWAITER_CACHE || join(XDG_CACHE_HOME || join(homedir(), '.cache'), 'tidewaiter'), 'browser-tests');
}
