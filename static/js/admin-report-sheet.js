// The clerk's sheet while it is typed: what the server makes of a row, each row saved as one goes,
// and nothing lost when the session, the network or the server is. Without this script the sheet's
// buttons do the same.

(() => {
  const form = document.getElementById("report-sheet");
  if (!form) return;
  const PAUSE = 400;
  const RETRIES = [3000, 10000, 30000, 60000];
  const rows = new Map();

  const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? "";
  const clock = (at) => new Date(at).toLocaleString("ja-JP", { month: "numeric", day: "numeric", hour: "numeric", minute: "2-digit" });

  // What has not reached the server is kept in the browser; a full or forbidden store is no harm.
  const shelf = {
    name: (row) => `${form.dataset.keep}-${row.dataset.entry}`,
    read(row) {
      try {
        return JSON.parse(localStorage.getItem(shelf.name(row)));
      } catch {
        return null;
      }
    },
    keep(row) {
      try {
        localStorage.setItem(shelf.name(row), JSON.stringify({ at: Date.now(), typed: typed(row) }));
      } catch {}
    },
    clear(row) {
      try {
        localStorage.removeItem(shelf.name(row));
      } catch {}
    },
  };

  function inputs(row) {
    return [...row.querySelectorAll("[data-answer] [name]")];
  }

  function typed(row) {
    return Object.fromEntries(
      inputs(row).map((field) => [field.name, field.type === "checkbox" ? field.checked : field.value]),
    );
  }

  function sent(row) {
    const body = new URLSearchParams();
    for (const [name, value] of Object.entries(typed(row))) {
      if (value !== false) body.set(name, value === true ? "on" : value);
    }
    return body;
  }

  function answerOf(row) {
    const body = sent(row);
    body.delete(stamp(row).name);
    return body.toString();
  }

  function fill(row, values) {
    for (const field of inputs(row)) {
      if (!(field.name in values)) continue;
      if (field.type === "checkbox") field.checked = Boolean(values[field.name]);
      else field.value = values[field.name] ?? "";
    }
  }

  function stamp(row) {
    return row.querySelector("[name$='-stamp']");
  }

  function say(row, text, isTrouble = false) {
    const place = row.querySelector("[data-status]");
    place.classList.toggle("is-trouble", isTrouble);
    if (place.textContent !== text) place.textContent = text;
  }

  function show(row, told) {
    const outlook = row.querySelector("[data-outlook]");
    // A status that is written anew is read out anew. The server's own words, escaped there.
    if (told.outlook !== undefined && outlook.innerHTML !== told.outlook) outlook.innerHTML = told.outlook;
    if (told.state) row.querySelector("[data-state]").innerHTML = told.state;
    const isWrong = outlook.querySelector(".entry-error") !== null;
    row.classList.toggle("has-errors", isWrong);
    row.querySelector("[name$='-value']").setAttribute("aria-invalid", String(isWrong));
  }

  // Two ways to go on, side by side, above the inputs of a row.
  function ask(row, text, choices) {
    row.querySelector(".entry-choice")?.remove();
    const box = document.getElementById("entry-choice").content.firstElementChild.cloneNode(true);
    box.setAttribute("role", "alert");
    box.querySelector("p").textContent = text;
    box.querySelectorAll("button").forEach((button, place) => {
      const [label, act] = choices[place];
      button.textContent = label;
      button.addEventListener("click", () => {
        box.remove();
        act();
        row.querySelector("[name$='-value']").focus();
      });
    });
    row.querySelector(".entry-body").before(box);
  }

  async function check(row) {
    const asked = sent(row);
    const query = sent(row);
    // Long texts decide nothing, and an address has to be short.
    for (const name of [...query.keys()]) if (/-(note|source)$/.test(name)) query.delete(name);
    try {
      const answer = await fetch(`${row.dataset.url}?${query}`, { headers: { Accept: "application/json" } });
      // Slow answers to earlier keystrokes must not overwrite the latest.
      if (answer.ok && `${sent(row)}` === `${asked}`) show(row, await answer.json());
    } catch {
      // Saving tells of a lost network.
    }
  }

  async function save(row) {
    const state = rows.get(row);
    clearTimeout(state.retry);
    if (state.isWaiting || !state.isDirty) return;
    if (state.isSaving) {
      state.isAgain = true;
      return;
    }
    state.isSaving = true;
    state.isAgain = false;
    say(row, "保存しています…");
    const before = answerOf(row);
    const body = sent(row).toString();
    let answer = null;
    let told = {};
    try {
      answer = await fetch(row.dataset.url, {
        method: "POST",
        body,
        headers: {
          "X-CSRFToken": token(),
          "Content-Type": "application/x-www-form-urlencoded",
          Accept: "application/json",
        },
        // Browsers let only a small message outlive its page.
        keepalive: body.length < 60_000,
      });
      told = (answer.headers.get("Content-Type") ?? "").includes("json") ? await answer.json() : {};
    } catch {
      answer = null;
    }
    state.isSaving = false;
    settle(row, state, { answer, told, isSame: answerOf(row) === before });
  }

  function settle(row, state, { answer, told, isSame }) {
    if (answer?.ok) {
      stamp(row).value = told.stamp;
      state.tries = 0;
      if (isSame) {
        state.isDirty = false;
        shelf.clear(row);
        show(row, told);
        say(row, told.message);
      }
      for (const counts of document.querySelectorAll("[data-counts]")) counts.outerHTML = told.counts;
      if (state.isAgain) save(row);
      return;
    }
    if (told.overtaken) return overtaken(row, state, told);
    if (answer && (answer.status === 422 || told.message)) {
      if (isSame && told.outlook !== undefined) show(row, told);
      say(row, told.message, true);
      if (answer.status === 401) offerLogin(row, told.message);
      else if (state.isAgain) save(row);
      return;
    }
    tryAgain(row, state);
  }

  function tryAgain(row, state) {
    const wait = RETRIES[Math.min(state.tries, RETRIES.length - 1)];
    state.tries += 1;
    state.retry = setTimeout(() => save(row), wait);
    say(row, "まだ保存できていません。入力はこの端末に残っています。つながりしだい、もう一度保存します。", true);
  }

  function offerLogin(row, text) {
    const here = () => location.assign(form.dataset.login);
    ask(row, `${text}ログインし直すと、続きから入力できます。`, [
      ["ログインし直す", here],
      ["ログインしたので、もう一度保存する", () => save(row)],
    ]);
  }

  function overtaken(row, state, told) {
    state.isWaiting = true;
    say(row, told.message, true);
    show(row, told);
    const goOn = () => {
      stamp(row).value = told.stamp;
      state.isWaiting = false;
    };
    ask(row, told.overtaken, [
      ["自分の入力で保存する", () => (goOn(), save(row))],
      ["先に保存された内容にする", () => (goOn(), fill(row, told.theirs), forget(row, state), check(row))],
    ]);
  }

  function forget(row, state) {
    state.isDirty = false;
    shelf.clear(row);
    say(row, "");
  }

  function change(row) {
    const state = rows.get(row);
    state.isDirty = true;
    shelf.keep(row);
    say(row, "");
    clearTimeout(state.pause);
    state.pause = setTimeout(() => check(row), PAUSE);
  }

  function begin(row) {
    const state = { isDirty: false, isSaving: false, isAgain: false, isWaiting: false, tries: 0 };
    rows.set(row, state);
    const kept = shelf.read(row);
    if (row.hasAttribute("data-unsaved")) {
      state.isDirty = true;
    } else if (kept && !sameAs(row, kept.typed)) {
      ask(row, `この端末に、保存できていない入力（${clock(kept.at)}）が残っています。`, [
        ["入力欄に戻す", () => (fill(row, kept.typed), change(row), save(row))],
        ["消す", () => shelf.clear(row)],
      ]);
    } else {
      shelf.clear(row);
    }
  }

  function sameAs(row, kept) {
    const now = typed(row);
    return Object.keys(kept).every((name) => name.endsWith("-stamp") || now[name] === kept[name]);
  }

  const rowOf = (target) => target.closest?.("[data-answer]")?.closest("[data-entry]");
  form.addEventListener("input", (event) => {
    const row = rowOf(event.target);
    if (row) change(row);
  });
  form.addEventListener("change", (event) => {
    const row = rowOf(event.target);
    if (!row) return;
    clearTimeout(rows.get(row).pause);
    save(row);
  });
  // As in a spreadsheet, Enter goes on to the next value instead of sending the form.
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || !event.target.matches("input")) return;
    event.preventDefault();
    if (event.target.matches("[data-act-input]")) {
      event.target.parentElement.querySelector("button").click();
      return;
    }
    const values = [...form.querySelectorAll("[data-answer] [name$='-value']")];
    const here = values.indexOf(event.target.closest("[data-answer]")?.querySelector("[name$='-value']"));
    const next = values[here + (event.shiftKey ? -1 : 1)];
    (next ?? form.querySelector(".report-bar [value='confirm']")).focus();
  });
  let isLeaving = false;
  form.addEventListener("submit", () => {
    isLeaving = true;
    // Whoever has logged in again in another tab has a new token.
    form.elements.csrfmiddlewaretoken.value = token() || form.elements.csrfmiddlewaretoken.value;
  });
  window.addEventListener("beforeunload", (event) => {
    if (!isLeaving && [...rows.values()].some((state) => state.isDirty)) event.preventDefault();
  });
  window.addEventListener("online", () => rows.forEach((_, row) => save(row)));

  form.querySelectorAll("[data-entry]").forEach(begin);
  form.querySelector("[data-autosave]")?.removeAttribute("hidden");
})();
