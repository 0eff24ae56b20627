// Turns the drawing of an indicator into a plotly chart when the reader asks for it: zoom, values
// under the pointer, saving as an image. Without this script the drawing stands as it is.
// The attributes it relies on are listed in templates/_partials/chart_indicator.html.

const STYLE_SHEET_ID = "plotly.js-style-global";
const NARROW = 480;
const TRANSPARENT = "rgba(0,0,0,0)";
const loaded = new Map();

for (const figure of document.querySelectorAll("[data-explore-chart]")) prepare(figure);

function prepare(figure) {
  const part = (name) => figure.querySelector(`[data-explore-${name}]`);
  const parts = Object.fromEntries(["plain", "canvas", "open", "close", "status"].map((name) => [name, part(name)]));
  parts.open.hidden = false;
  parts.open.addEventListener("click", () => open(figure, parts));
  parts.close.addEventListener("click", () => close(parts));
}

async function open(figure, parts) {
  if (parts.open.getAttribute("aria-disabled") === "true") return;
  parts.open.setAttribute("aria-disabled", "true");
  parts.status.textContent = "グラフを読み込んでいます。";
  try {
    const [source] = await Promise.all([fetchFigure(figure.dataset.figureUrl), loadPlotly(figure.dataset)]);
    show(parts, true);
    await draw(parts.canvas, source);
    tell(parts, source.layout.xaxis);
    parts.status.textContent = "操作できるグラフを表示しました。";
    parts.close.focus();
  } catch {
    if (window.Plotly) window.Plotly.purge(parts.canvas);
    show(parts, false);
    parts.status.textContent =
      "操作できるグラフを読み込めませんでした。通信の状態を確かめて、もう一度お試しください。同じ値は図と表でご覧いただけます。";
  } finally {
    parts.open.removeAttribute("aria-disabled");
  }
}

function close(parts) {
  window.Plotly.purge(parts.canvas);
  show(parts, false);
  parts.status.textContent = "元の図に戻しました。";
  parts.open.focus();
}

function show(parts, explored) {
  parts.canvas.hidden = parts.close.hidden = !explored;
  parts.plain.hidden = parts.open.hidden = explored;
}

async function fetchFigure(url) {
  const answer = await fetch(url, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return answer.json();
}

async function loadPlotly({ plotlySrc, plotlyLocaleSrc, plotlyCssHref }) {
  // Under style-src 'self' plotly may not write its own rules; the linked sheet replaces them, so
  // the script is not even asked for before the sheet has come.
  const sheet = { id: STYLE_SHEET_ID, className: "no-inline-styles", rel: "stylesheet", href: plotlyCssHref };
  await once("link", sheet);
  await once("script", { src: plotlySrc });
  await once("script", { src: plotlyLocaleSrc });
}

function once(tag, properties) {
  const address = properties.src ?? properties.href;
  if (!loaded.has(address)) {
    const arrival = new Promise((resolve, reject) => {
      const element = Object.assign(document.createElement(tag), properties);
      element.addEventListener("load", resolve);
      element.addEventListener("error", () => {
        // A failed address is forgotten, so that the next click tries again.
        loaded.delete(address);
        element.remove();
        reject(new Error(address));
      });
      document.head.append(element);
    });
    loaded.set(address, arrival);
  }
  return loaded.get(address);
}

async function draw(canvas, source) {
  await document.fonts.ready;
  const paint = () => {
    const { data, layout } = themed(structuredClone(source), canvas);
    return window.Plotly.react(canvas, data, layout, settings(source));
  };
  await paint();
  const scheme = window.matchMedia("(prefers-color-scheme: dark)");
  const repaint = () => {
    if (canvas.hidden) scheme.removeEventListener("change", repaint);
    else paint();
  };
  scheme.addEventListener("change", repaint);
}

// Says which years are seen whenever the reader has zoomed, moved or reset the chart.
function tell({ canvas, status }, axis) {
  canvas.on("plotly_relayout", (change) => {
    if (Object.keys(change).some((key) => key.startsWith("xaxis."))) status.textContent = seenYears(axis, canvas.layout.xaxis.range);
  });
}

function seenYears({ tickvals, ticktext }, [from, to]) {
  const isSeen = (_, at) => from <= tickvals[at] && tickvals[at] <= to;
  const years = tickvals.map((year, at) => `${ticktext[at]}（${year}年度）`).filter(isSeen);
  return years.length ? `${years[0]}から${years.at(-1)}までを表示しています。` : "年度の間を拡大しています。";
}

function settings(source) {
  return {
    locale: "ja",
    responsive: true,
    displayModeBar: true,
    displaylogo: false,
    // Nothing may leave for the vendor's servers: only these buttons exist, and no address does.
    plotlyServerURL: "",
    modeBarButtonsToRemove: ["sendChartToCloud"],
    modeBarButtons: [["toImage"], ["zoom2d", "pan2d"], ["zoomIn2d", "zoomOut2d", "resetScale2d"]],
    toImageButtonOptions: { format: "png", filename: source.layout.title.text, scale: 2 },
  };
}

function themed({ data, layout }, canvas) {
  const style = getComputedStyle(canvas);
  const colour = (name) => style.getPropertyValue(`--chart-${name}`).trim();
  for (const trace of data) recolour(trace, colour);
  for (const shape of layout.shapes ?? []) shape.line.color = colour("statutory");
  for (const note of layout.annotations ?? []) note.font = { ...note.font, color: colour(note.name) || colour("text") };
  return { data, layout: { ...layout, ...look(layout, style, colour, canvas.clientWidth) } };
}

function recolour(trace, colour) {
  const own = colour(trace.meta);
  if (!own) return;
  if (trace.line) trace.line.color = own;
  if (trace.marker && trace.marker.color !== TRANSPARENT) trace.marker.color = own;
  if (trace.marker?.line) trace.marker.line.color = own;
  if (trace.fillcolor) trace.fillcolor = colour(`${trace.meta}-fill`);
}

function look(layout, style, colour, width) {
  const text = colour("text");
  const axis = { gridcolor: colour("grid"), linecolor: colour("axis"), zeroline: false, automargin: true };
  const title = wrapped(layout.title.text, Math.floor((width - 32) / 16));
  const lines = title.split("<br>").length;
  return {
    autosize: true,
    // On touch screens a finger on the chart scrolls the page, as everywhere else.
    dragmode: window.matchMedia("(pointer: coarse)").matches ? false : "zoom",
    font: { family: style.fontFamily, size: 14, color: text },
    hoverlabel: { bgcolor: colour("surface"), bordercolor: colour("axis"), font: { color: text, family: style.fontFamily, size: 14 } },
    legend: { orientation: "h", x: 0, y: -0.16, yanchor: "top", traceorder: "normal" },
    margin: { l: 16, r: 16, t: 80 + 22 * lines, b: 16 },
    modebar: { bgcolor: "transparent", color: text, activecolor: colour("focus"), orientation: "h" },
    paper_bgcolor: colour("surface"),
    plot_bgcolor: colour("surface"),
    title: { text: title, subtitle: { ...layout.title.subtitle, font: { size: 14 } }, x: 0, xref: "container", xanchor: "left", y: 1, yanchor: "top", pad: { t: 40, l: 4 }, font: { size: 16 } },
    xaxis: { ...layout.xaxis, ...axis, ...fewer(layout.xaxis, width), showgrid: false, showline: true, ticks: "outside", tickangle: 0 },
    yaxis: { ...layout.yaxis, ...axis },
  };
}

function wrapped(text, length) {
  return text.match(new RegExp(`.{1,${Math.max(length, 8)}}`, "gu")).join("<br>");
}

function fewer({ tickvals, ticktext }, width) {
  const step = width < NARROW ? Math.ceil(tickvals.length / 6) : 1;
  const kept = (_, index) => (tickvals.length - 1 - index) % step === 0;
  return { tickvals: tickvals.filter(kept), ticktext: ticktext.filter(kept) };
}
