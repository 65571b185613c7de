// House rules that a machine can check. A rule takes the sources (and the lists of exceptions) and returns problems as
// { path, line, text }; no problems, no complaint.

import { findAll, kModules } from './source.mjs';

const problem = (path, line, text) => ({ path, line, text });
const moduleOf = (path) => path.split('/')[0];
const inModules = (modules) => ({ path }) => modules.includes(moduleOf(path));

// Includes go down only. Equal rank in another folder is a sibling, which is never included.
const kRank = { models: 0, vision: 1, ocr: 2, devices: 2, firmware: 3 };
const kFirmwareRank = { text: -2, files: -1, tpm: -0.8, tuf: -0.5, tlog: -0.4, watchlist: 0, people: 0.3, sync: 0.5, publisher: 0.7, inspection: 1, manifest: 1.5, evidence: 2, records: 2.2, batch: 2.5, station: 2.7, console: 3, command: 4 };
const kKnowsEverything = 4.5;

function rank(path) {
    const [module, folder, file] = path.split('/');
    if (module !== 'firmware') return kRank[module];
    return kRank.firmware + (file === undefined ? kKnowsEverything : kFirmwareRank[folder] ?? NaN) / 10;
}

const unit = (path) => (moduleOf(path) === 'firmware' ? path.split('/').slice(0, -1).join('/') : moduleOf(path));

export function includes({ sources, generated }) {
    const known = new Set([...sources.map(({ path }) => path), ...generated]);
    return sources.flatMap((source) => findAll(source, /^[ \t]*#\s*include\s+"([^"]*)"/gm).flatMap(({ line, match }) => {
        const wrong = wrongInclude(source.path, match[1], known);
        return wrong ? [problem(source.path, line, `includes "${match[1]}": ${wrong}`)] : [];
    }));
}

function wrongInclude(from, to, known) {
    if (moduleOf(from) === 'tests' && known.has(`${from.slice(0, from.lastIndexOf('/'))}/${to}`)) return undefined;
    if (!known.has(to)) return 'no such file; quoted includes are written from the root of the project';
    if (moduleOf(from) === 'tests') return undefined;
    if (moduleOf(to) === 'tests') return 'only tests may include tests';
    if (Number.isNaN(rank(from))) return `the folder of ${from} has no place in the order; give it one in tests/style/rules.mjs`;
    if (unit(from) === unit(to)) return undefined;
    if (rank(to) < rank(from)) return undefined;
    return rank(to) > rank(from) ? 'includes go down only, this one goes up' : 'siblings never include each other';
}

export function headers({ sources }) {
    const headers = sources.filter(inModules(kModules)).filter(({ path }) => path.endsWith('.h'));
    return headers.flatMap(({ path, text }) => {
        const comment = /^(?:\/\/[^\n]*\n)+/.exec(text)?.[0] ?? '';
        if (!comment) return [problem(path, 1, 'begins without a comment that says what the thing is')];
        if (!/\bThread rule:/.test(comment)) return [problem(path, 1, 'its first comment has no "Thread rule:"')];
        return /^#pragma once$/m.test(text) ? [] : [problem(path, 1, 'has no #pragma once')];
    });
}

/** vision and ocr throw on broken contracts only; anything else is an Expected or data. */
export function throws({ sources }) {
    return sources.filter(inModules(['vision', 'ocr'])).flatMap((source) =>
        findAll(source, /\bthrow\b\s*(std::invalid_argument\b)?/g)
            .filter(({ match }) => !match[1])
            .map(({ line }) => problem(source.path, line, 'throws something else than std::invalid_argument; return an Expected')));
}

export function catches({ sources, allowedCatch }) {
    return sources.filter(inModules(kModules)).filter(({ path }) => !allowedCatch.has(path)).flatMap((source) =>
        findAll(source, /\bcatch\s*\(/g).map(({ line }) =>
            problem(source.path, line, 'catches; only the boundaries in tests/style/allowed-catch.txt may')));
}

/** Interfaces take views and return values. A stream is written to and is no result; to_json is the library's. */
export function outParameters({ sources }) {
    const pattern = /(to_json\((?:nlohmann::)?)?\b(\w+)>?[*&] (out(?:[A-Z_]\w*)?)(?=[,)])/g;
    const headers = sources.filter(inModules(kModules)).filter(({ path }) => path.endsWith('.h'));
    return headers.flatMap((source) => findAll(source, pattern)
        .filter(({ match }) => !match[1] && !match[2].endsWith('stream'))
        .map(({ line, match }) => problem(source.path, line, `out-parameter '${match[3]}'; return the value`)));
}

export const kMaxLines = 800;

export function lengths({ sources }) {
    return sources.map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }))
        .filter(({ lines }) => lines > kMaxLines)
        .map(({ path, lines }) => problem(path, lines, `has ${lines} lines, more than ${kMaxLines}; split it by jobs`));
}

const kEffects = [
    [/\b(?:system_clock|steady_clock|high_resolution_clock)::now\b|\b(?:std::time|clock_gettime|gettimeofday)\s*\(/g, 'a clock'],
    [/\bstd::(?:cout|cerr|clog)\b|\bspdlog::|\b(?:printf|puts)\s*\(/g, 'a log'],
    [/\bstd::(?:thread|jthread|async)\b(?!::hardware_concurrency)/g, 'a thread of its own'],
];

export function effects({ sources, allowedEffects }) {
    const pure = ({ path }) => inModules(['vision', 'ocr', 'models'])({ path }) || /^firmware\/(inspection|watchlist|publisher)\//.test(path);
    return sources.filter(pure).filter(({ path }) => !allowedEffects.has(path)).flatMap((source) =>
        kEffects.flatMap(([pattern, what]) => findAll(source, pattern).map(({ line }) =>
            problem(source.path, line, `uses ${what}; this module has none (exceptions: tests/style/allowed-effects.txt)`))));
}

/** Files that gather what does not belong together. */
export function names({ sources }) {
    return sources.filter(({ path }) => /(^|\/)(types|common|utils?|misc|helpers?)\.(h|cpp)$/.test(path))
        .map(({ path }) => problem(path, 1, 'is named for no job of its own; name it for what it does'));
}

const kNotImperative =
    /^(?:added|adds|adding|fixed|fixes|fixing|changed|changes|changing|updated|updates|updating|removed|removes|removing|made|makes|making|moved|moves|moving|improved|improves|improving|implemented|implements|implementing|wrote|writes|writing)\b/i;
const kMaxSubject = 72;

export function commits({ subjects }) {
    return subjects.flatMap(({ hash, subject }) => {
        const parts = /^([a-z][a-z0-9./_-]*(?:, ?[a-z][a-z0-9./_-]*)*): (\S.*)$/.exec(subject);
        if (!parts) return [problem(hash, 0, `"${subject}" is not "area: what, in the imperative"`)];
        if (subject.length > kMaxSubject) return [problem(hash, 0, `"${subject}" has ${subject.length} characters, more than ${kMaxSubject}`)];
        return kNotImperative.test(parts[2]) ? [problem(hash, 0, `"${subject}" is not in the imperative`)] : [];
    });
}
