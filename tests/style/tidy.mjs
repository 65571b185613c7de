#!/usr/bin/env node
// clang-tidy 14 over the program's sources: tidy.mjs BUILD_DIR [ROOT] [--all]. Files are checked side by side, and a file
// whose command, headers and checks have not changed since it passed is not checked again. Without --all only those are
// looked at that have changed, or whose header has, within the last commits: on a fresh machine all of them take longer
// than all other tests together. Where the history is not known, all are.
// Ends with 0 (clean), 1 (problems, printed), 77 (cannot be checked here, with the reason).

import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { kModules } from './source.mjs';

const kTidy = 'clang-tidy-14';
const kSkipped = 77;
const kCommits = 60;
const [build, givenRoot] = process.argv.slice(2).filter((argument) => argument !== '--all');
const root = givenRoot ?? join(dirname(fileURLToPath(import.meta.url)), '../..');
const stamps = join(build, 'style/tidy');

function skip(reason) {
    console.log(`skipped: ${reason}`);
    process.exit(kSkipped);
}

function compileCommands() {
    const file = join(build, 'compile_commands.json');
    if (!existsSync(file)) skip(`${file} is missing; configure first`);
    return JSON.parse(readFileSync(file, 'utf8')).filter(({ file }) => kModules.includes(relative(root, file).split('/')[0]));
}

/** Paths that have changed within the last commits or since, without their endings; none where the history is not known. */
function recentlyChanged() {
    const git = (...words) => spawnSync('git', ['-C', root, ...words], { encoding: 'utf8', maxBuffer: 1 << 28 });
    const shallow = git('rev-parse', '--is-shallow-repository');
    if (shallow.status !== 0 || shallow.stdout.trim() !== 'false') return undefined;
    const changed = git('log', `-${kCommits}`, '--name-only', '--format=').stdout + git('diff', '--name-only', 'HEAD').stdout +
        git('ls-files', '--others', '--exclude-standard').stdout;
    return new Set(changed.split('\n').map((path) => path.replace(/\.\w+$/, '')));
}

/** Object file to the files of this project that went into it, as the last build found them. */
function dependencies() {
    const listed = spawnSync('ninja', ['-C', build, '-t', 'deps'], { encoding: 'utf8', maxBuffer: 1 << 28 }).stdout ?? '';
    return new Map(listed.split('\n\n').map((block) => {
        const [head, ...files] = block.trim().split('\n').map((line) => line.trim());
        return [head.split(': #deps')[0], files.map((file) => resolve(build, file)).filter((file) => file.startsWith(`${root}/`))];
    }));
}

/** The object file that the entry's command writes; CMake 3.25 names it nowhere else. */
function objectOf(entry) {
    return / -o (\S+)/.exec(entry.command)?.[1];
}

/** The file that says "this passed", named by all that the outcome depends on; none while that is not known. */
function stampOf(entry, deps, version) {
    if (!deps) return undefined;
    const hash = createHash('sha256').update(version).update(entry.command).update(readFileSync(join(root, '.clang-tidy')));
    for (const file of [entry.file, ...deps].filter(existsSync)) hash.update(file).update(readFileSync(file));
    return join(stamps, hash.digest('hex'));
}

function tidy(entry) {
    return new Promise((done) => {
        const child = spawn(kTidy, ['-p', build, '--quiet', entry.file], { stdio: ['ignore', 'pipe', 'ignore'] });
        let output = '';
        child.stdout.on('data', (text) => { output += text; });
        child.on('close', (status) => done({ status, output }));
    });
}

/**
 * The findings at lines of this project, each with its notes. The analyzer also reports what it believes of the inside of
 * libraries (Boost.Asio's coroutines), which no line here can mend or excuse.
 */
function ownFindings(output) {
    const findings = output.split(/^(?=\/\S+:\d+:\d+: (?:error|warning): )/m);
    return findings.filter((finding) => /^\/\S+: (?:error|warning): /.test(finding) && finding.startsWith(`${root}/`));
}

async function work(queue, failed) {
    for (let next = queue.shift(); next; next = queue.shift()) {
        const { status, output } = await tidy(next.entry);
        const findings = ownFindings(output);
        if (status === 0 || (output.includes(': error: ') && findings.length === 0)) {
            if (next.stamp) writeFileSync(next.stamp, '');
            continue;
        }
        failed.push(next.entry.file);
        console.log(findings.join('').trim() || `${next.entry.file}: clang-tidy ended with ${status}`);
    }
}

const probe = spawnSync(kTidy, ['--version'], { encoding: 'utf8' });
if (probe.error) skip(`${kTidy} is not installed; tests/run installs it`);
mkdirSync(stamps, { recursive: true });
const deps = dependencies();
const changed = process.argv.includes('--all') ? undefined : recentlyChanged();
const entries = compileCommands().filter(({ file }) => !changed || changed.has(relative(root, file).replace(/\.\w+$/, '')));
const queue = entries.map((entry) => ({ entry, stamp: stampOf(entry, deps.get(objectOf(entry)), probe.stdout) }))
    .filter(({ stamp }) => !stamp || !existsSync(stamp));
console.log(`${entries.length} files, ${queue.length} to check`);
const failed = [];
await Promise.all(Array.from({ length: cpus().length }, () => work(queue, failed)));
if (failed.length > 0) process.exitCode = 1;
