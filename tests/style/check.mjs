#!/usr/bin/env node
// Checks one house rule over the project: check.mjs RULE [--root DIR]. Problems go to standard output, one a line as
// PATH:LINE: SENTENCE. Ends with 0 (none), 1 (problems), 77 (cannot be checked here, with the reason).

import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

import * as rules from './rules.mjs';
import { kModules, readSources, walk } from './source.mjs';

const kSkipped = 77;

const argument = (name) => { const at = process.argv.indexOf(name); return at < 0 ? undefined : process.argv[at + 1]; };
const root = argument('--root') ?? join(dirname(fileURLToPath(import.meta.url)), '../..');

function skip(reason) {
    console.log(`skipped: ${reason}`);
    process.exit(kSkipped);
}

function run(command, args) {
    const result = spawnSync(command, args, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28 });
    if (result.error?.code === 'ENOENT') skip(`${command} is not installed; tests/run installs it`);
    return result;
}

/** A list of exceptions: a path and the reason for it on each line. */
function allowed(name) {
    const file = join(root, 'tests/style', name);
    const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
    return new Set(lines.filter((line) => line && !line.startsWith('#')).map((line) => line.split(/\s/)[0]));
}

/** Headers that the build makes from NAME.h.in. */
function generatedHeaders() {
    return [...kModules, 'tests'].flatMap((folder) => walk(root, join(root, folder)))
        .filter((path) => path.endsWith('.h.in')).map((path) => path.slice(0, -'.in'.length));
}

function subjects() {
    const shallow = run('git', ['rev-parse', '--is-shallow-repository']);
    if (shallow.status !== 0) skip('not a git checkout');
    if (shallow.stdout.trim() !== 'false') skip('a shallow clone has no history');
    return run('git', ['log', '--no-merges', '--format=%h %s']).stdout.trim().split('\n')
        .map((line) => ({ hash: line.slice(0, line.indexOf(' ')), subject: line.slice(line.indexOf(' ') + 1) }));
}

/** What a tool prints becomes the problems when it ends with an error. */
function toolProblems({ status, stdout, stderr }) {
    return status === 0 ? [] : (stdout + stderr).trim().split('\n').map((text) => ({ text }));
}

function format() {
    const paths = readSources(root).map(({ path }) => path);
    return paths.length === 0 ? [] : toolProblems(run('clang-format-14', ['--dry-run', '-Werror', '--style=file', ...paths]));
}

function shell() {
    const scripts = ['.ci', 'firmware', 'tests'].flatMap((folder) => walk(root, join(root, folder)))
        .filter((path) => path.endsWith('.sh') || readFileSync(join(root, path)).subarray(0, 19).toString() === '#!/usr/bin/env bash');
    return scripts.length === 0 ? [] : toolProblems(run('shellcheck', ['--external-sources', ...scripts]));
}

function problemsOf(rule) {
    if (rule === 'format') return format();
    if (rule === 'shell') return shell();
    if (rule === 'commits') return rules.commits({ subjects: subjects() });
    if (typeof rules[rule] === 'function') {
        return rules[rule]({
            sources: readSources(root),
            generated: generatedHeaders(),
            allowedCatch: allowed('allowed-catch.txt'),
            allowedEffects: allowed('allowed-effects.txt'),
        });
    }
    throw new Error(`unknown rule '${rule}'`);
}

const problems = problemsOf(process.argv[2]);
for (const { path, line, text } of problems) console.log(path ? `${path}${line ? `:${line}` : ''}: ${text}` : text);
if (problems.length > 0) process.exitCode = 1;
