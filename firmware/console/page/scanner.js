// A barcode gun is a keyboard that types faster than people and ends with Enter. What it typed goes to the screen's
// handler, wherever the focus was, and Enter presses nothing.

const kSlowestGapMs = 45;
const kShortest = 4;

let handler = null;
let typed = '';
let last = 0;
let field = null;
let before = '';

/** The screen's handler: it takes the text and where it was typed. */
export function whenScanned(act) { handler = act; }

export function startScanner() {
    window.addEventListener('screen', () => { handler = null; typed = ''; });
    window.addEventListener('keydown', listenTo, true);
}

function listenTo(event) {
    if (event.target.matches?.('input[type="password"], textarea')) return;
    if (event.key === 'Enter') return finish(event);
    if (event.key.length !== 1 || event.ctrlKey || event.metaKey) return;
    if (event.timeStamp - last > kSlowestGapMs) begin(event.target);
    last = event.timeStamp;
    typed += event.key;
    // A blank in the middle of a code must not capture a photo.
    if (typed.length > 1 && event.key === ' ' && !field) event.preventDefault();
}

function begin(target) {
    typed = '';
    field = target.matches?.('input') ? target : null;
    before = field?.value ?? '';
}

function finish(event) {
    const text = typed;
    typed = '';
    if (text.length < kShortest || event.timeStamp - last > 4 * kSlowestGapMs || !handler) return;
    event.preventDefault();
    event.stopPropagation();
    if (field) field.value = before;
    handler(text, event.target);
}
