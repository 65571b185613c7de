// tidy.mjs finds what clang-tidy finds, and checks again exactly what has changed.

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const kTidy = join(dirname(fileURLToPath(import.meta.url)), 'tidy.mjs');
const kChecks = "Checks: '-*,modernize-use-nullptr'\nWarningsAsErrors: '*'\nHeaderFilterRegex: 'models/.*'\n";
const kNinja = `rule compile
  command = g++ -MMD -MF $out.d -I .. -c $in -o $out
  deps = gcc
  depfile = $out.d
build a.o: compile ../models/a.cpp
`;

/** A project of one source and one header, built by ninja in build/. */
function project(t) {
    const root = mkdtempSync(join(tmpdir(), 'tidewaiter-tidy-'));
    t.after(() => rmSync(root, { recursive: true, force: true }));
    for (const folder of ['models', 'tests', 'build']) mkdirSync(join(root, folder));
    const write = (path, text) => writeFileSync(join(root, path), text);
    write('.clang-tidy', kChecks);
    write('build/build.ninja', kNinja);
    write('models/a.h', 'inline int* a() { return nullptr; }\n');
    write('models/a.cpp', '#include "models/a.h"\nint* b() { return a(); }\n');
    const entry = (file, output) => ({ directory: join(root, 'build'), command: `g++ -I ${root} -c ${join(root, file)} -o ${output}`, file: join(root, file) });
    write('build/compile_commands.json', JSON.stringify([entry('models/a.cpp', 'a.o'), entry('tests/t.cpp', 't.o')]));
    const git = (...words) => execFileSync('git', ['-C', root, '-c', 'user.name=t', '-c', 'user.email=t@example.org', ...words]);
    const tidy = (...more) => {
        execFileSync('ninja', ['-C', join(root, 'build')], { stdio: 'ignore' });
        const { status, stdout } = spawnSync(process.execPath, [kTidy, join(root, 'build'), root, ...more], { encoding: 'utf8' });
        return { status, stdout };
    };
    return { git, write, tidy };
}

test('a clean project passes, and is not checked a second time', (t) => {
    const { tidy } = project(t);
    assert.deepEqual(tidy(), { status: 0, stdout: '1 files, 1 to check\n' });
    assert.deepEqual(tidy(), { status: 0, stdout: '1 files, 0 to check\n' });
});

test('what has not changed for many commits is left to --all', (t) => {
    const { git, tidy } = project(t);
    git('init', '--quiet');
    git('add', 'models');
    git('commit', '--quiet', '-m', 'begin');
    assert.equal(tidy().stdout, '1 files, 1 to check\n');
    for (let i = 0; i < 60; ++i) git('commit', '--quiet', '--allow-empty', '-m', 'later');
    assert.equal(tidy().stdout, '0 files, 0 to check\n');
    assert.equal(tidy('--all').stdout, '1 files, 0 to check\n');
});

test('a change that is not committed is checked, however old the file is', (t) => {
    const { git, write, tidy } = project(t);
    git('init', '--quiet');
    git('add', 'models');
    git('commit', '--quiet', '-m', 'begin');
    for (let i = 0; i < 60; ++i) git('commit', '--quiet', '--allow-empty', '-m', 'later');
    write('models/a.h', 'inline int* a() { return 0; }\n');
    const { status, stdout } = tidy();
    assert.equal(status, 1, stdout);
});

test('a problem in a source is printed every time', (t) => {
    const { write, tidy } = project(t);
    write('models/a.cpp', 'int* b() { return 0; }\n');
    for (let run = 0; run < 2; ++run) {
        const { status, stdout } = tidy();
        assert.equal(status, 1, stdout);
        assert.match(stdout, /models\/a\.cpp:1:19: error: use nullptr/);
    }
});

test('a changed header is checked again through what includes it', (t) => {
    const { write, tidy } = project(t);
    assert.equal(tidy().status, 0);
    write('models/a.h', 'inline int* a() { return 0; }\n');
    const { status, stdout } = tidy();
    assert.equal(status, 1, stdout);
    assert.match(stdout, /models\/a\.h:1:26: error: use nullptr/);
});

test('changed checks check everything again', (t) => {
    const { write, tidy } = project(t);
    assert.equal(tidy().status, 0);
    write('.clang-tidy', `${kChecks}# changed\n`);
    assert.match(tidy().stdout, /1 to check/);
});
