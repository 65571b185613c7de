// Day or night: what was chosen here, else what the system says.

const kStored = 'tidewaiter.theme';
const kNight = matchMedia('(prefers-color-scheme: dark)');

export const isNight = () => (localStorage.getItem(kStored) ?? (kNight.matches ? 'night' : 'day')) === 'night';

export function applyTheme() {
    document.documentElement.dataset.theme = isNight() ? 'night' : 'day';
}

export function switchTheme() {
    localStorage.setItem(kStored, isNight() ? 'day' : 'night');
    applyTheme();
}

export function startTheme(onChange) {
    applyTheme();
    kNight.addEventListener('change', () => { applyTheme(); onChange(); });
}
