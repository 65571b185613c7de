// The page's signs. Verdicts differ in shape as well as in color: an octagon, a triangle, a disc.

import { svg } from './dom.js';

const kVerdicts = {
    hold: ['M8 1h8l7 7v8l-7 7H8l-7-7V8z', 'M6.5 12h11'],
    inspect: ['M12 1.5 23.5 22H.5z', 'M12 9v6.2M12 18.4v.4'],
    clear: ['M12 1a11 11 0 1 1 0 22 11 11 0 0 1 0-22z', 'm7 12.5 3.5 3.5L17 9'],
    info: ['M12 1a11 11 0 1 1 0 22 11 11 0 0 1 0-22z', 'M12 11v6M12 7v.4'],
};

const kLines = {
    inspect: 'M3 9V5a2 2 0 0 1 2-2h4M15 3h4a2 2 0 0 1 2 2v4M21 15v4a2 2 0 0 1-2 2h-4M9 21H5a2 2 0 0 1-2-2v-4M7 12h10',
    history: 'M12 3a9 9 0 1 1-8.5 6M3 3v6h6M12 7.5v5l3.5 2',
    training: 'M2 9l10-5 10 5-10 5zM6 11.5V17c3.5 2.7 8.5 2.7 12 0v-5.5',
    lists: 'M8 6h13M8 12h13M8 18h13M3.5 6h.01M3.5 12h.01M3.5 18h.01',
    devices: 'M4 8h3l2-3h6l2 3h3v11H4zM12 10.5a3.2 3.2 0 1 1 0 6.4 3.2 3.2 0 0 1 0-6.4z',
    system: 'M3 12h4l3-8 4 16 3-8h4',
    people: 'M9 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8zM2 20c0-8 14-8 14 0M16 4.5a4 4 0 0 1 0 7M18 14.5c2.5.8 4 2.7 4 5.5',
    audit: 'M6 3h9l4 4v14H6zM9 11h7M9 15h7M9 7h3',
    secret: 'M5 11h14v10H5zM8 11V7a4 4 0 0 1 8 0v4M12 15v2',
    camera: 'M4 8h3l2-3h6l2 3h3v11H4zM12 10a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7z',
    phone: 'M7 2h10v20H7zM11 18.5h2',
    done: 'm4 12.5 5 5L20 6.5',
    missing: 'M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16z',
    again: 'M20 12a8 8 0 1 1-2.5-5.8M20 3v4.5h-4.5',
    optional: 'M12 5v14M5 12h14',
    menu: 'M3 6h18M3 12h18M3 18h18',
    day: 'M12 7.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9zM12 1v3M12 20v3M1 12h3M20 12h3M4.2 4.2l2.1 2.1M17.7 17.7l2.1 2.1M4.2 19.8l2.1-2.1M17.7 6.3l2.1-2.1',
    night: 'M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z',
    keys: 'M2 6h20v12H2zM6 10h.01M10 10h.01M14 10h.01M18 10h.01M7 14h10',
    back: 'M20 5H9l-6 7 6 7h11zM12 9.5l5 5M17 9.5l-5 5',
    bin: 'M4 6h16M9 6V3h6v3M6 6l1 15h10l1-15M10 10v7M14 10v7',
    print: 'M7 9V3h10v6M7 18H3V9h18v9h-4M7 14h10v7H7z',
    badge: 'M4 4v16M7 4v16M10 4v16M14 4v16M17 4v16M20 4v16',
};

/** The sign of a verdict or a severity. The word stands beside it, so readers skip it. */
export function sign(name) {
    const [shape, stroke] = kVerdicts[name] ?? kVerdicts.info;
    return svg('svg', { class: `sign ${name}`, viewBox: '0 0 24 24', 'aria-hidden': 'true' },
        svg('path', { class: 'shape', d: shape }), svg('path', { class: 'stroke', d: stroke }));
}

export function icon(name) {
    return svg('svg', { class: 'icon', viewBox: '0 0 24 24', 'aria-hidden': 'true' }, svg('path', { d: kLines[name] }));
}
