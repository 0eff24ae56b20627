// What a page can be asked about itself, whether it runs scripts or not: an expression that gives
// the questions as functions. Every answer names elements by the start of their HTML.

(() => {
  const STOPS = "a[href], button, input, select, textarea, summary, [tabindex], iframe";
  const TARGETS = "a[href], button, input, select, textarea, summary, [role=button], [onclick]";
  const LEAST_TARGET = 24;
  const LEAST_OUTLINE = 2;
  const LEAST_CONTRAST = 3;
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  let before = null;

  const called = (element) => element.outerHTML.slice(0, 160);
  const isShown = (element) => element.checkVisibility({ visibilityProperty: true });
  const all = (selector) => [...document.querySelectorAll(selector)].filter(isShown);
  const ancestors = (element) => (element ? [element, ...ancestors(element.parentElement)] : []);

  // Colours: [red, green, blue, opacity], each 0 to 255.
  function colour(words) {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = words;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  }

  function behind(element) {
    const layers = ancestors(element).map((own) => colour(getComputedStyle(own).backgroundColor));
    const opaque = layers.findIndex((layer) => layer[3] === 255);
    const seen = opaque < 0 ? [...layers, [255, 255, 255, 255]] : layers.slice(0, opaque + 1);
    return seen.reduceRight((below, layer) => below.map((part, at) => part + ((layer[at] - part) * layer[3]) / 255));
  }

  function brightness(rgb) {
    const [red, green, blue] = rgb.map((part) => part / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  }

  function contrast(one, other) {
    const [darker, lighter] = [brightness(one), brightness(other)].sort((a, b) => a - b);
    return (lighter + 0.05) / (darker + 0.05);
  }

  const isOutlined = (style) => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= LEAST_OUTLINE;

  // Nine points of every line of an element; all of them must be on the screen and on top.
  function isHidden(element) {
    const parts = [0.2, 0.5, 0.8];
    return [...element.getClientRects()].filter((box) => box.width > 1).some((box) =>
      parts.some((down) =>
        parts.some((along) => {
          const hit = document.elementFromPoint(box.left + box.width * along, box.top + box.height * down);
          return !hit || !element.contains(hit);
        }),
      ),
    );
  }

  function isCut(element, style) {
    const reach = parseFloat(style.outlineWidth) + parseFloat(style.outlineOffset);
    const box = element.getBoundingClientRect();
    const frames = ancestors(element.parentElement)
      .filter((own) => own.parentElement && own !== document.body && getComputedStyle(own).overflow !== "visible")
      .map((own) => own.getBoundingClientRect());
    const sides = [...frames, { left: 0, right: document.documentElement.clientWidth }];
    return sides.some(({ left, right }) => box.left - reach < left - 0.5 || box.right + reach > right + 0.5);
  }

  // What is wrong with how the focus is seen where it is now.
  function focusFaults() {
    const own = document.activeElement;
    const style = getComputedStyle(own);
    const faults = [];
    if (!isOutlined(style)) faults.push("no outline");
    else if (contrast(colour(style.outlineColor), behind(own.parentElement)) < LEAST_CONTRAST) faults.push("faint outline");
    if (isHidden(own)) faults.push("hidden");
    if (isCut(own, style)) faults.push("outline cut off");
    if (before && before !== own && isOutlined(getComputedStyle(before))) faults.push("the one before looks the same");
    before = own;
    return faults.map((fault) => `${fault}: ${called(own)}`);
  }

  function stops() {
    return all(STOPS).filter((own) => own.tabIndex >= 0 && !own.disabled);
  }

  // Whether the focus is on the stop of that number; -1 is before the first and after the last.
  const focused = () => stops().indexOf(document.activeElement);

  const step = () => ({ stop: focused(), faults: document.activeElement === document.body ? [] : focusFaults() });

  const distance = ({ x, y }, box) =>
    Math.hypot(Math.max(box.left - x, 0, x - box.right), Math.max(box.top - y, 0, y - box.bottom));

  function measured(element) {
    const boxes = [...element.getClientRects()];
    const { left, top, width, height } = element.getBoundingClientRect();
    return {
      element,
      boxes,
      centre: { x: left + width / 2, y: top + height / 2 },
      isSmall: boxes.every((box) => box.width < LEAST_TARGET || box.height < LEAST_TARGET),
    };
  }

  // A link among words: what its height follows is the line and not the author's choice.
  function isInline(element) {
    if (getComputedStyle(element).display !== "inline") return false;
    const block = ancestors(element.parentElement).find((own) => getComputedStyle(own).display !== "inline");
    const words = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    while (words.nextNode()) {
      const { parentElement: holder, data } = words.currentNode;
      const line = ancestors(holder).find((own) => getComputedStyle(own).display !== "inline");
      if (line === block && !holder.closest(TARGETS) && isShown(holder) && /[\p{L}\p{N}]/u.test(data)) return true;
    }
    return false;
  }

  // Two targets are one for the finger when one lies in the other.
  const isApart = (one, other) => !one.element.contains(other.element) && !other.element.contains(one.element);

  // WCAG 2.5.8: 24 by 24 pixels, or a circle of that size free of other targets, or within words.
  function smallTargets() {
    const isMet = (own) => !own.disabled && getComputedStyle(own).clipPath === "none";
    const targets = all(TARGETS).filter(isMet).map(measured);
    const isNear = (own, other) =>
      other.boxes.some((box) => distance(own.centre, box) < LEAST_TARGET / 2) ||
      (other.isSmall && Math.hypot(own.centre.x - other.centre.x, own.centre.y - other.centre.y) < LEAST_TARGET);
    return targets
      .filter((own) => own.isSmall && !isInline(own.element))
      .filter((own) => targets.some((other) => isApart(own, other) && isNear(own, other)))
      .map((own) => called(own.element));
  }

  // The lines of the page, without what a script alone can do.
  function lines(scriptOnly) {
    for (const own of document.querySelectorAll(scriptOnly)) own.hidden = true;
    const isLong = (words) => words !== "";
    return document.body.innerText.split("\n").map((words) => words.trim()).filter(isLong);
  }

  const isSent = (form) => Boolean(form?.querySelector("button[type=submit], button:not([type])"));
  const isField = (own) => own.matches("input, select, textarea");

  // Controls that do nothing by themselves.
  function deadControls() {
    const works = (own) => {
      if (own.matches("summary")) return own.parentElement.matches("details");
      if (own.matches("a[href^='#']")) return Boolean(document.getElementById(decodeURIComponent(own.hash.slice(1))));
      if (own.matches("a[href]")) return own.protocol.startsWith("http");
      if (own.matches("button[popovertarget]")) return Boolean(own.popoverTargetElement);
      if (isField(own)) return own.readOnly || (own.name !== "" && isSent(own.form));
      return own.matches("button") && own.type === "submit" && Boolean(own.form);
    };
    return all(TARGETS).filter((own) => !works(own)).map(called);
  }

  function unfold() {
    for (const own of document.querySelectorAll("details")) own.open = true;
  }

  return { deadControls, lines, smallTargets, step, stops, unfold };
})()
