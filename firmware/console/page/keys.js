// Keys that act: function keys always, other keys only where nobody types and no control has the focus.

const kControls = 'input, textarea, select, button, a, summary, [role="button"]';

let actions = new Map();

/** Lets `key` (as in KeyboardEvent.key) click `button` while the screen is shown; several buttons may share a key, the first
 *  that can be pressed is. */
export function bind(key, button) {
    actions.set(key, [...(actions.get(key) ?? []), button]);
    button.setAttribute('aria-keyshortcuts', key === ' ' ? 'Space' : key);
    return button;
}

export function startKeys() {
    window.addEventListener('screen', () => { actions = new Map(); });
    window.addEventListener('keydown', (event) => {
        if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || event.defaultPrevented) return;
        if (document.querySelector('dialog[open]')) return;
        const button = (actions.get(event.key) ?? []).find((candidate) => candidate.isConnected && !candidate.disabled);
        if (!button || (!isFunctionKey(event.key) && event.target.closest?.(kControls))) return;
        event.preventDefault();
        if (button.matches('input, select')) button.focus();
        else button.click();
    });
}

const isFunctionKey = (key) => /^F\d+$/.test(key);
