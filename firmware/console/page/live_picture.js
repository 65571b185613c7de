// What the bench's camera sees. A camera that is gone is explained in its place, and the picture comes back by itself.

import { address, get } from './api.js';
import { el, english, fill } from './dom.js';
import { live } from './events.js';
import { icon } from './icons.js';
import { t } from './texts.js';

/** The element, `camera()` (null where there is none), `whenChanged(act)` and `stop()`. */
export async function livePicture() {
    const { devices } = await get('/devices').catch(() => ({ devices: [] }));
    const picture = { camera: devices.find(({ kind }) => kind === 'camera') ?? null, act: () => {} };
    const element = el('figure', { class: 'live' });
    const draw = () => { hushPictures(element); fill(element, content(picture.camera)); };
    const note = ({ detail }) => {
        if (detail.kind !== 'camera' || (picture.camera && detail.id !== picture.camera.id)) return;
        const before = picture.camera?.state;
        picture.camera = detail;
        if (detail.state === before) return;
        draw();
        picture.act();
    };
    live.addEventListener('device', note);
    document.addEventListener('visibilitychange', draw);
    draw();
    return {
        element,
        camera: () => picture.camera,
        isLive: () => picture.camera?.state === 'live',
        whenChanged: (act) => { picture.act = act; },
        stop: () => {
            live.removeEventListener('device', note);
            document.removeEventListener('visibilitychange', draw);
            hushPictures(element);
            fill(element);
        },
    };
}

/** Ends the streams below `element`: a browser goes on reading one whose image it has merely lost, and it reads six at most. */
export function hushPictures(element) {
    for (const image of element.querySelectorAll('img')) image.removeAttribute('src');
}

function content(camera) {
    if (!camera) return explained(t('live.none'), t('live.none-text'));
    if (camera.state === 'lost') return explained(t('device.gone', { name: camera.name }), [camera.problem && english(camera.problem), ' ', t('device.comes-back')]);
    if (camera.state !== 'live') return explained(t('live.starting', { name: camera.name }), t('live.starting-text'));
    // A page that nobody looks at asks for no pictures.
    if (document.hidden) return [];
    return el('img', { src: `${address(`/devices/${camera.id}/live`)}?${Date.now()}`, alt: t('live.alt', { name: camera.name }) });
}

function explained(title, text) {
    return el('figcaption', { class: 'no-picture' }, icon('camera'), el('strong', {}, title), el('span', {}, text));
}
