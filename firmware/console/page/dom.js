// Elements built from values. Texts become text nodes and never markup: what was read on a box is hostile.

const kSvg = 'http://www.w3.org/2000/svg';

/** el('button', { class: 'big', on: { click: act } }, 'Save'). A property that is false, null or undefined is left out. */
export function el(tag, properties = {}, ...children) {
    return filled(document.createElement(tag), properties, children);
}

export function svg(tag, properties = {}, ...children) {
    return filled(document.createElementNS(kSvg, tag), properties, children);
}

/** Puts `children` in the place of everything in `parent`. */
export function fill(parent, ...children) {
    parent.replaceChildren(...nodes(children));
    return parent;
}

function filled(element, properties, children) {
    for (const [name, value] of Object.entries(properties)) set(element, name, value);
    element.append(...nodes(children));
    return element;
}

function set(element, name, value) {
    if (value === false || value === null || value === undefined) return;
    if (name === 'on') {
        for (const [event, act] of Object.entries(value)) element.addEventListener(event, act);
    } else if (name === 'value' || name === 'checked') {
        element[name] = value;
    } else {
        element.setAttribute(name, value === true ? '' : String(value));
    }
}

function nodes(children) {
    return children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false);
}

/** A code, number or name of a thing: it is written left to right in every language. */
export function code(text) {
    return el('bdi', { dir: 'ltr', class: 'code' }, text ?? '');
}

/** A sentence that comes in English from the program, which writes them as they follow its name: without a capital and a stop. */
export function english(text) {
    return el('span', { lang: 'en', dir: 'ltr', class: 'english' }, sentence(text ?? ''));
}

function sentence(text) {
    const stopped = text === '' || /[.!?:]$/.test(text) ? text : `${text}.`;
    return stopped.charAt(0).toUpperCase() + stopped.slice(1);
}
