// Shows the latest run. Text from the server enters the page as text only, never as markup.

const WHILE_RUNNING = 700;
const WHILE_IDLE = 3000;
const STATES = { RUNNING: 'Counting', DONE: 'Done', FAILED: 'Failed' };

const $ = id => document.getElementById(id);
const number = value => value.toLocaleString('en');
const counted = (count, one, many) => `${number(count)} ${count === 1 ? one : many}`;

let shown = '';
let nextLook;

function element(name, className, ...content) {
  const made = document.createElement(name);
  made.className = className;
  made.append(...content);
  return made;
}

function row(name, numbers, share) {
  const header = element('th', '', name);
  header.scope = 'row';
  const bar = element('div', '');
  bar.style.width = `${100 * share}%`;
  const cells = numbers.map(value => element('td', 'number', number(value)));
  return element('tr', '', header, ...cells, element('td', 'bar', ...(share > 0 ? [bar] : [])));
}

function total(name, value) {
  return element('div', '', element('dt', '', name), element('dd', '', value));
}

function showReport(run) {
  const report = run.report;
  $('totals').replaceChildren(
    total('files', number(report.total.files)),
    total('lines', number(report.total.lines)),
    total('words', number(report.total.words)),
    total('distinct words', number(report.distinctWords)),
    total('seconds', report.elapsed.toFixed(1)));
  const mostWords = Math.max(1, ...report.types.map(type => type.words));
  $('types').replaceChildren(
    ...report.types.map(type => row(type.type || 'none', [type.files, type.lines, type.words], type.words / mostWords)));
  $('words').replaceChildren(
    ...report.topWords.map(word => row(word.word, [word.count], word.count / report.topWords[0].count)));
  const unlisted = report.unreadableFiles - report.problems.length;
  $('unreadable').hidden = report.unreadableFiles === 0;
  $('problems').replaceChildren(
    ...report.problems.map(problem => element('li', '', `${problem.path}: ${problem.reason}`)),
    ...(unlisted > 0 ? [element('li', '', `and ${number(unlisted)} more`)] : []));
  $('plain').href = `runs/${encodeURIComponent(run.id)}/report`;
}

function show(run) {
  $('empty').hidden = run !== null;
  $('run').hidden = run === null;
  if (run === null) {
    return;
  }
  $('run-folder').textContent = run.folder;
  if ($('run-state').textContent !== STATES[run.state]) {
    $('run-state').textContent = STATES[run.state];
  }
  $('run-state').classList.toggle('failed', run.state === 'FAILED');
  $('run-progress').max = run.total;
  $('run-progress').value = run.done;
  $('run-files').textContent = `${number(run.done)} of ${counted(run.total, 'file', 'files')}`;
  $('run-failure').textContent = run.failure ?? '';
  $('report').hidden = run.report === null;
  if (run.report !== null) {
    showReport(run);
  }
}

async function look() {
  clearTimeout(nextLook);
  let delay = WHILE_IDLE;
  try {
    const response = await fetch('runs/latest', { headers: { Accept: 'application/json' } });
    const text = response.status === 200 ? await response.text() : 'null';
    const run = JSON.parse(text);
    if (text !== shown) {
      show(run);
      shown = text;
    }
    delay = run?.state === 'RUNNING' ? WHILE_RUNNING : WHILE_IDLE;
  } catch {
    // The server is away: what is shown stays, and the next look may find it again.
  }
  clearTimeout(nextLook);
  nextLook = setTimeout(look, delay);
}

$('start').addEventListener('submit', async event => {
  event.preventDefault();
  const button = event.target.querySelector('button');
  button.disabled = true;
  $('refusal').textContent = '';
  try {
    const response = await fetch('runs', { method: 'POST', body: new URLSearchParams(new FormData(event.target)) });
    if (response.status !== 201) {
      $('refusal').textContent = response.status === 400 ? await response.text() : `The server answers ${response.status}.`;
    }
    await look();
  } catch {
    $('refusal').textContent = 'The server does not answer.';
  } finally {
    button.disabled = false;
    $('folder').focus();
  }
});

look();
