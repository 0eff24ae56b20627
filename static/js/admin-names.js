// Gives the admin's search boxes (select2) the name of their field, which they forget.

(() => {
  let count = 0;

  function name(box) {
    const select = box.closest(".select2-container")?.previousElementSibling;
    const label = select?.labels?.[0];
    const shown = box.querySelector(".select2-selection__rendered");
    if (label) {
      label.id ||= `select-label-${(count += 1)}`;
      box.setAttribute("aria-labelledby", [label.id, shown?.id].filter(Boolean).join(" "));
      shown?.setAttribute("aria-labelledby", label.id);
    } else if (select?.getAttribute("aria-label")) {
      box.removeAttribute("aria-labelledby");
      box.setAttribute("aria-label", select.getAttribute("aria-label"));
    }
  }

  function nameAll() {
    document.querySelectorAll(".select2-selection").forEach(name);
  }

  // They are drawn by another script, some only when a row is added.
  new MutationObserver(nameAll).observe(document.body, { childList: true, subtree: true });
  nameAll();
})();
