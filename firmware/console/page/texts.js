// The texts of the page in the chosen language. All of them stand in texts.json.

export const kLanguages = { en: 'English', zh: '简体中文', es: 'Español', ar: 'العربية' };
const kTags = { en: 'en', zh: 'zh-Hans', es: 'es', ar: 'ar' };
const kRightToLeft = ['ar'];
const kStored = 'tidewaiter.language';

let table = {};
let language = 'en';

export async function loadTexts() {
    const answer = await fetch('texts.json');
    table = await answer.json();
}

export const languageNow = () => language;
export const hasText = (key) => key in table;

/** What was chosen here before, else what the appliance is set to, else what the browser prefers. */
export function preferredLanguage(ofAppliance) {
    const wanted = [localStorage.getItem(kStored), ofAppliance, ...navigator.languages.map((tag) => tag.slice(0, 2))];
    return wanted.find((name) => name in kLanguages) ?? 'en';
}

export function chooseLanguage(name) {
    localStorage.setItem(kStored, name);
    useLanguage(name);
}

export function useLanguage(name) {
    language = name;
    document.documentElement.lang = kTags[name];
    document.documentElement.dir = kRightToLeft.includes(name) ? 'rtl' : 'ltr';
    for (const element of document.querySelectorAll('[data-text]')) element.textContent = t(element.dataset.text);
    for (const element of document.querySelectorAll('[data-name-text]')) element.ariaLabel = t(element.dataset.nameText);
}

/** The text of `key`, its {names} replaced by `values`. */
export function t(key, values = {}) {
    const text = table[key]?.[language] ?? table[key]?.en ?? key;
    return text.replace(/\{(\w+)\}/g, (_, name) => isolated(values[name] ?? ''));
}

// Between right-to-left words a number or an English name would otherwise pull its neighbors along.
function isolated(value) {
    return kRightToLeft.includes(language) ? `\u2068${value}\u2069` : String(value);
}

const locale = () => `${kTags[language]}-u-nu-latn`;

export const number = (value, digits = 0) =>
    new Intl.NumberFormat(locale(), { maximumFractionDigits: digits }).format(value);
export const percent = (share) => new Intl.NumberFormat(locale(), { style: 'percent' }).format(share);
export const moment = (time) =>
    new Intl.DateTimeFormat(locale(), { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(time));
export const clock = (time) => new Intl.DateTimeFormat(locale(), { timeStyle: 'short' }).format(new Date(time));

export function bytes(count) {
    const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'];
    const step = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(count, 1)) / 3)));
    return new Intl.NumberFormat(locale(), { style: 'unit', unit: units[step], maximumFractionDigits: step > 2 ? 1 : 0 })
        .format(count / 1000 ** step);
}
