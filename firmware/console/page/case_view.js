// One inspection, from the first photo to the seal. Each state has its own view; a change of state draws the next one.

import { get } from './api.js';
import { captureView } from './capture_view.js';
import { el, fill } from './dom.js';
import { live } from './events.js';
import { show } from './form.js';
import { follow, seen } from './in_flight.js';
import { nextButton } from './next_button.js';
import { focusHeading } from './router.js';
import { may } from './session.js';
import { t } from './texts.js';
import { resultView } from './result_view.js';
import { declarationList, declarationTitle } from './declaration.js';

const kViews = { open: captureView, waiting: waitingView, reading: waitingView, judged: resultView, decided: resultView, failed: failedView };

/** Shows the inspection `id` in `main` and follows it; `back` names the list it was opened from. */
export async function caseView(main, id, back = null) {
    const view = { main, back, state: null, leave: () => {}, gone: false };
    view.take = (next) => draw(view, next);
    const load = async () => {
        try { await draw(view, await get(`/inspections/${id}`)); } catch (refusal) { failToLoad(main, refusal); }
    };
    const noted = ({ detail }) => { if (detail.id === id || detail.inspection === id) load(); };
    const resumed = () => { if (view.state) load(); };
    live.addEventListener('inspection', noted);
    live.addEventListener('trigger', noted);
    live.addEventListener('hello', resumed);
    await load();
    return () => {
        view.gone = true;
        view.leave();
        live.removeEventListener('inspection', noted);
        live.removeEventListener('trigger', noted);
        live.removeEventListener('hello', resumed);
    };
}

// Within one state a view changes its parts itself, so that nothing is lost under a finger or while somebody types.
async function draw(view, next) {
    if (view.gone) return;
    if (view.state === next.state && view.update) return view.update(next);
    const later = view.state !== null;
    view.leave();
    view.state = next.state;
    if (['judged', 'failed', 'decided'].includes(next.state)) seen(next.id);
    else if (next.state !== 'open') follow(next);
    view.main.dataset.state = next.state;
    const { update, leave } = await kViews[next.state](view, next);
    Object.assign(view, { update, leave: leave ?? (() => {}) });
    if (view.gone) view.leave();
    else if (later) focusHeading();
}

function failToLoad(main, refusal) {
    fill(main, el('h1', {}, t('inspect.title')), el('div', { class: 'trouble' }));
    show(refusal, main.querySelector('.trouble'));
}

function waitingView(view, first) {
    const text = el('p', { class: 'big', role: 'status' });
    const update = (now) => fill(text, now.state === 'waiting' ? t('state.waiting', { count: now.waiting ?? 0 }) : t('state.reading'));
    fill(view.main, el('h1', {}, declarationTitle(first.declaration)),
        el('section', { class: 'card center' }, el('span', { class: 'spinner large', 'aria-hidden': 'true' }), text,
            el('p', {}, t('case.waiting-text'))),
        el('div', { class: 'bar' }, nextButton({ class: 'main' })));
    update(first);
    return { update };
}

function failedView(view, now) {
    fill(view.main, el('h1', {}, declarationTitle(now.declaration)),
        el('section', { class: 'card' }, el('h2', {}, t('state.failed')), el('p', { class: 'error', lang: 'en', dir: 'ltr' }, now.problem ?? ''),
            el('p', {}, t('case.failed-text')), declarationList(now.declaration)),
        el('div', { class: 'bar' }, may('inspect') && nextButton({ class: 'main' })));
    return {};
}
