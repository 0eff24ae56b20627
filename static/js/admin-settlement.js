// While a settlement is typed, shows what the server makes of it: sums, 前年比, differences, slips.
// All arithmetic is the server's; without this script the same appears when the form is saved.

(() => {
  const form = document.getElementById("settlement-form");
  if (!form) return;
  const AMOUNT = "input[name$='-amount']";
  const PAUSE = 300;
  let waiting = 0;
  let asked = 0;
  let isDirty = false;

  function setText(place, text) {
    if (place && place.textContent !== text) place.textContent = text;
  }

  function showLine(row, name, text) {
    const line = row.querySelector(`[data-${name}-line]`);
    if (line) line.hidden = !text;
    setText(row.querySelector(`[data-${name}]`), text);
  }

  function paragraph(kind, text) {
    const made = document.createElement("p");
    made.className = kind;
    made.textContent = text;
    return made;
  }

  function showRow(row, found) {
    row.dataset.result = found.result;
    row.classList.toggle("has-errors", found.errors.length > 0);
    setText(row.querySelector("[data-year-on-year]"), found.year_on_year);
    setText(row.querySelector("[data-result-label]"), found.result_label);
    showLine(row, "difference", found.difference);
    showLine(row, "computed", found.computed);
    const note = row.querySelector("[data-note]");
    const told = [...found.errors, ...found.cautions].join("");
    // A status that is written anew is read out anew.
    if (!note || note.textContent === told) return;
    note.replaceChildren(
      ...found.errors.map((text) => paragraph("entry-error", text)),
      ...found.cautions.map((text) => paragraph("entry-caution", text)),
    );
  }

  function obstacle({ code, problem, remedy }) {
    const line = document.createElement("li");
    const link = document.createElement("a");
    link.href = `#row-${code}`;
    link.textContent = problem;
    line.append(link, remedy);
    return line;
  }

  function show(figures) {
    for (const row of form.querySelectorAll("[data-row]")) {
      showRow(row, figures.rows[row.dataset.row]);
    }
    setText(form.querySelector("[data-balance]"), figures.balance || "（未入力の項目があります）");
    const caution = form.querySelector("[data-balance-caution]");
    caution.hidden = !figures.balance_caution;
    setText(caution, figures.balance_caution);
    showObstacles(figures);
  }

  function showObstacles({ obstacles, unanswered }) {
    form.querySelector("[data-obstacles]").hidden = obstacles.length + unanswered.length === 0;
    const blank = form.querySelector("[data-unanswered]");
    blank.hidden = unanswered.length === 0;
    setText(blank, `未入力の項目（${unanswered.length}）：${unanswered.join("、")}`);
    form.querySelector("[data-obstacle-list]").replaceChildren(...obstacles.map(obstacle));
  }

  async function ask() {
    const turn = ++asked;
    const answer = await fetch(form.dataset.checkUrl, { method: "POST", body: new FormData(form) });
    // Slow answers to earlier keystrokes must not overwrite the latest.
    if (answer.ok && turn === asked) show(await answer.json());
  }

  form.addEventListener("input", () => {
    isDirty = true;
    clearTimeout(waiting);
    waiting = setTimeout(ask, PAUSE);
  });

  // As in a spreadsheet, Enter goes on to the next amount instead of sending the form.
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || !event.target.matches(AMOUNT)) return;
    event.preventDefault();
    const amounts = [...form.querySelectorAll(AMOUNT)];
    const next = amounts[amounts.indexOf(event.target) + (event.shiftKey ? -1 : 1)];
    (next ?? form.querySelector("[type='submit']")).focus();
  });

  form.addEventListener("submit", () => {
    isDirty = false;
  });
  window.addEventListener("beforeunload", (event) => {
    if (isDirty) event.preventDefault();
  });
})();
