
// Sorts and filters the overview. Without it the table is complete, in the order of the list.
'use strict';

const table = document.querySelector('table.overview');
const rows = table ? [...table.tBodies[0].rows] : [];
const { compare } = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });
const keyOf = (row, column) => row.cells[column].dataset.key ?? row.cells[column].textContent.trim();

function asButton(element, action) {
  const button = document.createElement('button');
  button.type = 'button';
  button.append(...element.childNodes);
  button.addEventListener('click', action);
  element.append(button);
  return button;
}

function sortBy(header) {
  const direction = header.getAttribute('aria-sort') === 'ascending' ? 'descending' : 'ascending';
  for (const other of header.parentNode.cells) other.removeAttribute('aria-sort');
  header.setAttribute('aria-sort', direction);
  const sign = direction === 'ascending' ? 1 : -1;
  rows.sort((one, other) => sign * compare(keyOf(one, header.cellIndex), keyOf(other, header.cellIndex)));
  table.tBodies[0].append(...rows);
}

for (const header of document.querySelectorAll('th[data-sortable]')) asButton(header, () => sortBy(header));

const choices = [...document.querySelectorAll('.counts li')].map((element) => {
  const { verdict } = element.dataset;
  return { verdict, button: asButton(element, () => show(verdict)) };
});

function show(wanted) {
  for (const row of rows) row.hidden = wanted !== '' && row.dataset.verdict !== wanted;
  for (const { verdict, button } of choices) button.setAttribute('aria-pressed', String(verdict === wanted));
}

show('');
