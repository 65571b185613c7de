// Forms: labeled fields, one place for what is wrong, and buttons that wait for the answer.

import { el, english } from './dom.js';
import { warn } from './announce.js';
import { t } from './texts.js';

let count = 0;

/** A field with its label above and its hint below; `input` is any form control. */
export function field(label, input, hint) {
    input.id ||= `field-${++count}`;
    const hintId = `${input.id}-hint`;
    if (hint) input.setAttribute('aria-describedby', hintId);
    return el('div', { class: 'field' },
        el('label', { for: input.id }, label), input, hint && el('p', { class: 'hint', id: hintId }, hint));
}

export function choice(name, options, chosen) {
    return el('select', { name }, Object.entries(options).map(([value, text]) =>
        el('option', { value, selected: value === chosen }, text)));
}

/** A form that calls `send(values)` with what its named controls hold and says what was refused. */
export function form(parts, send, properties = {}) {
    const trouble = el('div', { class: 'trouble' });
    const element = el('form', { novalidate: true, autocomplete: 'off', ...properties }, trouble, parts);
    element.addEventListener('submit', async (event) => {
        event.preventDefault();
        if (isMissing(element, trouble)) return;
        await busy(element, trouble, () => send(Object.fromEntries(new FormData(element)), element));
    });
    return element;
}

// The browser's own words would be in its language, not in the page's.
function isMissing(element, trouble) {
    const control = [...element.elements].find((one) => one.required && !one.validity.valid);
    trouble.replaceChildren();
    if (!control) return false;
    const label = control.closest('fieldset.group')?.querySelector('legend') ?? control.labels?.[0];
    show({ code: 'missing', message: t('error.missing', { name: label?.textContent.trim() ?? '' }) }, trouble);
    control.focus();
    return true;
}

async function busy(element, trouble, act) {
    const controls = [...element.querySelectorAll('button[type="submit"]')];
    const focused = document.activeElement;
    controls.forEach((control) => { control.disabled = true; });
    element.querySelectorAll('[aria-invalid]').forEach((input) => input.removeAttribute('aria-invalid'));
    trouble.replaceChildren();
    try {
        await act();
    } catch (refusal) {
        show(refusal, trouble);
        const wrong = refusal.field && element.elements.namedItem(refusal.field);
        wrong?.setAttribute?.('aria-invalid', 'true');
        (wrong?.focus ? wrong : focused)?.focus();
    } finally {
        controls.forEach((control) => { control.disabled = false; });
    }
}

/** Shows a refusal in `place` and says it. Anything else is a mistake of the page and goes to the console. */
export function show(refusal, place) {
    if (!refusal.code) console.error(refusal);
    const text = refusal.code ? refusal.message : t('error.page');
    place.replaceChildren(el('p', { class: 'error' }, refusal.english ? english(text) : text));
    warn(text);
}

/** Runs `act` for a button: it waits meanwhile, and what was refused is shown in `place`. */
export async function act(button, place, work) {
    if (button) button.disabled = true;
    try {
        return await work();
    } catch (refusal) {
        show(refusal, place);
        return undefined;
    } finally {
        if (button) button.disabled = false;
    }
}

export function button(text, onClick, properties = {}) {
    return el('button', { type: 'button', on: { click: onClick }, ...properties }, text);
}
