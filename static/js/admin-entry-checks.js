// Shows beside a value what the server finds odd about the row as typed so far. The same checks run
// again when the form is saved: without this script nothing is lost but time.

(() => {
  const url = document.currentScript.dataset.checkUrl;
  const ROW = "[data-entry-row], tr.dynamic-annual_values, tr.has_original[id^='annual_values-']";

  function answers(row) {
    const sent = new URLSearchParams({
      indicator: row.dataset.indicator ?? "",
      fiscal_year: row.dataset.fiscalYear ?? "",
    });
    for (const field of row.querySelectorAll("input[name], select[name], textarea[name]")) {
      const name = field.name.split("-").pop();
      if (field.type === "checkbox" && !field.checked) continue;
      sent.set(name, field.value);
    }
    return sent;
  }

  function note(row) {
    const found = row.querySelector("[data-entry-note]");
    if (found) return found;
    const made = document.createElement("div");
    made.dataset.entryNote = "";
    made.className = "entry-note";
    made.setAttribute("role", "status");
    row.querySelector("[name$='-value']").after(made);
    return made;
  }

  function show(row, { errors, cautions }) {
    const lines = [...errors, ...cautions].map((text, place) => {
      const line = document.createElement("p");
      line.className = place < errors.length ? "entry-error" : "entry-caution";
      line.textContent = text;
      return line;
    });
    note(row).replaceChildren(...lines);
  }

  document.addEventListener("change", async (event) => {
    const row = event.target.closest(ROW);
    if (!row || !row.querySelector("[name$='-value']")) return;
    const sent = answers(row);
    if (!sent.get("value") && !sent.get("missing_reason")) {
      show(row, { errors: [], cautions: [] });
      return;
    }
    const answer = await fetch(`${url}?${sent}`, { headers: { Accept: "application/json" } });
    // Slow answers to earlier keystrokes must not overwrite the latest.
    if (answer.ok && `${answers(row)}` === `${sent}`) show(row, await answer.json());
  });
})();
