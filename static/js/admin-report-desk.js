// While a PDF is being made, asks for the page again every few seconds and takes over its list.
const SECONDS = 3;

async function renew() {
  const list = document.getElementById("report-desk");
  if (!list || list.dataset.busy !== "yes") return;
  try {
    const answer = await fetch(location.href, { credentials: "same-origin" });
    if (answer.ok) {
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const newer = page.getElementById("report-desk");
      // After a log-out the answer is another page: the list stays as it was.
      if (newer) list.replaceWith(newer);
    }
  } catch {
    // The network is away for a moment; the next look may succeed.
  }
  setTimeout(renew, SECONDS * 1000);
}

setTimeout(renew, SECONDS * 1000);
