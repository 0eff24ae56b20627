// Opens the explanation of a word beside the word. Without this script, and where the browser
// knows no popovers, the link simply leads to the same text in the page's 用語解説.

const note = document.createElement("div");

function open(link) {
  const entry = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (!entry) return false;
  const heading = document.createElement("p");
  const word = document.createElement("strong");
  const text = document.createElement("p");
  word.textContent = entry.querySelector("dt").textContent;
  text.textContent = entry.querySelector("dd").textContent;
  heading.append(word);
  note.replaceChildren(heading, text);
  note.setAttribute("aria-label", word.textContent);
  link.after(note);
  note.showPopover();
  place(link);
  note.focus();
  return true;
}

function place(link) {
  const anchor = link.getBoundingClientRect();
  const page = document.documentElement;
  const furthest = page.clientWidth - note.offsetWidth - 16;
  note.style.left = `${window.scrollX + Math.max(16, Math.min(anchor.left, furthest))}px`;
  note.style.top = `${window.scrollY + anchor.bottom + 8}px`;
}

if (typeof note.showPopover === "function") {
  note.className = "term-note";
  note.popover = "auto";
  note.tabIndex = -1;
  note.setAttribute("role", "note");
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.term");
    if (link && !event.ctrlKey && !event.metaKey && open(link)) event.preventDefault();
  });
}
