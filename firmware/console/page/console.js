// The start of the page: texts, who is logged in, then the screen that the address names.

import { get, whenLoggedOut } from './api.js';
import { closeDialogs } from './dialog.js';
import { el, fill } from './dom.js';
import { hush, listen, live } from './events.js';
import { restartIdleClock, startIdleLock } from './idle.js';
import { startKeys } from './keys.js';
import { goHome, deviceBanner, drawShell, startShell } from './shell.js';
import { placesAllowed } from './places.js';
import { placeNow, show, useRoutes } from './router.js';
import { startScanner } from './scanner.js';
import { auditScreen } from './screen_audit.js';
import { devicesScreen } from './screen_devices.js';
import { historyScreen } from './screen_history.js';
import { inspectScreen } from './screen_inspect.js';
import { listsScreen } from './screen_lists.js';
import { logInScreen } from './screen_login.js';
import { peopleScreen } from './screen_people.js';
import { secretScreen } from './screen_secret.js';
import { setUpScreen } from './screen_setup.js';
import { systemScreen } from './screen_system.js';
import { trainingScreen } from './screen_training.js';
import { forget, person, resume, session } from './session.js';
import { loadTexts, preferredLanguage, t, useLanguage } from './texts.js';
import { startTheme } from './theme.js';
import { followInspections } from './in_flight.js';

const kRetryMs = 2000;

async function main() {
    startTheme(drawShell);
    await loadTexts();
    const status = await reachAppliance();
    useLanguage(preferredLanguage(status.language));
    startKeys();
    startScanner();
    startShell(() => enter(logInScreen()));
    startIdleLock(() => enter(logInScreen(t('login.locked'))));
    whenLoggedOut(loggedOut);
    followDevices();
    followInspections();
    useRoutes({ inspect: inspectScreen, history: historyScreen, training: trainingScreen, lists: listsScreen, devices: devicesScreen,
        system: systemScreen, people: peopleScreen, audit: auditScreen, secret: secretScreen, '': startScreen });
    session.addEventListener('change', whoChanged);
    if (status.state === 'setup') enter(setUpScreen(status));
    else if (!await resume()) enter(logInScreen());
}

/** Waits for an appliance that is still starting. */
async function reachAppliance() {
    for (;;) {
        const status = await get('/status').catch(() => null);
        if (status) return status;
        useLanguage(preferredLanguage());
        fill(document.getElementById('main'), el('p', { class: 'lonely' }, t('shell.starting')));
        await new Promise((done) => { setTimeout(done, kRetryMs); });
    }
}

// The screen before anybody is logged in.
function enter(screen) {
    closeDialogs();
    hush();
    drawShell();
    show(screen);
}

// The appliance ended the session. A page that knows already that nobody is logged in has shown so.
function loggedOut() {
    if (!person()) return;
    forget();
    enter(logInScreen());
}

function whoChanged() {
    drawShell();
    if (!person()) return;
    restartIdleClock();
    listen();
    // Somebody else may have logged in than who left the address behind.
    if (placesAllowed().includes(placeNow()[0])) show();
    else goHome();
}

const startScreen = { name: 'start', title: 'inspect.title', show: async () => goHome() };

async function followDevices() {
    live.addEventListener('device', ({ detail }) => deviceBanner(detail));
    live.addEventListener('hello', async () => {
        const { devices } = await get('/devices').catch(() => ({ devices: [] }));
        devices.filter((device) => device.kind === 'camera').forEach(deviceBanner);
    });
}

main();
