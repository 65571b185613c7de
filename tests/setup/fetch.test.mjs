// A download that is tampered with, cut short or not the pinned one is refused; what is there needs no network.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync, truncateSync, writeFileSync }
    from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { root, Sandbox } from './sandbox.mjs';

const kNoNetwork = 'echo "npm error code ENOTFOUND" >&2; echo "npm error network request failed" >&2; exit 1';
const kDeliver = 'while [ "$1" != --pack-destination ]; do shift; done; cp "$SANDBOX/served.tgz" "$2/made-up-1.0.0.tgz"';
const kContent = { 'lib/x64/a.so': 'for Intel', 'lib/arm64/a.so': 'for ARM', 'model.onnx': 'weights '.repeat(100) };

const hash = (algorithm, data, encoding) => createHash(algorithm).update(data).digest(encoding);

/** A sandbox with a package, a list that pins it, and an npm that delivers it. */
function world(t) {
    const box = new Sandbox(t);
    box.borrow('tar', 'gzip', 'cp');
    box.program('npm', kDeliver);
    for (const [name, content] of Object.entries({ ...kContent, 'unused.txt': 'x' })) box.write(`package/${name}`, content);
    pack(box);
    const file = (path, cache, arch) => ({ path, cache, arch, sha256: hash('sha256', kContent[path], 'hex'), bytes: kContent[path].length });
    box.list = { packages: [{
        name: 'made-up', version: '1.0.0', purpose: 'a test',
        files: [file('lib/x64/a.so', 'made-up/a.so', 'x64'), file('lib/arm64/a.so', 'made-up/a.so', 'arm64'), file('model.onnx', 'made-up/model.onnx')],
    }] };
    pin(box);
    return box;
}

function pack(box) {
    execFileSync('tar', ['-czf', box.path('served.tgz'), '-C', box.directory, 'package']);
}

function pin(box) {
    const tarball = readFileSync(box.path('served.tgz'));
    Object.assign(box.list.packages[0], { integrity: `sha512-${hash('sha512', tarball, 'base64')}`, bytes: tarball.length });
}

function fetch(box, environment = {}, ...args) {
    const list = box.write('downloads.json', JSON.stringify(box.list));
    return box.run(process.execPath, [join(root, 'firmware/setup/fetch.mjs'), '--list', list, ...args],
        { TIDEWAITER_CACHE: box.path('cache'), TIDEWAITER_ARCH: 'x64', ...environment });
}

/** One sentence, no stack, nothing half-done in the cache. */
function assertRefused(box, result, sentence) {
    assert.equal(result.status, 1, result.stdout + result.stderr);
    assert.match(result.stderr, sentence);
    assert.equal(result.stderr.trim().split('\n').length, 1, result.stderr);
    if (existsSync(box.path('cache'))) assert.deepEqual(readdirSync(box.path('cache')).filter((name) => name.startsWith('.fetch')), []);
}

test('a first run puts the listed files, and no others, into the cache', (t) => {
    const box = world(t);
    assert.equal(fetch(box).status, 0);
    assert.equal(box.read('cache/made-up/a.so'), 'for Intel');
    assert.equal(box.read('cache/made-up/model.onnx'), kContent['model.onnx']);
    assert.deepEqual(readdirSync(box.path('cache/made-up')).sort(), ['a.so', 'model.onnx']);
});

test('on 64-bit ARM the ARM library is taken', (t) => {
    const box = world(t);
    assert.equal(fetch(box, { TIDEWAITER_ARCH: 'arm64' }).status, 0);
    assert.equal(box.read('cache/made-up/a.so'), 'for ARM');
});

test('a second run never calls npm', (t) => {
    const box = world(t);
    fetch(box);
    box.program('npm', 'touch "$SANDBOX/called"; exit 1');
    const second = fetch(box);
    assert.equal(second.status, 0, second.stderr);
    assert.match(second.stdout, /verified/);
    assert.equal(existsSync(box.path('called')), false);
});

test('a package with one changed byte is refused', (t) => {
    const box = world(t);
    const bytes = readFileSync(box.path('served.tgz'));
    bytes[bytes.length >> 1] ^= 1;
    writeFileSync(box.path('served.tgz'), bytes);
    assertRefused(box, fetch(box), /made-up@1\.0\.0 is refused: its SHA-512 is not the pinned one\. Expected sha512-.*found sha512-/);
    assert.equal(existsSync(box.path('cache/made-up')), false);
});

test('a package that was cut short is refused', (t) => {
    const box = world(t);
    truncateSync(box.path('served.tgz'), 100);
    assertRefused(box, fetch(box), /refused.*it has 100 of \d+ bytes, so it was cut short/);
    assert.equal(existsSync(box.path('cache/made-up')), false);
});

test('a package that the list pins otherwise is refused', (t) => {
    const box = world(t);
    box.list.packages[0].integrity = `sha512-${'A'.repeat(86)}==`;
    assertRefused(box, fetch(box), /Expected sha512-AAAA/);
});

test('a file in the right package that is not the listed one is refused', (t) => {
    const box = world(t);
    box.list.packages[0].files[2].sha256 = '0'.repeat(64);
    assertRefused(box, fetch(box), /model\.onnx of made-up@1\.0\.0 is refused: it is changed/);
    assert.equal(existsSync(box.path('cache/made-up/a.so')), false);
});

test('a link in place of a listed file is refused', (t) => {
    const box = world(t);
    rmSync(box.path('package/model.onnx'));
    symlinkSync('/etc/passwd', box.path('package/model.onnx'));
    pack(box);
    pin(box);
    assertRefused(box, fetch(box), /model\.onnx.*refused: it is not a plain file/);
});

test('a listed file that the package lacks is named', (t) => {
    const box = world(t);
    rmSync(box.path('package/model.onnx'));
    pack(box);
    pin(box);
    assertRefused(box, fetch(box), /made-up@1\.0\.0 cannot be unpacked/);
});

test('a cached file that was cut short is fetched again', (t) => {
    const box = world(t);
    fetch(box);
    truncateSync(box.path('cache/made-up/model.onnx'), 5);
    const again = fetch(box);
    assert.equal(again.status, 0, again.stderr);
    assert.match(again.stdout, /model\.onnx in the cache is 5 bytes long instead of 800: fetching it again/);
    assert.equal(box.read('cache/made-up/model.onnx'), kContent['model.onnx']);
});

test('a changed cached file is never used, even without network', (t) => {
    const box = world(t);
    fetch(box);
    box.write('cache/made-up/a.so', 'for Imtel');
    box.program('npm', kNoNetwork);
    assertRefused(box, fetch(box), /no network/);
    assertRefused(box, fetch(box, {}, '--check'), /damaged there: made-up@1\.0\.0; run firmware\/setup\/install/);
});

const npmFailures = [
    { what: 'no network', npm: kNoNetwork, sentence: /^set-up: no network: made-up@1\.0\.0 \(a test\) is needed and not in the cache\. Connect/ },
    { what: 'a refused connection', npm: 'echo "npm ERR! code ECONNREFUSED" >&2; exit 1', sentence: /no network/ },
    { what: 'a package npm itself refuses', npm: 'echo "npm error code EINTEGRITY" >&2; exit 1', sentence: /damaged or changed on its way/ },
    { what: 'a registry that lacks the package', npm: 'echo "npm error code E404" >&2; exit 1', sentence: /registry does not have made-up@1\.0\.0/ },
    { what: 'a certificate that is not trusted', npm: 'echo "npm ERR! code SELF_SIGNED_CERT_IN_CHAIN" >&2; exit 1', sentence: /does not trust.*\(SELF_SIGNED_CERT_IN_CHAIN\).*NODE_EXTRA_CA_CERTS/ },
    { what: 'an unforeseen failure', npm: 'printf "npm ERR! code EWEIRD\\nnpm ERR! odd\\n\\nnpm ERR! A complete log of this run\\n" >&2; exit 7', sentence: /npm says: code EWEIRD; odd$/m },
    { what: 'an npm that brings nothing', npm: 'exit 0', sentence: /brought 0 packages instead of one/ },
];
for (const { what, npm, sentence } of npmFailures) {
    test(`${what} is said in one sentence`, (t) => {
        const box = world(t);
        box.program('npm', npm);
        assertRefused(box, fetch(box), sentence);
    });
}

test('a missing npm is said in one sentence', (t) => {
    const box = world(t);
    rmSync(join(box.bin, 'npm'));
    assertRefused(box, fetch(box), /npm cannot be started; run firmware\/setup\/install/);
});

test('harmless warnings of npm are not shown', (t) => {
    const box = world(t);
    box.program('npm', `echo 'npm warn Unknown user config "nodedir"' >&2; ${kDeliver}`);
    const { status, stdout, stderr } = fetch(box);
    assert.equal(status, 0);
    assert.doesNotMatch(stdout + stderr, /nodedir/);
});

test('an unknown processor is named, with the known ones and the way out', (t) => {
    const box = world(t);
    assertRefused(box, fetch(box, { TIDEWAITER_ARCH: 'mips' }), /processor 'mips'.*x64 and arm64.*TIDEWAITER_ONNXRUNTIME_ROOT/);
});

test('a cache that cannot be written is said in one sentence', (t) => {
    const box = world(t);
    box.write('file', '');
    assertRefused(box, fetch(box, { TIDEWAITER_CACHE: box.path('file/cache') }), /cannot write to the cache.*TIDEWAITER_CACHE=DIR/);
});

test('a broken list and an unknown argument are named', (t) => {
    const box = world(t);
    assertRefused(box, fetch(box, {}, '--list', box.write('broken.json', '{"packages":')), /cannot read the list of downloads .*broken\.json/);
    assertRefused(box, fetch(box, {}, '--fast'), /unknown argument '--fast'; known are/);
});

test('the cache is where XDG_CACHE_HOME says', (t) => {
    const box = world(t);
    assert.equal(fetch(box, { TIDEWAITER_CACHE: '', XDG_CACHE_HOME: box.path('xdg') }).status, 0);
    assert.equal(box.read('xdg/tidewaiter/made-up/a.so'), 'for Intel');
    mkdirSync(box.path('empty'));
    assert.equal(fetch(box, { TIDEWAITER_CACHE: '' }).status, 0);
    assert.equal(box.read('.cache/tidewaiter/made-up/a.so'), 'for Intel');
});

test('the list of the project names everything that is needed to trust a file', () => {
    const { packages } = JSON.parse(readFileSync(join(root, 'models/downloads.json'), 'utf8'));
    for (const entry of packages) {
        for (const key of ['name', 'version', 'license', 'source', 'purpose']) assert.ok(entry[key], `${entry.name}: ${key}`);
        assert.match(entry.integrity, /^sha512-[A-Za-z0-9+/]{86}==$/);
        for (const file of entry.files) {
            assert.match(file.sha256, /^[0-9a-f]{64}$/);
            assert.ok(file.bytes > 0 && !file.cache.includes('..'), file.path);
        }
    }
    const runtime = packages[0].files.map((file) => file.arch).sort();
    assert.deepEqual(runtime, ['arm64', 'x64']);
    assert.equal(packages[0].name, 'onnxruntime-node', 'ocr/onnxruntime.cmake takes the version from the first package');
});
