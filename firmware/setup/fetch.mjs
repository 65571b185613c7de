#!/usr/bin/env node
// Fetches the packages of models/downloads.json into the cache, and trusts none of them: a package must have
// the pinned SHA-512, each file that is used the pinned SHA-256. What is in the cache already and right is
// left alone, so a second run needs no network.
//
//   fetch.mjs [--list FILE] [--check]     --check only says whether everything is there
//
// TIDEWAITER_CACHE names another cache than $XDG_CACHE_HOME/tidewaiter or ~/.cache/tidewaiter,
// TIDEWAITER_ARCH another processor than this machine's (x64 or arm64).

import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync }
    from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const kArchitectures = ['x64', 'arm64'];
const kNoNetwork = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|ENOTCACHED|network/i;
const kNotTrusted = /\b(SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_\w+|DEPTH_ZERO_SELF_SIGNED_CERT|CERT_\w+|ERR_TLS_CERT_\w+)\b/;
const kSystemCertificates = '/etc/ssl/certs/ca-certificates.crt';
const kTickMs = { terminal: 1000, pipe: 20000 };

/** What a person can do something about: printed as a sentence, without a stack. */
class Problem extends Error {}

function main() {
    const options = parseArguments(process.argv.slice(2));
    const list = readList(options.list);
    const cache = cacheDirectory();
    const arch = architecture();
    return fetchMissing(list, cache, arch, options.check);
}

async function fetchMissing(list, cache, arch, checkOnly) {
    const missing = [];
    for (const entry of list.packages) {
        const files = entry.files.filter((file) => !file.arch || file.arch === arch);
        const wrong = await wrongFiles(cache, files);
        if (wrong.length > 0) missing.push({ entry, files, wrong });
    }
    if (missing.length === 0) return say(`downloads: all ${list.packages.length} packages are in ${cache}, verified`);
    const named = missing.map(({ entry }) => specifier(entry)).join(', ');
    if (checkOnly) throw new Problem(`not in ${cache} or damaged there: ${named}; run firmware/setup/install`);
    for (const { entry, files, wrong } of missing) await fetchPackage(entry, files, wrong, cache);
}

async function fetchPackage(entry, files, wrong, cache) {
    for (const { file, why } of wrong) {
        if (why !== 'missing') say(`${file.cache} in the cache is ${why}: fetching it again`);
    }
    mkdirSync(cache, { recursive: true });
    const work = mkdtempSync(join(cache, '.fetch-'));
    const cleanUp = () => rmSync(work, { recursive: true, force: true });
    process.once('exit', cleanUp);
    try {
        const tarball = await download(entry, work);
        await verifyTarball(entry, tarball);
        const paths = files.map((file) => `package/${file.path}`);
        unpack(entry, tarball, work, paths);
        for (const file of files) await verifyFile(entry, file, join(work, 'package', file.path));
        for (const file of files) {
            mkdirSync(dirname(join(cache, file.cache)), { recursive: true });
            renameSync(join(work, 'package', file.path), join(cache, file.cache));
        }
        say(`${specifier(entry)}: verified, ${files.length} files put into the cache`);
    } finally {
        process.removeListener('exit', cleanUp);
        cleanUp();
    }
}

/** Runs the registry's own client and returns the path of the package that it brought. */
async function download(entry, work) {
    const stop = progress(`downloading ${specifier(entry)} (${Math.ceil(entry.bytes / 1e6)} MB)`);
    const args = ['pack', specifier(entry), '--pack-destination', work, '--ignore-scripts', '--prefer-offline',
        '--loglevel=error', '--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=5000', '--fetch-timeout=60000'];
    const { code, errors } = await run('npm', args, work).finally(stop);
    if (code !== 0) throw new Problem(downloadSentence(entry, errors));
    const tarballs = readdirSync(work).filter((name) => name.endsWith('.tgz'));
    if (tarballs.length !== 1) throw new Problem(`npm pack ${specifier(entry)} brought ${tarballs.length} packages instead of one`);
    return join(work, tarballs[0]);
}

function downloadSentence(entry, errors) {
    const what = `${specifier(entry)} (${entry.purpose}) is needed and not in the cache`;
    if (/EINTEGRITY/.test(errors)) {
        return `${specifier(entry)} was damaged or changed on its way (npm reports EINTEGRITY) and is refused; try once more, and on another network if it stays so`;
    }
    const notTrusted = kNotTrusted.exec(errors);
    if (notTrusted) {
        return `npm does not trust the certificate of its registry here (${notTrusted[1]}): ${what}. Where the network inspects traffic, add its certificate to this machine (update-ca-certificates) or name it in NODE_EXTRA_CA_CERTS, then run the same command again`;
    }
    if (kNoNetwork.test(errors)) {
        return `no network: ${what}. Connect this machine (or set npm's proxy) and run the same command again; or copy the cache of a machine that has it. Afterwards no network is needed`;
    }
    if (/E404/.test(errors)) return `npm's registry does not have ${specifier(entry)}; if npm is set to a mirror, the mirror lacks it`;
    return `npm could not fetch it: ${what}. npm says: ${firstErrors(errors)}`;
}

async function verifyTarball(entry, tarball) {
    const found = `sha512-${await digest(tarball, 'sha512', 'base64')}`;
    if (found === entry.integrity) return;
    const size = lstatSync(tarball).size;
    const cut = size < entry.bytes ? ` (it has ${size} of ${entry.bytes} bytes, so it was cut short)` : '';
    throw new Problem(`${specifier(entry)} is refused: its SHA-512 is not the pinned one${cut}. Expected ${entry.integrity}, found ${found}. Run again; if it stays so, do not use this network or mirror`);
}

/** The lines of npm that tell something: not the one about its log file. */
function firstErrors(text) {
    const lines = text.split('\n').map((line) => line.replace(/^npm (?:ERR!|error)\s*/, '').trim());
    return lines.filter((line) => line && !/complete log|_logs\//.test(line)).slice(0, 3).join('; ') || 'nothing';
}

function unpack(entry, tarball, work, paths) {
    try {
        execFileSync('tar', ['-xzf', tarball, '-C', work, '--no-same-owner', '--', ...paths], { stdio: 'pipe' });
    } catch (error) {
        throw new Problem(`${specifier(entry)} cannot be unpacked: ${lastLine(String(error.stderr ?? error.message))}`);
    }
}

async function verifyFile(entry, file, path) {
    const why = await wrongness(path, file);
    if (why) throw new Problem(`${file.path} of ${specifier(entry)} is refused: it is ${why}`);
}

async function wrongFiles(cache, files) {
    const wrong = [];
    for (const file of files) {
        const why = await wrongness(join(cache, file.cache), file);
        if (why) wrong.push({ file, why });
    }
    return wrong;
}

/** Why the file at `path` is not the listed one, in words that follow "is"; undefined when it is. */
async function wrongness(path, file) {
    const stat = lstatSync(path, { throwIfNoEntry: false });
    if (!stat) return 'missing';
    if (!stat.isFile()) return 'not a plain file';
    if (stat.size !== file.bytes) return `${stat.size} bytes long instead of ${file.bytes}`;
    const found = await digest(path, 'sha256', 'hex');
    return found === file.sha256 ? undefined : `changed (SHA-256 ${found} instead of ${file.sha256})`;
}

async function digest(path, algorithm, encoding) {
    const hash = createHash(algorithm);
    for await (const chunk of createReadStream(path)) hash.update(chunk);
    return hash.digest(encoding);
}

/** npm trusts the certificates it came with; here it also trusts those that the machine's owner trusts. */
function environment() {
    const ownersChoice = process.env.NODE_EXTRA_CA_CERTS;
    return !ownersChoice && existsSync(kSystemCertificates) ? { ...process.env, NODE_EXTRA_CA_CERTS: kSystemCertificates } : process.env;
}

function run(command, args, directory) {
    return new Promise((done, fail) => {
        const child = spawn(command, args, { cwd: directory, env: environment(), stdio: ['ignore', 'ignore', 'pipe'] });
        let errors = '';
        child.stderr.on('data', (text) => { errors += text; });
        child.on('error', () => fail(new Problem(`${command} cannot be started; run firmware/setup/install, which installs it`)));
        child.on('close', (code) => done({ code, errors }));
    });
}

/** Shows that something goes on: seconds on one line of a terminal, a line now and then in a pipe. */
function progress(what) {
    const start = Date.now();
    const seconds = () => Math.round((Date.now() - start) / 1000);
    const terminal = process.stdout.isTTY;
    if (!terminal) say(what);
    const tick = () => (terminal ? process.stdout.write(`\r  ${what} ${seconds()} s`) : say(`still ${what}, ${seconds()} s`));
    const timer = setInterval(tick, terminal ? kTickMs.terminal : kTickMs.pipe);
    return () => {
        clearInterval(timer);
        if (terminal) process.stdout.write('\r\x1b[K');
    };
}

function parseArguments(args) {
    const options = { list: join(dirname(fileURLToPath(import.meta.url)), '../../models/downloads.json'), check: false };
    for (let i = 0; i < args.length; ++i) {
        if (args[i] === '--check') options.check = true;
        else if (args[i] === '--list' && i + 1 < args.length) options.list = args[++i];
        else throw new Problem(`unknown argument '${args[i]}'; known are --list FILE and --check`);
    }
    return options;
}

function readList(path) {
    try {
        return JSON.parse(readFileSync(path, 'utf8'));
    } catch (error) {
        throw new Problem(`cannot read the list of downloads ${path}: ${error.message}`);
    }
}

function cacheDirectory() {
    const { TIDEWAITER_CACHE, XDG_CACHE_HOME } = process.env;
    return resolve(TIDEWAITER_CACHE || join(XDG_CACHE_HOME || join(homedir(), '.cache'), 'tidewaiter'));
}

function architecture() {
    const arch = process.env.TIDEWAITER_ARCH || process.arch;
    if (kArchitectures.includes(arch)) return arch;
    throw new Problem(`there is no ONNX Runtime for the processor '${arch}' in models/downloads.json; known are ${kArchitectures.join(' and ')} (64-bit Intel/AMD and 64-bit ARM). Build it yourself and name its folder with cmake -D TIDEWAITER_ONNXRUNTIME_ROOT=DIR`);
}

const specifier = (entry) => `${entry.name}@${entry.version}`;
const lastLine = (text) => text.trim().split('\n').pop().trim() || 'nothing';
function say(text) { console.log(`  ${text}`); }

/** A sentence for failures of the file system, which are the machine's and not the program's. */
function sentenceOf(error) {
    if (error instanceof Problem) return error.message;
    if (error.code === 'ENOSPC') return 'the disk of the cache is full: free 700 MB there, or name another place with TIDEWAITER_CACHE=DIR';
    if (['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST'].includes(error.code)) {
        return `cannot write to the cache (${error.message}): name another place with TIDEWAITER_CACHE=DIR`;
    }
    return undefined;
}

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(130));
try {
    await main();
} catch (error) {
    const sentence = sentenceOf(error);
    console.error(sentence ? `set-up: ${sentence}` : error);
    process.exitCode = 1;
}
