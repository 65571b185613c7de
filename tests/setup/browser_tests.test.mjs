// The packages of the browser tests are fetched once, as they are pinned, and a failure says what to do.

import assert from 'node:assert/strict';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { root, Sandbox } from './sandbox.mjs';

const kTools = ['bash', 'env', 'dirname', 'basename', 'sed', 'tail', 'sleep', 'mkdir', 'cmp', 'cp', 'rm'];
const kGoodNpm = 'echo "npm $*" >>"$SANDBOX/npm-calls"; mkdir -p "$SANDBOX/cache/browser-tests/node_modules/playwright-core"';

function machine(t, npm) {
    const box = new Sandbox(t);
    box.borrow(...kTools);
    box.program('npm', npm);
    return box;
}

const fetchThem = (box) => box.run('bash', [join(root, 'firmware/setup/browser_tests')], { TIDEWAITER_CACHE: box.path('cache') });
const calls = (box) => box.read('npm-calls').split('\n').filter(Boolean);

test('every package is pinned by version and by its hash, and no registry is named', () => {
    const read = (name) => JSON.parse(readFileSync(join(root, 'tests/browser', name), 'utf8'));
    const { '': own, ...packages } = read('package-lock.json').packages;
    assert.deepEqual(own.dependencies, read('package.json').dependencies);
    for (const version of Object.values(own.dependencies)) assert.match(version, /^\d+\.\d+\.\d+$/);
    for (const [name, entry] of Object.entries(packages)) {
        assert.match(entry.integrity, /^sha512-/, name);
        assert.equal(entry.resolved, undefined, name);
    }
});

test('npm is asked once; the second time nothing is fetched', (t) => {
    const box = machine(t, kGoodNpm);
    assert.equal(fetchThem(box).status, 0);
    const { status, stdout } = fetchThem(box);
    assert.equal(status, 0);
    assert.match(stdout, /all packages are in/);
    assert.equal(calls(box).length, 1);
    assert.match(calls(box)[0], /^npm ci --prefix .* --ignore-scripts/);
});

test('what was removed from the cache is fetched again', (t) => {
    const box = machine(t, kGoodNpm);
    fetchThem(box);
    rmSync(box.path('cache/browser-tests/node_modules'), { recursive: true });
    assert.equal(fetchThem(box).status, 0);
    assert.equal(calls(box).length, 2);
});

test('a failure says what to do, and the next run tries again', (t) => {
    const box = machine(t, 'echo "npm error code ENOTFOUND" >&2; exit 1');
    const { status, stderr } = fetchThem(box);
    assert.equal(status, 1);
    assert.match(stderr, /ENOTFOUND/);
    assert.match(stderr, /Without a network, connect this machine and run the same command again/);
    box.program('npm', kGoodNpm);
    assert.equal(fetchThem(box).status, 0);
    assert.equal(calls(box).length, 1);
});
