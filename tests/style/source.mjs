// The project's source files as the style rules see them.

import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';

export const kModules = ['models', 'vision', 'ocr', 'devices', 'firmware'];
const kFolders = [...kModules, 'tests'];

/** All C++ files below `root` as { path, text, code }: `code` is the text without comments and literals. */
export function readSources(root) {
    return kFolders.flatMap((folder) => walk(root, join(root, folder)))
        .filter((path) => /\.(h|cpp|cu|cuh)$/.test(path))
        .map((path) => {
            const text = readFileSync(join(root, path), 'utf8');
            return { path, text, code: codeOf(text) };
        });
}

/** Paths below `directory`, relative to `root`; none where there is no such directory. */
export function walk(root, directory) {
    let entries;
    try {
        entries = readdirSync(directory, { withFileTypes: true });
    } catch (error) {
        if (error.code === 'ENOENT') return [];
        throw error;
    }
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1)).flatMap((entry) => {
        const path = join(directory, entry.name);
        return entry.isDirectory() ? walk(root, path) : [relative(root, path)];
    });
}

const kCommentOrLiteral =
    /\/\/[^\n]*|\/\*[^]*?\*\/|\bu?8?R"([^()\\ ]{0,16})\([^]*?\)\1"|"(?:[^"\\\n]|\\.)*"|(?<![0-9a-fA-F])'(?:[^'\\\n]|\\.)+'/g;

/** `text` with comments and literals blanked out, line breaks kept. Include lines stay as they are. */
export function codeOf(text) {
    return text.replace(kCommentOrLiteral, (match, _, offset) =>
        (isInclude(text, offset) ? match : match.replace(/[^\n]/g, ' ')));
}

function isInclude(text, offset) {
    return /^\s*#\s*include\s*$/.test(text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset));
}

/** The line, from 1, of `offset` in `text`. */
export function lineOf(text, offset) {
    return text.slice(0, offset).split('\n').length;
}

/** Every match of `pattern` (with the g flag) in the code, as { line, match }. */
export function findAll(source, pattern) {
    return [...source.code.matchAll(pattern)].map((match) => ({ line: lineOf(source.code, match.index), match }));
}
