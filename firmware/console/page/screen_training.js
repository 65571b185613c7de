// Training: known samples, one's own verdict first, then the right one and why. Nothing is recorded but the score.

import { address, get, post } from './api.js';
import { say } from './announce.js';
import { declarationList } from './declaration.js';
import { el, english, fill } from './dom.js';
import { act, button } from './form.js';
import { sign } from './icons.js';
import { go } from './router.js';
import { number, t } from './texts.js';

export const trainingScreen = { name: 'training', title: 'training.title', show };

const kVerdicts = ['clear', 'inspect', 'hold'];

async function show(main, [id]) {
    const trouble = el('div', { class: 'trouble' });
    fill(main, el('h1', {}, t('training.title')), trouble);
    const all = await act(null, trouble, () => get('/training'));
    if (!all) return;
    const score = el('p', { class: 'big' });
    drawScore(score, all.score);
    const sample = all.samples.find((one) => one.id === id);
    main.append(score, sample ? question(sample, all.samples, score) : choices(all.samples));
}

function drawScore(place, { right, total }) {
    fill(place, total ? t('training.score', { right: number(right), total: number(total) }) : t('training.text'));
}

function choices(samples) {
    if (samples.length === 0) return el('p', {}, t('training.none'));
    return el('ul', { class: 'cards plain-list' }, samples.map((sample, i) => el('li', { class: 'card' },
        el('a', { class: 'sample', href: `#/training/${sample.id}` }, el('img', { src: photoOf(sample, sample.photos[0]), alt: '', loading: 'lazy' }),
            el('strong', {}, t('training.sample', { number: number(i + 1) })), el('span', { class: 'quiet' }, el('bdi', {}, sample.declaration.goods ?? ''))))));
}

const photoOf = (sample, photo) => address(`/training/${sample.id}/photos/${photo}`);

function question(sample, samples, score) {
    const answer = el('div', {});
    const trouble = el('div', { class: 'trouble' });
    const index = samples.indexOf(sample);
    const ask = el('div', { class: 'bar verdicts', role: 'group', 'aria-label': t('training.ask') }, kVerdicts.map((verdict) => {
        const choose = button([sign(verdict), t(`verdict.${verdict}`)], () => act(choose, trouble, async () => {
            const result = await post(`/training/${sample.id}/answer`, { verdict });
            drawScore(score, result.score);
            const following = next(samples, index);
            ask.replaceWith(following);
            following.querySelector('button').focus();
            fill(answer, answerOf(result));
            say(t(result.right ? 'training.right' : 'training.wrong'));
        }), { class: verdict });
        return choose;
    }));
    return el('div', { class: 'columns' },
        el('section', { class: 'card' }, sample.photos.map((photo, i) => el('img', { class: 'preview', src: photoOf(sample, photo), alt: t('training.photo', { number: number(i + 1) }) }))),
        el('section', { class: 'card' }, el('h2', {}, t('training.sample', { number: number(index + 1) })), declarationList(sample.declaration), el('p', {}, t('training.ask')), trouble, ask, answer));
}

function answerOf({ right, verdict, why }) {
    return el('div', { class: `note ${right ? 'good' : 'bad'}` }, el('p', {}, el('strong', {}, t(right ? 'training.right' : 'training.wrong')), ' ',
        el('span', { class: `tag ${verdict}` }, sign(verdict), t(`verdict.${verdict}`))), el('ul', {}, why.map((sentence) => el('li', {}, english(sentence)))));
}

function next(samples, index) {
    const following = samples[index + 1];
    return el('div', { class: 'bar' }, button(t(following ? 'training.next' : 'training.all'), () => go(following ? `training/${following.id}` : 'training'), { class: 'main' }));
}
