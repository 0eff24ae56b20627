// Remembers whether a reader wants readings (ふりがな). Without this script the choice is carried
// from page to page by the links alone (?ruby=1).

const KEY = "ruby";
const ON = "1";
const switching = document.querySelector("[data-ruby-switch]");

function remembered() {
  try {
    return localStorage.getItem(KEY) === ON;
  } catch {
    return false;
  }
}

function remember(wanted) {
  try {
    if (wanted) localStorage.setItem(KEY, ON);
    else localStorage.removeItem(KEY);
  } catch {
    // A browser that keeps nothing still follows the link.
  }
}

if (switching) {
  const isOn = switching.dataset.rubySwitch === "off";
  switching.addEventListener("click", () => remember(!isOn));
  if (isOn) remember(true);
  else if (remembered()) location.replace(switching.href + location.hash);
}
