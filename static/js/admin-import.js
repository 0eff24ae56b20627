// While an upload is checked or stored, asks the server how far it has come, and says so.
// The form is sent as any other: without this script only the telling is missing.

const EVERY = 500;

for (const form of document.querySelectorAll("form[data-progress]")) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent) {
      event.preventDefault(); // A second click would import twice.
      return;
    }
    form.dataset.sent = "yes";
    form.setAttribute("aria-busy", "true");
    for (const button of form.querySelectorAll("[type=submit]")) button.classList.add("is-sent");
    watch(form);
  });
}

// Back in the history shows the page as it was left: let it be sent again.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) window.location.reload();
});

function watch(form) {
  const box = document.querySelector(".import-progress");
  const [words, bar] = [box.querySelector("[role=status]"), box.querySelector("progress")];
  const ask = async () => {
    const answer = await fetch(form.dataset.progress, { credentials: "same-origin" }).catch(() => null);
    show(box, words, bar, answer?.ok ? await answer.json() : {});
    window.setTimeout(ask, EVERY);
  };
  window.setTimeout(ask, EVERY);
}

function show(box, words, bar, { step, done, total }) {
  box.hidden = false;
  const of = total ? `${total.toLocaleString()}行のうち` : "";
  words.textContent = step
    ? `${step}中：${of}${done.toLocaleString()}行`
    : "ファイルを送っています。このままお待ちください。";
  if (total) {
    bar.max = total;
    bar.value = done;
  } else {
    bar.removeAttribute("value");
  }
}
