// Set-up installs what is missing and nothing else, and says in one sentence why it cannot.

import assert from 'node:assert/strict';
import { readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { root, Sandbox } from './sandbox.mjs';

const kTools = ['bash', 'env', 'dirname', 'basename', 'sed', 'tr', 'grep', 'cat', 'tail', 'sleep', 'mkdir', 'awk', 'node'];
const kDebian = 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nID=debian\nVERSION_ID="12"\n';
const kUbuntu = 'PRETTY_NAME="Ubuntu 24.04 LTS"\nID=ubuntu\nID_LIKE=debian\nVERSION_ID="24.04"\n';

const packages = readFileSync(join(root, 'firmware/setup/packages.txt'), 'utf8').split('\n')
    .filter((line) => line && !line.startsWith('#'))
    .map((line) => /^(\S+)\s+([^\s?@]+)(?:\?([^\s@]+))?(?:@(\S+))?\s+(.+)$/.exec(line));
const names = packages.map((match) => match[2]);

/** A Debian 12 with root, on which every package is installed and every download in the cache. */
function machine(t) {
    const box = new Sandbox(t);
    box.borrow(...kTools);
    box.release = box.write('os-release', kDebian);
    installed(box, names);
    box.program('id', 'echo 0');
    box.program('npm', 'echo "npm error code ENOTFOUND" >&2; exit 1');
    box.program('apt-get', 'echo "apt-get $*" >>"$SANDBOX/apt-calls"');
    return box;
}

function installed(box, list) {
    box.write('installed', list.map((name) => `${name} installed\n`).join(''));
    box.program('dpkg-query', 'cat "$SANDBOX/installed"');
}

function install(box, args = ['--tests'], environment = {}) {
    return box.run('bash', [join(root, 'firmware/setup/install'), ...args],
        { TIDEWAITER_OS_RELEASE: box.release, TIDEWAITER_CACHE: box.path('cache'), ...environment });
}

const without = (...missing) => names.filter((name) => !missing.includes(name));

test('a made-up program never overwrites the machine\'s own', (t) => {
    const box = new Sandbox(t);
    const own = box.write('own/tool', 'the machine\'s own');
    symlinkSync(own, join(box.bin, 'tool'));
    box.program('tool', 'echo made up');
    assert.equal(box.read('own/tool'), 'the machine\'s own');
    assert.equal(box.run('tool', []).stdout, 'made up\n');
});

test('every package has a known group and a reason', () => {
    for (const match of packages) {
        assert.ok(match, 'a line of packages.txt that is not GROUP PACKAGE REASON');
        assert.match(match[1], /^(build|demo|tests)$/);
    }
    assert.equal(new Set(names).size, names.length, 'a package is listed twice');
});

// The scene renderer, which the demo draws with, is configured together with the tests.
test('no library is installed for the tests alone', () => {
    const kNotConfigured = ['libclang-rt-14-dev'];
    const late = packages.filter((match) => match[1] === 'tests' && match[2].endsWith('-dev')).map((match) => match[2]);
    assert.deepEqual(late, kNotConfigured);
});

test('where everything is installed, apt-get is not called', (t) => {
    const box = machine(t);
    const { stdout } = install(box);
    assert.match(stdout, /== Packages\n {2}all there\n== Downloads/);
    assert.equal(box.read('apt-calls'), '');
});

test('only what is missing is installed, without recommended packages', (t) => {
    const box = machine(t);
    installed(box, without('libzbar-dev', 'cmake'));
    install(box);
    const [update, install_] = box.read('apt-calls').trim().split('\n');
    assert.match(update, / update$/);
    assert.match(install_, /install -y --no-install-recommends .* cmake libzbar-dev$/);
});

test('a package whose removal left its configuration behind counts as missing', (t) => {
    const box = machine(t);
    installed(box, without('cmake'));
    box.write('installed', `${box.read('installed')}cmake config-files\n`);
    install(box);
    assert.match(box.read('apt-calls'), / cmake$/m);
});

test('the program alone needs neither the tests\' nor the demo\'s packages', (t) => {
    const box = machine(t);
    installed(box, packages.filter((match) => match[1] === 'build').map((match) => match[2]));
    assert.match(install(box, []).stdout, /all there/);
    assert.match(install(box, ['--demo']).stdout, /to install: .*opencv-doc/);
    assert.doesNotMatch(box.read('apt-calls'), /clang/);
});

test('node and npm from elsewhere are good enough', (t) => {
    const box = machine(t);
    installed(box, without('nodejs', 'npm'));
    assert.match(install(box).stdout, /all there/);
});

test('npm is installed where there is none', (t) => {
    const box = machine(t);
    installed(box, without('npm'));
    rmSync(join(box.bin, 'npm'));
    assert.match(install(box).stdout, /to install: npm\n/);
});

test('without root and sudo, the command for the administrator is said', (t) => {
    const box = machine(t);
    installed(box, without('libzbar-dev'));
    box.program('id', 'echo 1000');
    const { status, stderr } = install(box);
    assert.equal(status, 1);
    assert.match(stderr, /needs root.*Ask an administrator to run: apt-get install --no-install-recommends libzbar-dev\./);
    assert.equal(box.read('apt-calls'), '');
});

test('a sudo that lets nobody in is as good as none', (t) => {
    const box = machine(t);
    installed(box, without('libzbar-dev'));
    box.program('id', 'echo 1000');
    box.program('sudo', 'exit 1');
    const { status, stderr } = install(box);
    assert.equal(status, 1);
    assert.match(stderr, /needs root, and there is no sudo that lets you/);
});

test('sudo is used where it works', (t) => {
    const box = machine(t);
    installed(box, without('libzbar-dev'));
    box.program('id', 'echo 1000');
    box.program('sudo', '[ "$1" = -n ] && shift; echo "sudo $1" >>"$SANDBOX/apt-calls"; exec "$@"');
    box.program('true', 'exit 0');
    install(box);
    assert.match(box.read('apt-calls'), /sudo env\napt-get .* install .* libzbar-dev$/m);
});

test('another distribution gets the list of what to install by hand', (t) => {
    const box = machine(t);
    installed(box, without('libzbar-dev', 'cmake'));
    box.release = box.write('os-release', kUbuntu);
    const { status, stderr } = install(box);
    assert.equal(status, 1);
    assert.match(stderr, /this is Ubuntu 24\.04 LTS;.*by hand.*: cmake libzbar-dev\. Then run .*TIDEWAITER_SKIP_PACKAGES=1/);
    assert.match(install(box, ['--tests'], { TIDEWAITER_SKIP_PACKAGES: '1' }).stdout, /left to you[^]*== Downloads/);
    assert.equal(box.read('apt-calls'), '');
});

test('another distribution that has everything goes on', (t) => {
    const box = machine(t);
    box.release = box.write('os-release', kUbuntu);
    assert.match(install(box).stdout, /all there/);
});

test('a machine without os-release and dpkg gets the whole list', (t) => {
    const box = machine(t);
    rmSync(join(box.bin, 'dpkg-query'));
    box.release = box.path('nowhere');
    const { status, stderr } = install(box, []);
    assert.equal(status, 1);
    assert.match(stderr, /this is an unknown distribution;.* g\+\+ cmake .*libcli11-dev\./);
});

test('an apt-get without network ends with what to do and the end of its log', (t) => {
    const box = machine(t);
    installed(box, without('libzbar-dev'));
    box.program('apt-get', 'case "$*" in *update*) exit 0;; esac; echo "E: Failed to fetch something"; exit 100');
    const { status, stderr } = install(box);
    assert.equal(status, 1);
    assert.match(stderr, /\| E: Failed to fetch something/);
    assert.match(stderr, /apt-get could not install.*Without a network, connect this machine and run the same command again/);
});

test('missing downloads without network end in one sentence', (t) => {
    const box = machine(t);
    const { status, stderr } = install(box);
    assert.equal(status, 1);
    assert.match(stderr, /^set-up: no network: onnxruntime-node@/);
});

test('an unknown argument is named', (t) => {
    const { status, stderr } = install(machine(t), ['--fast']);
    assert.equal(status, 1);
    assert.match(stderr, /unknown argument '--fast'; known are --demo and --tests/);
});

const strangers = [
    { what: 'another source tree', cache: 'CMAKE_HOME_DIRECTORY:INTERNAL=/elsewhere\nCMAKE_GENERATOR:INTERNAL=Ninja\n', sentence: /made for the source tree \/elsewhere.*rm -r/ },
    { what: 'another generator', cache: `CMAKE_HOME_DIRECTORY:INTERNAL=${root}\nCMAKE_GENERATOR:INTERNAL=Unix Makefiles\n`, sentence: /generator 'Unix Makefiles'.*rm -r/ },
];
for (const { what, cache, sentence } of strangers) {
    test(`a build directory of ${what} is refused with what to do`, (t) => {
        const box = machine(t);
        box.write('build/CMakeCache.txt', cache);
        const { status, stderr } = box.run('bash', ['-c', `. ${join(root, 'firmware/setup/common.sh')}; checkBuildDirectory ${box.path('build')}`]);
        assert.equal(status, 1);
        assert.match(stderr, sentence);
    });
}

test('memory decides how many compilers run, and one always does', (t) => {
    const box = machine(t);
    box.program('nproc', 'echo 8');
    const common = join(root, 'firmware/setup/common.sh');
    const jobs = (kilobytes) => box.run('bash', ['-c', `. ${common}; buildJobs`],
        { TIDEWAITER_MEMINFO: box.write('meminfo', `MemTotal: 9 kB\nMemAvailable:   ${kilobytes} kB\n`) }).stdout;
    assert.equal(jobs(500000), '1');
    assert.equal(jobs(3900000), '3');
    assert.equal(jobs(64000000), '8');
});
