// The guided capture: now the label, now the board, now the chip, and what is still missing.

import { address, get, post, remove, send } from './api.js';
import { say } from './announce.js';
import { declarationList, declarationTitle } from './declaration.js';
import { confirmed } from './dialog.js';
import { el, english, fill } from './dom.js';
import { act, button, show } from './form.js';
import { icon } from './icons.js';
import { bind } from './keys.js';
import { livePicture } from './live_picture.js';
import { go } from './router.js';
import { whenScanned } from './scanner.js';
import { t } from './texts.js';

const kSigns = { done: 'done', missing: 'missing', again: 'again', optional: 'optional' };

export async function captureView(view, first) {
    const picture = await livePicture();
    const work = { view, now: first, picture, step: null, trouble: el('div', { class: 'trouble' }),
        guide: el('div', {}), photos: el('div', {}), uploads: el('div', {}), bar: el('div', { class: 'bar' }) };
    fill(view.main, el('h1', {}, declarationTitle(first.declaration)),
        el('div', { class: 'columns capture' },
            el('section', { class: 'card', 'aria-label': t('live.title') }, picture.element),
            el('section', { class: 'card', 'aria-labelledby': 'guide' },
                el('h2', { id: 'guide', 'aria-live': 'polite' }), work.trouble, work.guide, work.uploads, work.photos,
                el('details', {}, el('summary', {}, t('case.declaration')), declarationList(first.declaration)))),
        work.bar);
    drawBar(work);
    const update = (now) => { work.now = now; drawParts(work); };
    update(first);
    picture.whenChanged(() => drawBar(work));
    // A gun's Enter must not finish the inspection.
    whenScanned(() => say(t('case.scan-ignored')));
    return { update, leave: picture.stop };
}

const stepNow = (work) => work.step ?? work.now.guide.next ?? 'other';

function drawParts(work) {
    const { next, steps } = work.now.guide;
    const title = work.view.main.querySelector('#guide');
    const text = work.step || next ? t(`now.${stepNow(work)}`) : t('now.finish');
    if (title.textContent !== text) fill(title, text);
    redrawn(work.guide, el('ul', { class: 'steps' }, steps.map((step) => el('li', {}, stepButton(work, step)))));
    redrawn(work.photos, photoStrip(work));
    work.finish.disabled = work.now.photos.length === 0;
    work.finish.classList.toggle('main', next === null && work.now.photos.length > 0);
    work.capture?.classList.toggle('main', !(next === null && work.now.photos.length > 0));
}

// Keeps the focus on the button of the same name when a list is drawn anew under it.
function redrawn(place, content) {
    const name = place.contains(document.activeElement) ? document.activeElement.dataset.name : null;
    fill(place, content);
    if (name) place.querySelector(`[data-name="${name}"]`)?.focus();
}

function stepButton(work, { step, state, why }) {
    const chosen = stepNow(work) === step;
    const choose = () => { work.step = step; drawParts(work); };
    return button([icon(kSigns[state]),
        el('span', {}, el('strong', {}, t(`step.${step}`)), el('span', { class: 'quiet' }, t(`step-state.${state}`)),
            why && el('span', { class: 'why' }, english(why)))],
    choose, { class: `step ${state}`, 'aria-pressed': String(chosen), 'data-name': `step-${step}` });
}

function photoStrip(work) {
    if (work.now.photos.length === 0) return el('p', { class: 'quiet' }, t('case.no-photos'));
    return el('ul', { class: 'strip', 'aria-label': t('case.photos') }, work.now.photos.map((photo) => photoItem(work, photo)));
}

function photoItem(work, photo) {
    const path = `/inspections/${work.now.id}/photos/${photo.id}`;
    const name = t('case.photo', { name: photo.id, step: t(`step.${photo.step}`) });
    return el('li', { class: photo.problem ? 'bad' : false },
        el('img', { src: `${address(path)}?width=320`, alt: name, loading: 'lazy' }),
        el('p', {}, el('strong', {}, t(`step.${photo.step}`)), photo.problem ? [' ', english(photo.problem)] : null),
        button([icon('bin'), el('span', { class: 'unseen' }, t('case.remove-photo', { name: photo.id }))],
            (event) => act(event.currentTarget, work.trouble, async () => { await remove(path); await reload(work); }),
            { class: 'plain', 'data-name': `remove-${photo.id}` }));
}

function drawBar(work) {
    const camera = work.picture.camera();
    const hasCamera = work.picture.isLive();
    work.capture = camera && bind('F9', bind(' ', button([icon('camera'), t('case.capture'), ' ', el('kbd', {}, 'F9')], () => capture(work),
        { disabled: !hasCamera, id: 'capture' })));
    work.finish = bind('Enter', button([t('case.finish'), ' ', el('kbd', {}, t('keys.enter'))], () => finish(work), { id: 'finish' }));
    fill(work.bar,
        work.capture,
        filePicker(work, t('case.phone'), 'phone', { capture: 'environment', class: hasCamera ? '' : 'main' }),
        filePicker(work, t('case.files'), 'optional', { multiple: true, class: 'wide-only' }),
        work.finish,
        button(t('case.abandon'), () => abandon(work), { class: 'plain' }));
    drawParts(work);
}

async function capture(work) {
    await act(work.capture, work.trouble, async () => {
        fill(work.trouble);
        said(await post(`/inspections/${work.now.id}/captures`, { step: stepNow(work) }));
        await reload(work);
    });
    // A button that was disabled under the finger has lost the focus.
    if (document.activeElement === document.body) work.capture.focus();
}

function said(photo) {
    say(photo.problem ?? t('case.taken', { step: t(`step.${photo.step}`) }));
}

async function reload(work) {
    work.step = null;
    work.view.take(await get(`/inspections/${work.now.id}`));
}

/** A button that opens the phone's camera or its pictures. */
function filePicker(work, text, sign, { class: tone, ...properties }) {
    const input = el('input', { type: 'file', accept: 'image/*', ...properties, on: { change: async () => {
        const files = [...input.files];
        input.value = '';
        for (const file of files) await upload(work, file);
    } } });
    return el('label', { class: `button picker ${tone}` }, icon(sign), el('span', {}, text), input);
}

async function upload(work, file) {
    const bar = el('progress', { max: 1, value: 0, 'aria-label': t('case.sending', { name: file.name }) });
    const line = el('p', { class: 'upload' }, el('bdi', {}, file.name), bar);
    work.uploads.append(line);
    fill(work.trouble);
    try {
        const path = `/inspections/${work.now.id}/photos?step=${stepNow(work)}`;
        said(await send('POST', path, file, file.type || 'application/octet-stream', (share) => { bar.value = share; }));
        await reload(work);
    } catch (refusal) {
        show(refusal, work.trouble);
    }
    line.remove();
}

async function finish(work) {
    const next = await act(work.finish, work.trouble, () => post(`/inspections/${work.now.id}/finish`));
    if (next) work.view.take(next);
}

async function abandon(work) {
    if (work.now.photos.length > 0 && !await confirmed(t('case.abandon'), t('case.abandon-text'), t('case.abandon'))) return;
    const done = await act(null, work.trouble, async () => { await remove(`/inspections/${work.now.id}`); return true; });
    if (done) go('inspect');
}
