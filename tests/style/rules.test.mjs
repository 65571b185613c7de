// Every house rule finds what it is for and leaves the rest alone: each is run on a small made-up project.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const kHeader = '// Thing: a thing.\n// Thread rule: immutable value.\n#pragma once\n';

/** Runs `rule` on a project of `files` (path to text); `setUp` may do more in its folder, or name another. */
function check(t, rule, files, setUp = (root) => root) {
    const root = mkdtempSync(join(tmpdir(), 'tidewaiter-style-'));
    t.after(() => rmSync(root, { recursive: true, force: true }));
    for (const [path, text] of Object.entries(files)) {
        mkdirSync(dirname(join(root, path)), { recursive: true });
        writeFileSync(join(root, path), text);
    }
    const project = setUp(root) ?? root;
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(here, 'check.mjs'), rule, '--root', project], { encoding: 'utf8' });
    return { status, output: stdout + stderr };
}

/** Two files, one of which includes the other. */
const including = (from, to) => ({ [from]: `#include "${to}"\n`, [to]: kHeader });

const cases = [
    ['includes', 'up from vision to ocr', including('vision/a.cpp', 'ocr/b.h'), /vision\/a\.cpp:1: includes "ocr\/b\.h": includes go down only/],
    ['includes', 'up from models to vision', including('models/a.cpp', 'vision/b.h'), /this one goes up/],
    ['includes', 'up from inspection to evidence', including('firmware/inspection/a.cpp', 'firmware/evidence/b.h'), /this one goes up/],
    ['includes', 'up from evidence to command', including('firmware/evidence/a.cpp', 'firmware/command/b.h'), /this one goes up/],
    ['includes', 'up from ocr to firmware', including('ocr/text/a.cpp', 'firmware/b.h'), /this one goes up/],
    ['includes', 'a sibling', including('ocr/a.cpp', 'devices/b.h'), /siblings never include each other/],
    ['includes', 'tests from the program', including('ocr/a.cpp', 'tests/b.h'), /only tests may include tests/],
    ['includes', 'a file that is not there', { 'ocr/a.cpp': '\n#include "b.h"\n' }, /ocr\/a\.cpp:2: .*no such file/],
    ['includes', 'a folder without a place', including('firmware/odd/a.cpp', 'models/b.h'), /has no place in the order/],
    ['includes', 'down and within', { ...including('firmware/command/a.cpp', 'firmware/evidence/b.h'), ...including('ocr/text/c.cpp', 'ocr/d.h'),
        ...including('tests/e.cpp', 'firmware/evidence/b.h'), 'tests/ocr/i.cpp': '#include "i.h"\n', 'tests/ocr/i.h': kHeader, ...including('firmware/main.cpp', 'firmware/command/f.h'), 'vision/g.cpp': '#include <vector>\n// #include "ocr/h.h"\n#include "vision/made.h"\n', 'vision/made.h.in': '' }],

    ['headers', 'a header without a comment', { 'ocr/a.h': '#pragma once\n// Thread rule: late.\n' }, /ocr\/a\.h:1: begins without a comment/],
    ['headers', 'a header without a thread rule', { 'ocr/a.h': '// A thing.\n#pragma once\n' }, /no "Thread rule:"/],
    ['headers', 'a header without a guard', { 'ocr/a.h': '// A thing.\n// Thread rule: pure.\n' }, /no #pragma once/],
    ['headers', 'a good header', { 'ocr/a.h': kHeader, 'tests/b.h': '' }],

    ['throws', 'a runtime_error in vision', { 'vision/a.cpp': 'void f() {\n    throw std::runtime_error("x");\n}\n' }, /vision\/a\.cpp:2: throws something else/],
    ['throws', 'a bare rethrow in ocr', { 'ocr/a.cpp': 'throw;\n' }, /throws something else/],
    ['throws', 'broken contracts and words', { 'vision/a.cpp': 'throw std::invalid_argument("x");\n// throw it\nauto s = "throw 1;";\n', 'firmware/b.cpp': 'throw 1;\n' }],

    ['catches', 'a catch where none belongs', { 'ocr/a.cpp': 'try {} catch (const E&) {}\n' }, /ocr\/a\.cpp:1: catches/],
    ['catches', 'an allowed catch', { 'ocr/a.cpp': 'try {} catch (...) {}\n', 'tests/style/allowed-catch.txt': '# PATH REASON\nocr/a.cpp the library throws\n', 'tests/b.cpp': 'catch (...)' }],

    ['outParameters', 'a pointer', { 'ocr/a.h': 'void f(int a, std::string* out);\n' }, /ocr\/a\.h:1: out-parameter 'out'/],
    ['outParameters', 'a reference', { 'vision/a.h': 'void f(std::vector<int>& outPixels);\n' }, /out-parameter 'outPixels'/],
    ['outParameters', 'streams, JSON and addresses', { 'ocr/a.h': 'void f(std::ostream& out);\nvoid to_json(nlohmann::json& out, const A& a);\nint n = f(&out) + 2 * outer;\nfloat* out = p;\n', 'ocr/b.cpp': 'void put(std::string& out);\n' }],

    ['lengths', 'a long file', { 'ocr/a.cpp': 'int i;\n'.repeat(801) }, /ocr\/a\.cpp:801: has 801 lines, more than 800/],
    ['lengths', 'a file at the limit', { 'ocr/a.cpp': 'int i;\n'.repeat(800) }],

    ['effects', 'a clock in vision', { 'vision/a.cpp': 'auto t = std::chrono::steady_clock::now();\n' }, /vision\/a\.cpp:1: uses a clock/],
    ['effects', 'a log in ocr', { 'ocr/a.cpp': 'std::cerr << "x";\n' }, /uses a log/],
    ['effects', 'a thread in inspection', { 'firmware/inspection/a.cpp': 'std::jthread t;\n' }, /uses a thread of its own/],
    ['effects', 'effects where they belong', { 'firmware/command/a.cpp': 'std::cout << std::chrono::system_clock::now();\n', 'ocr/a.cpp': 'char b[9]; snprintf(b, 9, "x"); f(std::thread::hardware_concurrency());\n' }],

    ['names', 'a file for everything', { 'ocr/utils.h': kHeader, 'vision/common.cpp': '' }, /ocr\/utils\.h:1: is named for no job/],
    ['names', 'a file with a job', { 'ocr/reading.h': kHeader, 'vision/common_edges.cpp': '' }],

    ['shell', 'an unquoted variable', { 'firmware/a': '#!/usr/bin/env bash\nrm $1\n' }, /SC2086/],
    ['shell', 'a clean script', { 'firmware/a': '#!/usr/bin/env bash\nrm "$1"\n', 'tests/data.txt': 'rm $1\n' }],
];

for (const [rule, what, files, complaint] of cases) {
    test(`${rule}: ${what} ${complaint ? 'is found' : 'is left alone'}`, (t) => {
        const { status, output } = check(t, rule, files);
        if (complaint) assert.match(output, complaint);
        else assert.equal(output, '');
        assert.equal(status, complaint ? 1 : 0, output);
    });
}

for (const [what, text, status] of [['is found', 'int  f( ){return 1;}\n', 1], ['is left alone', 'int f() { return 1; }\n', 0]]) {
    test(`format: ${status ? 'crooked' : 'straight'} code ${what}`, (t) => {
        const result = check(t, 'format', { 'ocr/a.cpp': text, '.clang-format': 'BasedOnStyle: Google\n' });
        assert.equal(result.status, status, result.output);
        if (status) assert.match(result.output, /ocr\/a\.cpp:1.*clang-format-violations/);
    });
}

function git(root, ...args) {
    const { status, stderr } = spawnSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@t', ...args], { cwd: root, encoding: 'utf8' });
    assert.equal(status, 0, stderr);
}

function commitsProject(t, subject) {
    return check(t, 'commits', {}, (root) => {
        git(root, 'init', '-q');
        git(root, 'commit', '-q', '--allow-empty', '-m', subject);
    });
}

const subjects = [
    ['vision: find boards by their color', undefined],
    ['ocr/text, models: embed the keys', undefined],
    ['find boards', /is not "area: what, in the imperative"/],
    ['Vision: find boards', /is not "area: what/],
    ['vision: Fixes the board finder', /is not in the imperative/],
    [`vision: find ${'x'.repeat(60)}`, /has 73 characters, more than 72/],
];
for (const [subject, complaint] of subjects) {
    test(`commits: "${subject}" is ${complaint ? 'found' : 'left alone'}`, (t) => {
        const { status, output } = commitsProject(t, subject);
        assert.equal(status, complaint ? 1 : 0, output);
        if (complaint) assert.match(output, complaint);
    });
}

test('commits: without a git checkout the check is skipped with the reason', (t) => {
    const { status, output } = check(t, 'commits', {});
    assert.equal(status, 77, output);
    assert.match(output, /skipped: not a git checkout/);
});

test('commits: in a shallow clone the check is skipped with the reason', (t) => {
    const { status, output } = check(t, 'commits', {}, (root) => {
        git(root, 'init', '-q', 'origin');
        for (const n of [1, 2]) git(join(root, 'origin'), 'commit', '-q', '--allow-empty', '-m', `x ${n}`);
        git(root, 'clone', '-q', '--depth', '1', `file://${root}/origin`, 'clone');
        return join(root, 'clone');
    });
    assert.equal(status, 77, output);
    assert.match(output, /skipped: a shallow clone has no history/);
});

test('an unknown rule is an error, not a pass', (t) => {
    const { status, output } = check(t, 'nonsense', {});
    assert.equal(status, 1);
    assert.match(output, /unknown rule 'nonsense'/);
});
